"""A workbook of tables: one sheet a table, the same bytes for the same rows.

No cell is a formula or a link, whatever it begins with. The first row of a sheet is for people, the second
names the columns for the reader (`reading`).
"""

import io
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from editing.domain.table_rows import Row
from editing.domain.tables import ROOT, Column, Table
from editing.files.cells import Cell, to_cell
from editing.files.sheets import MOST_ROWS
from editing.wording.words import Words

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
MADE = datetime(2000, 1, 1)  # noqa: DTZ001 (a constant: when it was written is no part of a workbook)
HEADER_ROWS = 2
FORMAT = "format"  # the row that says which form of workbook this is
NARROW, WIDE = 12, 44  # in characters
WIDTHS_OF_SINGLE = (32, 24, 80)


@dataclass(frozen=True, slots=True)
class _Look:
    head: Format
    machine: Format
    body: Format
    title: Format


def write_workbook(tables: tuple[Table, ...], rows: Iterable[Row], words: Words, *, version: int) -> bytes:
    """Return the workbook of these rows, each table's in the order in which they stand."""
    by_table: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_table[row.table].append(row)
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, OPTIONS) as book:
        book.set_properties({"created": MADE})
        look = _look(book)
        _write_guide(book.add_worksheet(words.guide_title), words, look)
        for table in tables:
            writer = _SheetWriter(book.add_worksheet(words.title(table)), table, words, look)
            if table.name == ROOT:
                writer.write_single(by_table[ROOT][0], version)
            else:
                writer.write_rows(by_table[table.name])
    return packed.getvalue()


def _look(book: xlsxwriter.Workbook) -> _Look:
    plain = {"valign": "top", "text_wrap": True}
    return _Look(
        head=book.add_format({**plain, "bold": True, "bg_color": "#e4f0ef", "bottom": 1}),
        machine=book.add_format({**plain, "font_color": "#838997", "font_size": 8}),
        body=book.add_format(plain),
        title=book.add_format({"bold": True, "font_size": 16}),
    )


def _write_guide(sheet: Worksheet, words: Words, look: _Look) -> None:
    sheet.set_column(0, 0, 100)
    sheet.hide_gridlines(2)
    for number, line in enumerate(words.guide):
        sheet.write_string(number, 0, line, look.body if number else look.title)


@dataclass(frozen=True, slots=True)
class _SheetWriter:
    """Writes the sheet of one table. Places count from 0, as XlsxWriter counts them."""

    sheet: Worksheet
    table: Table
    words: Words
    look: _Look

    def write_single(self, row: Row, version: int) -> None:
        """Write what stands once: one value a line."""
        for place, text in enumerate((self.words.item, "", self.words.value)):
            self.sheet.write_string(0, place, text, self.look.head)
        self.sheet.write_string(1, 1, FORMAT, self.look.machine)
        self.sheet.write_number(1, 2, version, self.look.body)
        for line, column in enumerate(self.table.columns, start=HEADER_ROWS):
            self.sheet.write_string(line, 0, self._heading(column), self.look.body)
            self.sheet.write_string(line, 1, column.name, self.look.machine)
            self._write(line, 2, to_cell(column, row.values, self.words))
            self._offer_choices(column, 2, line, line)
        for place, width in enumerate(WIDTHS_OF_SINGLE):
            self.sheet.set_column(place, place, width)
        self.sheet.freeze_panes(1, 0)

    def write_rows(self, rows: list[Row]) -> None:
        """Write the headings and then one row a line, what names its parent first."""
        above = self.table.parent_columns
        for place, column in enumerate((*above, *self.table.columns)):
            self.sheet.set_column(place, place, WIDE if _is_long(column) else NARROW)
            self.sheet.write_string(0, place, self._heading(column), self.look.head)
            self.sheet.write_string(1, place, column.name, self.look.machine)
            self._offer_choices(column, place, HEADER_ROWS, MOST_ROWS - 1)
        for line, row in enumerate(rows, start=HEADER_ROWS):
            for place, key in enumerate(row.parents):
                self._write(line, place, key)
            for place, column in enumerate(self.table.columns, start=len(above)):
                self._write(line, place, to_cell(column, row.values, self.words))
        self.sheet.freeze_panes(HEADER_ROWS, len(above) + 1)

    def _write(self, line: int, place: int, cell: Cell) -> None:
        if isinstance(cell, str):
            self.sheet.write_string(line, place, cell, self.look.body)
        else:
            self.sheet.write_number(line, place, cell, self.look.body)

    def _heading(self, column: Column) -> str:
        """Return the label, marked where the column must be filled in."""
        label = self.words.label(self.table, column.name)
        return f"{label} *" if column.required and not column.part else label

    def _offer_choices(self, column: Column, place: int, first: int, last: int) -> None:
        if column.hint is bool:
            choices = [self.words.yes, self.words.no]
        elif column.hint in self.words.choices:
            choices = list(self.words.choices[column.hint].values())
        else:
            return
        self.sheet.data_validation(first, place, last, place, {"validate": "list", "source": choices})


def _is_long(column: Column) -> bool:
    return column.several or column.name.endswith((".zh", ".en", ".official"))
