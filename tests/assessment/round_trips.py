"""Random questionnaires written as workbooks and read again, without a database."""

import random
from collections.abc import Iterator
from decimal import Decimal

from assessment.domain.sheet import Sheet, StoredAnswer
from assessment.files.filling_book import read_book, write_book
from assessment.forms.items import ItemsForm
from assessment.forms.workbook import Taken
from assessment.presenters.workbook import lines_of
from standards.domain.answers import AtLevel, Chosen, Figures, NotApplicable, Undecided, Value
from standards.domain.figures import own_figures, used_figures
from standards.domain.standard import Question, Scene, Standard


def random_sheet(standard: Standard, dice: random.Random) -> Sheet:
    """Return answers of all kinds that a workbook holds, some items open, some figures beside an option."""
    figures = {code: number for code, number in _figures(standard, dice).items() if dice.random() < 0.9}
    held = {
        item.code: StoredAnswer(value=value, version=0)
        for section in standard.sections
        for item in section.items
        if (value := _value(standard, item, dice)) is not None
    }
    # A question whose figures are all that was said of it is answered by them, complete or not.
    for question in standard.questions:
        own = set(own_figures(standard, question))
        if question.code not in held and own & figures.keys():
            if question.formula and question.formula.decides:
                held[question.code] = StoredAnswer(
                    value=Figures(values=used_figures(question, figures)), version=0
                )
            else:
                figures = {code: number for code, number in figures.items() if code not in own}
    return Sheet(standard=standard, held=held, figures=figures)


def _figures(standard: Standard, dice: random.Random) -> dict[str, Decimal]:
    """Return a number for each figure: parts within their wholes, rates within 100, up to four decimals."""
    numbers: dict[str, Decimal] = {}
    for figure in standard.figures:
        if figure.unit.zh == "%":
            numbers[figure.code] = Decimal(dice.randint(0, 10_000)) / 100
        elif figure.whole:
            numbers[figure.code] = Decimal(dice.randint(1, 10 ** dice.randint(1, 6)))
        else:
            places = dice.randint(0, 4)
            numbers[figure.code] = Decimal(dice.randint(1, 10**9)).scaleb(-places)
    for question in standard.questions:
        formula = question.formula
        if formula and formula.whole and not formula.part_before:
            part, whole = sorted((numbers[formula.part], numbers[formula.whole]))
            numbers |= {formula.part: part, formula.whole: whole}
    return numbers


def _value(standard: Standard, item: Question | Scene, dice: random.Random) -> Value | None:
    kind = dice.choice(["answer"] * 6 + ["na", "unsure", "open"])
    if kind == "na":
        return NotApplicable(reason=dice.choice([reason.code for reason in standard.reasons]))
    if kind == "open":
        return None
    if isinstance(item, Scene):  # of levels that are half answered a workbook says nothing: they stay
        return AtLevel(level=dice.randint(0, len(item.levels)))
    if item.formula and item.formula.decides:
        return None  # its figures answer it
    return Undecided() if kind == "unsure" else _chosen(item, dice)


def _chosen(question: Question, dice: random.Random) -> Chosen:
    alone = [option.key for option in question.options if option.excludes or not question.several]
    others = [option.key for option in question.options if option.key not in alone]
    if others and dice.random() < 0.9:
        several = dice.sample(others, dice.randint(1, len(others)))
        return Chosen(options=tuple(key for key in others if key in several))
    return Chosen(options=(dice.choice(alone),))


def written(sheet: Sheet) -> bytes:
    return write_book(list(lines_of(sheet)), about="x", title="数阶")


def lost(sheet: Sheet, content: bytes) -> Iterator[str]:
    """Give what a workbook of the sheet, uploaded to an empty draft, would not bring back."""
    _about, lines = read_book(content)
    empty = Sheet(standard=sheet.standard)
    taken = Taken(empty, lines)
    yield from (f"{refusal.cell}: {refusal.text}" for refusal in taken.refused)
    items = [item for section in sheet.standard.sections for item in section.items]
    form = ItemsForm(assessment=None, sheet=empty, items=items, data=taken.data)
    form.is_valid()
    yield from (f"{name}: {text}" for code in form.rejected for name, text in form.errors_of(code))
    figures: dict[str, Decimal] = {}
    for code in sheet.standard.item_codes:
        entry = form.entries.get(code)
        figures |= (entry.figures or {}) if entry else {}
        came, was = entry.value if entry else None, sheet.at(code).value
        if came != was and not (isinstance(came, Figures) and isinstance(was, Figures)):
            yield f"{code}: {was} came back as {came}"
    if figures != sheet.figures:
        yield f"figures: {sheet.figures} came back as {figures}"
