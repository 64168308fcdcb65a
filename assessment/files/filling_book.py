"""The workbook of a questionnaire: a line for each answer and each figure, found again by its name.

What a cell means is said elsewhere; here it is text with an address.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from unicodedata import east_asian_width

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from assessment.wording.workbook import HEADINGS, HOW_TO, NOT_OURS, SHEET
from editing.domain.decimals import plain
from editing.files.cells import number_cell, shown, trimmed
from editing.files.parsing import sheets_of
from editing.files.refusals import FileRefused
from editing.files.writing import OPTIONS

FIRST = 3  # rows above the lines: what the sheet is of, how to fill it, the headings
NAME, VALUE, REASON, VERSION = 0, 4, 5, 6  # columns, from 0
WIDTHS = (26, 24, 44, 60, 24, 24, 8)  # in digits; a Chinese character takes two
LINE_HEIGHT = 18  # points, enough for Chinese
LONGEST_LIST = 255  # characters of the choices that a cell can offer
LONGEST = 2_000  # characters of a cell that are read


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line to be filled. `choices`: what the cell offers, nothing where anything may be typed.

    `reasons`: for 不涉及, one of which is written beside it.
    """

    name: str
    part: str
    question: str
    hint: str
    value: str | Decimal = ""
    choices: tuple[str, ...] = ()
    reason: str = ""
    reasons: tuple[str, ...] = ()
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A line as it came back, texts trimmed; `version` is what was written there."""

    name: str
    value: str
    reason: str
    version: str
    row: int  # from 1

    @property
    def value_cell(self) -> str:
        return f"E{self.row}"

    @property
    def reason_cell(self) -> str:
        return f"F{self.row}"


def write_book(lines: Sequence[Line], *, about: str, title: str) -> bytes:
    """Return the workbook. `about` says which questionnaire it is of, for the program that reads it."""
    packed = BytesIO()
    with xlsxwriter.Workbook(packed, OPTIONS) as book:
        sheet = book.add_worksheet(str(SHEET))
        wrapped = {"valign": "top", "text_wrap": True}
        look, head = book.add_format(wrapped), book.add_format({**wrapped, "bold": True, "bottom": 1})
        given = book.add_format({**wrapped, "bg_color": "#e4f0ef", "border": 1, "border_color": "#838997"})
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width, None, {"hidden": column == VERSION})
        sheet.write(0, NAME, title, book.add_format({"bold": True, "font_size": 14}))
        sheet.write(0, VERSION, about)
        sheet.write(1, NAME, str(HOW_TO))
        for column, heading in enumerate(HEADINGS):
            sheet.write(FIRST - 1, column, str(heading), head)
        sheet.freeze_panes(FIRST, 1)
        sheet.repeat_rows(FIRST - 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        for row, line in enumerate(lines, start=FIRST):
            _write_line(sheet, row, line, (look, given))
    return packed.getvalue()


def _write_line(sheet: Worksheet, row: int, line: Line, looks: tuple[Format, Format]) -> None:
    look, given = looks
    texts = (line.name, line.part, line.question, line.hint)
    # Excel finds the height itself, other programs show the first line alone.
    sheet.set_row(row, LINE_HEIGHT * max(map(_height, texts, WIDTHS)))
    for column, text in enumerate(texts):
        sheet.write(row, column, text, look)
    value = number_cell(line.value) if isinstance(line.value, Decimal) else line.value
    sheet.write(row, VALUE, value, given)
    sheet.write(row, REASON, line.reason, given if line.reasons else look)
    sheet.write(row, VERSION, line.version)
    for column, choices in ((VALUE, line.choices), (REASON, line.reasons)):
        if choices and len(",".join(choices)) <= LONGEST_LIST:
            # Other answers are refused on upload, with the reason: a warning here would know less.
            offer = {"validate": "list", "source": list(choices), "ignore_blank": True, "show_error": False}
            sheet.data_validation(row, column, row, column, offer)


def _height(text: str, width: int) -> int:
    """Return how many lines a text takes in a column of this width."""
    lines = (sum(1 + (east_asian_width(c) in "WF") for c in line) for line in text.split("\n"))
    return sum(max(1, -(-length // width)) for length in lines)


def read_book(content: bytes) -> tuple[str, tuple[Filled, ...]]:
    """Return which questionnaire a workbook is of, and its lines that have a name. Raises FileRefused."""
    for cells in sheets_of(content).values():
        about = _text(cells[0], VERSION) if cells else ""
        if about:
            return about, tuple(_filled(cells))
    raise FileRefused(NOT_OURS)


def _filled(cells: Sequence[Sequence[object]]) -> Iterator[Filled]:
    for row, line in enumerate(cells[FIRST:], start=FIRST + 1):
        if name := _text(line, NAME):
            yield Filled(
                name=name,
                value=_text(line, VALUE),
                reason=_text(line, REASON),
                version=_text(line, VERSION),
                row=row,
            )


def _text(line: Sequence[object], column: int) -> str:
    """Return what a cell shows, as text; nothing where there is none."""
    cell = line[column] if column < len(line) else ""
    return plain(shown(cell)) if isinstance(cell, float) else trimmed(str(cell))[:LONGEST]
