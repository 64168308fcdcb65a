"""A revision's questionnaire tried out: answers travel in the form from page to page and are stored nowhere.

Every page posts the answers of all pages, those not shown as hidden inputs. So the firm's own form reads
them, and what the revision does not allow (any more) is refused as there.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.http import QueryDict
from django.utils.translation import gettext as _

from assessment.domain.progress import SectionProgress
from assessment.domain.sheet import Sheet, StoredAnswer
from assessment.forms.items import Entry, ItemsForm
from assessment.presenters.review import ProvisionalResult, provisional_result
from standards.domain.answers import Figures
from standards.domain.figures import is_computed_equal
from standards.domain.grading import grade
from standards.domain.scoring import ScoreCard, Sum, score
from standards.domain.standard import Question, Standard
from standards.wording.answers import label
from standards.wording.results import local


def tried_form(standard: Standard, data: QueryDict) -> ItemsForm:
    """Return the form of all items with the sheet that the posted answers come to."""
    items = [item for section in standard.sections for item in section.items]
    form = ItemsForm(assessment=None, sheet=Sheet(standard=standard), items=items, data=data)
    form.is_valid()
    form.sheet = _sheet(standard, form.entries.values())
    return form


def _sheet(standard: Standard, entries: Collection[Entry]) -> Sheet:
    figures = {code: number for entry in entries for code, number in (entry.figures or {}).items()}
    return Sheet(
        standard=standard,
        held={entry.code: _held(standard, entry, figures) for entry in entries},
        figures=figures,
    )


def _held(standard: Standard, entry: Entry, figures: dict[str, Decimal]) -> StoredAnswer:
    question = standard.question_by_code.get(entry.code)
    asks = question is not None and isinstance(entry.value, Figures) and is_computed_equal(question, figures)
    return StoredAnswer(value=entry.value, needs_confirmation=asks and not entry.confirmed)


def carried(form: ItemsForm, data: QueryDict, shown: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Return the hidden inputs of a page that shows these items: everything posted that their rows do not.

    A row that was confirmed asks no more, so that it was stays hidden beside it.
    """
    confirmed = {f"{code}-confirm" for code, entry in form.entries.items() if entry.confirmed}
    names = [name for name in form.fields if name.partition("-")[0] not in shown or name in confirmed]
    return tuple((name, value) for name in names for value in data.getlist(name) if value)


# --- What the answers come to -----------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsRow:
    """Points so far of a dimension, group or question (`of`); `points` is None while nothing is answered."""

    of: str
    name: str
    points: Decimal | None
    maximum: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSection:
    """A section with something left to answer or to confirm, item by item."""

    progress: SectionProgress
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What tried answers come to. `provisional` and `sides` (name, level) only once nothing is left open."""

    provisional: ProvisionalResult | None
    sides: tuple[tuple[str, str], ...]
    open: tuple[OpenSection, ...]
    points: tuple[PointsRow, ...]
    total: PointsRow


def outcome(sheet: Sheet) -> Outcome:
    """Return points, level, both sides and what is missing, by the functions of the firm's own pages."""
    card = score(sheet.standard, sheet.answers)
    found = provisional_result(sheet)
    return Outcome(
        provisional=found,
        sides=_sides(sheet, card) if found else (),
        open=tuple(_open(sheet)),
        points=tuple(_points(sheet.standard, card)),
        total=_sum("total", _("合计"), card.total, answered=_any(sheet.standard.questions, card)),
    )


def _sides(sheet: Sheet, card: ScoreCard) -> tuple[tuple[str, str], ...]:
    graded, rule = grade(sheet.standard, sheet.answers, card), sheet.standard.rule
    sides: tuple[tuple[str, int | None], ...] = (
        (_("得分达到"), graded.score_level),
        (_("场景达到"), graded.scene_level),
    )
    return tuple((name, local(rule.name(level))) for name, level in sides if level is not None)


def _open(sheet: Sheet) -> Iterator[OpenSection]:
    for section in sheet.progress.sections:
        codes = (*section.open, *section.unconfirmed)
        if codes:
            yield OpenSection(progress=section, labels=tuple(label(sheet.standard, code) for code in codes))


def _points(standard: Standard, card: ScoreCard) -> Iterator[PointsRow]:
    for dimension in standard.dimensions:
        own = [question for group in dimension.groups for question in group.questions]
        found = card.dimensions[dimension.code]
        yield _sum("dimension", local(dimension.name), found, answered=_any(own, card))
        for group in dimension.groups:
            found = card.groups[group.code]
            yield _sum("group", local(group.name), found, answered=_any(group.questions, card))
            for question in group.questions:
                points = card.questions[question.code]
                yield PointsRow(
                    of="question",
                    name=label(standard, question.code),
                    points=points.points,
                    maximum=points.maximum,
                )


def _sum(of: str, name: str, found: Sum, *, answered: bool) -> PointsRow:
    return PointsRow(of=of, name=name, points=found.points if answered else None, maximum=found.maximum)


def _any(questions: Iterable[Question], card: ScoreCard) -> bool:
    """Return whether any of the questions is answered: where none is, the sum so far is no 0."""
    return any(card.questions[question.code].points is not None for question in questions)
