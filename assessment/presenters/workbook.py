"""The questionnaire as lines of a workbook, and what a workbook that came back would change."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessment.domain.sheet import Sheet
from assessment.files.filling_book import Line
from assessment.forms.items import UNSURE, ItemsForm, figure_name, posted_list
from assessment.forms.workbook import KEYS_APART, NOT_APPLICABLE, Meanings, meanings_of
from standards.domain.answers import AtLevel, Chosen, NotApplicable, Undecided, Value
from standards.domain.figures import own_figures
from standards.domain.standard import Question, Scene, Section, Standard
from standards.wording.answers import answer_lines, label, level_line
from standards.wording.results import local


def lines_of(sheet: Sheet) -> Iterator[Line]:
    """Give a line for each item and each of its figures, in the order of the form."""
    for section in sheet.standard.sections:
        for item in section.items:
            yield _item_line(sheet, section, item)
            if isinstance(item, Question):
                yield from _figure_lines(sheet, section, item)


def _item_line(sheet: Sheet, section: Section, item: Question | Scene) -> Line:
    standard, held = sheet.standard, sheet.at(item.code)
    meanings = meanings_of(standard, item)
    several = isinstance(item, Question) and item.several
    reason = held.value.reason if isinstance(held.value, NotApplicable) else ""
    return Line(
        name=item.code,
        part=local(section.title),
        question=f"{label(standard, item.code)}\n{_title(item)}".strip(),
        hint="\n".join(_hints(standard, item)),
        value=_said(meanings, held.value),
        choices=() if several else meanings.offered,
        reason=meanings.reasons.get(reason, ""),
        reasons=tuple(meanings.reasons.values()),
        version=held.version,
    )


def _title(item: Question | Scene) -> str:
    return local(item.title) if isinstance(item, Question) else ""


def _hints(standard: Standard, item: Question | Scene) -> Iterator[str]:
    if isinstance(item, Scene):
        yield from (level_line(standard, item, level) for level in range(len(item.levels) + 1))
        return
    if item.several:
        yield _("可多选")
    yield from (f"{option.key}. {local(option.text)}" for option in item.options)


def _said(meanings: Meanings, value: Value | None) -> str:
    match value:
        case Chosen(options=keys):
            return KEYS_APART.join(keys)
        case AtLevel(level=level):
            return meanings.words[str(level)]
        case NotApplicable():
            return str(NOT_APPLICABLE)
        case Undecided():  # of a scene that is answered up to a level nothing is written: it stays so
            return meanings.words.get(UNSURE, "")
    return ""


def _figure_lines(sheet: Sheet, section: Section, question: Question) -> Iterator[Line]:
    for code in own_figures(sheet.standard, question):
        figure = sheet.standard.figure_by_code[code]
        yield Line(
            name=figure_name(question.code, code),
            part=local(section.title),
            question=local(figure.label),
            hint=" ".join(filter(None, (local(figure.unit), local(figure.note)))),
            value=sheet.figures.get(code, ""),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemChange:
    """What a workbook says of an item and what is stored, in words; `fields`: what is posted to save it.

    `version`: what stands now. `is_conflict`: somebody changed it after the workbook was made.
    """

    code: str
    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    version: int
    is_conflict: bool
    fields: tuple[tuple[str, str], ...]


def changes_of(form: ItemsForm) -> tuple[ItemChange, ...]:
    """Return what the checked form would change, in the order of the questionnaire."""
    sheet, standard = form.sheet, form.sheet.standard
    return tuple(
        ItemChange(
            code=code,
            label=label(standard, code),
            before=answer_lines(standard, code, sheet.at(code).value, sheet.figures),
            after=answer_lines(standard, code, entry.value, {**sheet.figures, **(entry.figures or {})}),
            version=sheet.at(code).version,
            is_conflict=entry.version != sheet.at(code).version,
            fields=tuple(_posted(form, code)),
        )
        for code, entry in form.changes.items()
    )


def _posted(form: ItemsForm, code: str) -> Iterator[tuple[str, str]]:
    """Give the fields of an item as they were posted, without its version."""
    for name in form.data:
        if name == code or (name.startswith(f"{code}-") and name != f"{code}-version"):
            yield from ((name, value) for value in sorted(posted_list(form.data, name)))
