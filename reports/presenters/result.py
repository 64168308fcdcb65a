"""The content of the result page: level, why, points with their trace, scenes, from a submitted snapshot."""

from dataclasses import dataclass
from decimal import Decimal

from assessment.domain.snapshot import SnapshotContent
from editing.domain.texts import Text
from reports.wording.results import proof_sentence
from standards.domain.answers import Figures, NotApplicable, QuestionAnswer, SceneAnswer
from standards.domain.grading import Condition, Grade, conditions, grade
from standards.domain.scoring import QuestionPoints, ScoreCard, Sum, score
from standards.domain.standard import (
    ASKED,
    Dimension,
    Figure,
    Group,
    Option,
    Question,
    Scene,
    Standard,
    Threshold,
    Variant,
)
from standards.domain.variants import changing_variants


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionRow:
    """One question with its points and how they came about."""

    question: Question
    points: QuestionPoints
    options: tuple[tuple[Option, Decimal], ...]  # chosen options with their points
    figures: tuple[tuple[Figure, Decimal], ...]  # the figures that decided, where figures did
    reason: Text | None  # why it does not apply, where one was given
    proofs: tuple[str, ...]  # names of files

    @property
    def proof(self) -> str:
        """Which files prove the answer, in words."""
        return proof_sentence(self.proofs)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow:
    group: Group
    points: Sum
    questions: tuple[QuestionRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionRow:
    dimension: Dimension
    points: Sum
    groups: tuple[GroupRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneRow:
    """One scene; `level` is None where not applicable (it counts as not reached)."""

    scene: Scene
    level: int | None
    text: Text | None  # what that level asks for
    reason: Text | None  # why it does not apply, where one was given
    proofs: tuple[str, ...]  # names of files

    @property
    def proof(self) -> str:
        """Which files prove the level, in words."""
        return proof_sentence(self.proofs)

    @property
    def next_text(self) -> Text | None:
        """Return what the next level asks for, None at the top."""
        following = self.level or 0
        return self.scene.levels[following].text if following < len(self.scene.levels) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneGroupRow:
    name: Text
    scenes: tuple[SceneRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """What a level asks for beside what the firm has; None where it does not ask for what others do."""

    threshold: Threshold
    conditions: tuple[Condition | None, ...]  # in the order of `Result.asked`


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A known doubt under which this firm would have another level."""

    variant: Variant
    level: int
    level_name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    content: SnapshotContent
    standard: Standard
    card: ScoreCard
    grade: Grade
    level_name: Text
    changing: tuple[Changed, ...]
    dimensions: tuple[DimensionRow, ...]
    scene_groups: tuple[SceneGroupRow, ...]
    asked: tuple[str, ...]  # what any level asks for, by the field of its threshold
    requirements: tuple[Requirement, ...]


def result_of(content: SnapshotContent) -> Result:
    """Return what the result page shows of a snapshot, computed by the functions that graded it."""
    standard, answers = content.standard, content.answers
    card = score(standard, answers)
    graded = grade(standard, answers, card)
    asked = tuple(name for name in ASKED if any(t.asked[name] is not None for t in standard.rule.thresholds))
    return Result(
        content=content,
        standard=standard,
        card=card,
        grade=graded,
        level_name=standard.rule.name(graded.level),
        changing=tuple(
            Changed(
                variant=changed.variant, level=changed.level, level_name=standard.rule.name(changed.level)
            )
            for changed in changing_variants(standard, answers, graded)
        ),
        dimensions=tuple(_dimension(dimension, content, card) for dimension in standard.dimensions),
        scene_groups=tuple(
            SceneGroupRow(name=group.name, scenes=tuple(_scene(scene, content) for scene in group.scenes))
            for group in standard.scene_groups
        ),
        asked=asked,
        requirements=tuple(
            _requirement(standard, threshold, graded, asked) for threshold in standard.rule.thresholds
        ),
    )


def _requirement(
    standard: Standard, threshold: Threshold, graded: Grade, asked: tuple[str, ...]
) -> Requirement:
    known = {each.name: each for each in conditions(standard.rule, threshold.level, graded.reached)}
    return Requirement(threshold=threshold, conditions=tuple(known.get(name) for name in asked))


def _dimension(dimension: Dimension, content: SnapshotContent, card: ScoreCard) -> DimensionRow:
    return DimensionRow(
        dimension=dimension,
        points=card.dimensions[dimension.code],
        groups=tuple(
            GroupRow(
                group=group,
                points=card.groups[group.code],
                questions=tuple(
                    _question(question, content, card.questions[question.code])
                    for question in group.questions
                ),
            )
            for group in dimension.groups
        ),
    )


def _question(question: Question, content: SnapshotContent, points: QuestionPoints) -> QuestionRow:
    answer = content.answers.questions[question.code]
    figures = answer.values if isinstance(answer, Figures) else {}
    return QuestionRow(
        question=question,
        points=points,
        options=tuple((question.option(part.key), part.points) for part in points.parts),
        figures=tuple((content.standard.figure_by_code[code], value) for code, value in figures.items()),
        reason=reason_of(content.standard, answer),
        proofs=content.proofs_of(question.code),
    )


def _scene(scene: Scene, content: SnapshotContent) -> SceneRow:
    answer = content.answers.scenes[scene.code]
    level = None if isinstance(answer, NotApplicable) else answer.level
    return SceneRow(
        scene=scene,
        level=level,
        text=scene.levels[level - 1].text if level else None,
        reason=reason_of(content.standard, answer),
        proofs=content.proofs_of(scene.code),
    )


def reason_of(standard: Standard, answer: QuestionAnswer | SceneAnswer) -> Text | None:
    """Return why an item does not apply; None where it does, or where no reason was given."""
    if not isinstance(answer, NotApplicable):
        return None
    return next((reason.name for reason in standard.reasons if reason.code == answer.reason), None)
