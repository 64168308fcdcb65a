"""All answers in words, for checking, printing and copying into the official form."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.urls import reverse

from assessment.domain.contradictions import Contradiction, contradictions
from assessment.domain.jumps import Jump
from assessment.domain.progress import SectionProgress, SectionState
from assessment.domain.sheet import Sheet
from assessment.domain.unproven import unproven
from assessment.models import Assessment
from assessment.presenters.items import OddityRow, hand_url, odd_row
from assessment.wording.contradictions import change_text, contradiction_text
from editing.domain.texts import Text
from enterprises.domain.plausibility import Oddity
from standards.domain.answers import Chosen, Figures, NotApplicable, Undecided, Value, chosen_keys
from standards.domain.figures import home_of
from standards.domain.grading import grade
from standards.domain.scoring import score
from standards.domain.standard import Standard
from standards.wording.answers import answer_lines, figure_lines, label
from standards.wording.results import held_back_sentence, local, missing_sentences, standing_sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    code: str
    label: str
    lines: tuple[str, ...]
    is_open: bool  # unanswered, partial or not fitting together
    is_unsure: bool  # 不确定, open too
    needs_confirmation: bool
    url: str  # of the item on its page; comes back here
    hand_url: str  # where it is handed to a colleague
    record_url: str  # of its answers over time


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSection:
    progress: SectionProgress
    rows: tuple[ReviewRow, ...]

    @property
    def is_quiet(self) -> bool:
        """Whether nothing is to be seen in it: all is done, or nothing begun, which is listed elsewhere."""
        return self.progress.state in (SectionState.DONE, SectionState.TODO)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialRow:
    """One line of the official form: the option's letter (or the level) and the numbers."""

    label: str
    title: str
    answer: str
    options: tuple[str, ...]  # what the letters stand for
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionalResult:
    """What the answers come to as they stand: complete, but perhaps not submitted."""

    level: int
    levels: int
    level_name: Text
    standing: tuple[str, ...]
    why: str
    missing: tuple[str, ...]


def provisional_result(sheet: Sheet) -> ProvisionalResult | None:
    """Return the level the answers would give, None while they may not be submitted."""
    if not sheet.progress.complete:
        return None
    card = score(sheet.standard, sheet.answers)
    graded = grade(sheet.standard, sheet.answers, card)
    rule = sheet.standard.rule
    return ProvisionalResult(
        level=graded.level,
        levels=rule.top,
        level_name=rule.name(graded.level),
        standing=standing_sentences(sheet.standard, card, graded),
        why=held_back_sentence(rule, graded),
        missing=missing_sentences(rule, graded.missing) if graded.missing else (),
    )


def review(assessment: Assessment, sheet: Sheet) -> tuple[ReviewSection, ...]:
    """Return every item by section, in the order of the form."""
    return tuple(
        ReviewSection(
            progress=section,
            rows=tuple(
                ReviewRow(
                    code=code,
                    label=label(sheet.standard, code),
                    lines=answer_lines(sheet.standard, code, sheet.at(code).value, sheet.figures),
                    is_open=code in section.open,
                    is_unsure=_is_unsure(sheet.at(code).value),
                    needs_confirmation=code in section.unconfirmed,
                    url=item_url(assessment, section.section.code, code),
                    hand_url=hand_url(assessment.public_id, section.section.code, code),
                    record_url=reverse("assessment:item", args=[assessment.public_id, code]),
                )
                for code in section.section.codes
            ),
        )
        for section in sheet.progress.sections
    )


def _is_unsure(value: Value | None) -> bool:
    return isinstance(value, Undecided) and value.unsure


def odd_rows(assessment: Assessment, sheet: Sheet) -> tuple[OddityRow, ...]:
    """Return the figures that hardly fit, those to be looked at first, with where they are entered."""
    rows = [odd_row(sheet, one, _places(assessment, sheet, one.oddity)) for one in sheet.asked]
    return tuple(sorted(rows, key=lambda row: row.confirmed_at is not None))


