"""What an assessor would ask for on site, and what there is to show."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assessment.domain.snapshot import SnapshotContent
from assessment.domain.words import words_for
from assessment.models import Proof
from standards.domain.answers import AtLevel, NotApplicable
from standards.domain.standard import Scene, Standard
from standards.wording.answers import answer_lines, label
from standards.wording.results import local, scene_level_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """One thing that is claimed. `look`: the photo or paper to have ready, empty where nothing is written."""

    claim: str
    look: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRow:
    """An item an assessor would ask about. `level`: of a scene, 0 of a question."""

    code: str
    label: str
    level: int
    level_name: str
    claims: tuple[Claimed, ...]
    proofs: Sequence[Proof]


def visit_rows(content: SnapshotContent, proofs: Mapping[str, Sequence[Proof]]) -> tuple[VisitRow, ...]:
    """Return what is claimed, scene by scene and question by question.

    What has no proof stands first, and the higher levels before the lower: they are looked at hardest.
    """
    rows = [*_scenes(content, proofs), *_questions(content, proofs)]
    return tuple(sorted(rows, key=lambda row: (bool(row.proofs), -row.level)))


def _scenes(content: SnapshotContent, proofs: Mapping[str, Sequence[Proof]]) -> Iterator[VisitRow]:
    standard = content.standard
    for scene in standard.scenes:
        answer = content.answers.scenes.get(scene.code)
        if isinstance(answer, AtLevel) and answer.level:
            yield VisitRow(
                code=scene.code,
                label=label(standard, scene.code),
                level=answer.level,
                level_name=scene_level_name(standard.rule, answer.level),
                claims=_levels(standard, scene, answer.level),
                proofs=proofs.get(scene.code, ()),
            )


def _levels(standard: Standard, scene: Scene, level: int) -> tuple[Claimed, ...]:
    """Return what each level up to this one claims: a level holds where the lower ones hold too."""
    words = words_for(standard.code).scenes.get(scene.code, ())
    if len(words) != len(scene.levels):
        return tuple(Claimed(claim=local(one.text), look="") for one in scene.levels[:level])
    return tuple(Claimed(claim=local(one.ask), look=local(one.look)) for one in words[:level])


def _questions(content: SnapshotContent, proofs: Mapping[str, Sequence[Proof]]) -> Iterator[VisitRow]:
    standard = content.standard
    for question in standard.questions:
        answer = content.answers.questions.get(question.code)
        if answer is not None and not isinstance(answer, NotApplicable):
            lines = answer_lines(standard, question.code, answer, content.figures)
            looks = (local(question.evidence), *("" for _line in lines[1:]))
            yield VisitRow(
                code=question.code,
                label=label(standard, question.code),
                level=0,
                level_name="",
                claims=tuple(Claimed(claim=line, look=look) for line, look in zip(lines, looks, strict=True)),
                proofs=proofs.get(question.code, ()),
            )