@dataclass(frozen=True, slots=True, kw_only=True)
class ContradictionRow:
    """Answers that hardly go together. `urls`: (label, address) of the items.

    `lines`: then and now, of what changed since the last result, each with the address of its item.
    """

    text: str
    urls: tuple[tuple[str, str], ...]
    lines: tuple[tuple[str, str], ...] = ()


def contradiction_rows(assessment: Assessment, sheet: Sheet) -> tuple[ContradictionRow, ...]:
    """Return what hardly goes together of the answers as they stand, with where they are given."""
    found = contradictions(sheet.standard, sheet.answers)
    return tuple(_contradiction_row(assessment, sheet.standard, one) for one in found)


def jump_rows(assessment: Assessment, sheet: Sheet, found: Iterable[Jump]) -> tuple[ContradictionRow, ...]:
    """Return what changed much since the firm's last result, with where it is given."""
    standard = sheet.standard
    return tuple(
        ContradictionRow(
            text=contradiction_text(standard, jump.kept),
            urls=(),
            lines=tuple(
                (change_text(standard, change), _page_of(assessment, standard, _home(standard, change.code)))
                for change in jump.changes
            ),
        )
        for jump in found
    )


def unproven_rows(
    assessment: Assessment, sheet: Sheet, proven: Collection[str]
) -> tuple[tuple[str, str], ...]:
    """Return (label, address) of the scenes at a high level that nothing proves."""
    return tuple(
        (label(sheet.standard, code), reverse("assessment:item", args=[assessment.public_id, code]))
        for code in unproven(sheet.standard, sheet.answers, proven)
    )


def _contradiction_row(assessment: Assessment, standard: Standard, found: Contradiction) -> ContradictionRow:
    return ContradictionRow(
        text=contradiction_text(standard, found),
        urls=tuple((label(standard, code), _page_of(assessment, standard, code)) for code in found.items),
    )


def _places(assessment: Assessment, sheet: Sheet, oddity: Oddity) -> tuple[tuple[str, str], ...]:
    standard = sheet.standard
    homes = [home_of(standard, name) for name in oddity.names if name in standard.figure_by_code]
    return tuple(
        (label(standard, code), _page_of(assessment, standard, code)) for code in dict.fromkeys(homes)
    )


def _home(standard: Standard, code: str) -> str:
    return home_of(standard, code) if code in standard.figure_by_code else code


def _page_of(assessment: Assessment, standard: Standard, code: str) -> str:
    return item_url(assessment, standard.section_by_item[code].code, code)


def item_url(assessment: Assessment, section: str, code: str) -> str:
    """Return the address of an item whose page comes back to the check page."""
    page = reverse("assessment:section", args=[assessment.public_id, section])
    return f"{page}?back=check#item-{code}"


def official(sheet: Sheet) -> tuple[tuple[OfficialRow, ...], tuple[OfficialRow, ...]]:
    """Return the questions by number, then the scenes, as the official form asks for them."""
    standard = sheet.standard
    questions = tuple(
        OfficialRow(
            label=label(standard, question.code),
            title=local(question.title),
            answer=_letters(sheet, question.code),
            options=tuple(local(question.option(key).text) for key in _keys(sheet, question.code)),
            lines=figure_lines(standard, question, sheet.figures),
        )
        for question in sorted(standard.questions, key=lambda question: question.number)
    )
    scenes = tuple(
        OfficialRow(
            label=local(scene.name),
            title="",
            answer="",
            options=(),
            lines=answer_lines(standard, scene.code, sheet.at(scene.code).value, sheet.figures),
        )
        for scene in standard.scenes
    )
    return questions, scenes


def _keys(sheet: Sheet, code: str) -> tuple[str, ...]:
    answer = sheet.answers.questions.get(code)
    if isinstance(answer, Chosen | Figures):
        return chosen_keys(sheet.standard.question(code), answer) or ()
    return ()


def _letters(sheet: Sheet, code: str) -> str:
    answer = sheet.answers.questions.get(code)
    if isinstance(answer, Chosen | Figures):
        return " ".join(_keys(sheet, code))
    if isinstance(answer, NotApplicable):
        return answer_lines(sheet.standard, code, answer, sheet.figures)[0]
    return ""
