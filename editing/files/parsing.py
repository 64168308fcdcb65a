"""A workbook from outside as the rows of tables.

The sheets are found by their titles, the columns by the names in the second row; both must all be there, so
that nothing is dropped because a sheet was renamed or a column deleted by mistake.
"""

import io
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from python_calamine import CalamineError, CalamineWorkbook

from editing.domain.table_rows import Row
from editing.domain.tables import ROOT, Column, Table
from editing.files.cells import from_cell, is_blank, percent_text, trimmed
from editing.files.package import repack, unpack
from editing.files.refusals import FileRefused, damaged, raise_all
from editing.files.sheets import Place, inspect
from editing.files.writing import FORMAT, HEADER_ROWS
from editing.wording.files import (
    CELL_WITHOUT_COLUMN,
    COLUMN_MISSING,
    COLUMN_TWICE,
    COLUMN_UNKNOWN,
    ROW_WITHOUT_NAME,
    SHEET_MISSING,
    SHEET_UNKNOWN,
    SHEET_UNREADABLE,
    WORKBOOK_VERSION,
)
from editing.wording.words import Words

Cells = list[list[Any]]


def read_workbook(
    content: bytes, tables: tuple[Table, ...], words: Words, *, version: int
) -> tuple[Row, ...]:
    """Return the rows of a workbook, table by table; `place` is the row of the sheet.

    Values that do not fit their column are left as they are, for `table_rows.examined`. Raises FileRefused.
    """
    sheets = sheets_of(content)
    refused = list(_wrong_titles(sheets, tables, words))
    rows: list[Row] = []
    for table in tables:
        title = words.title(table)
        if title in sheets:
            try:
                rows += _read_sheet(sheets[title], table, words, version)
            except FileRefused as error:
                refused.append(error)
    raise_all(refused)
    return tuple(rows)


def sheets_of(content: bytes) -> dict[str, Cells]:
    """Return the cells of each sheet by its title, values only. Raises FileRefused.

    A number is a float, unless it is shown as a percentage: then it is the text that is shown.
    """
    parts = unpack(content)
    percents = inspect(parts)
    book = _open(parts)
    return {trimmed(name): _cells(book, name, percents) for name in book.sheet_names}


def _read_sheet(cells: Cells, table: Table, words: Words, version: int) -> Iterable[Row]:
    if table.name == ROOT:
        return _read_single(cells, table, words, version)
    return _read_table(cells, table, words)


def _open(parts: dict[str, bytes]) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(repack(parts)))
    except CalamineError:
        raise damaged() from None


def _cells(book: CalamineWorkbook, title: str, percents: Collection[Place]) -> Cells:
    """Return the cells of a sheet; a number that is shown as a percentage as the text that is shown."""
    try:
        cells = book.get_sheet_by_name(title).to_python(skip_empty_area=False)
    except CalamineError:
        raise FileRefused(SHEET_UNREADABLE, sheet=title) from None
    for sheet, row, column in percents:
        number = cells[row - 1][column - 1] if sheet == title.strip() else None
        if isinstance(number, float):
            cells[row - 1][column - 1] = percent_text(number)
    return cells


def _wrong_titles(
    sheets: Mapping[str, Cells], tables: tuple[Table, ...], words: Words
) -> Iterator[FileRefused]:
    expected = [words.title(table) for table in tables]
    for title in expected:
        if title not in sheets:
            yield FileRefused(SHEET_MISSING, sheet=title)
    for title, cells in sheets.items():
        shown = any(not is_blank(cell) for line in cells for cell in line)
        if shown and title not in expected and title != words.guide_title:  # programs add empty sheets
            yield FileRefused(SHEET_UNKNOWN, sheet=title[:31])


def _read_single(cells: Cells, table: Table, words: Words, version: int) -> list[Row]:
    """Read the values that stand once: name in the second column, value in the third."""
    title = words.title(table)
    found: dict[str, Any] = {}
    for number, line in enumerate(cells, start=1):
        name, value = _heading(_at(line, 1)), _at(line, 2)
        if name in found:
            raise _twice(title, name)
        if name:
            found[name] = value
        elif not is_blank(value) and number > 1:
            raise FileRefused(ROW_WITHOUT_NAME, sheet=title, row=number)
    if from_cell(_VERSION, found.pop(FORMAT, None), words) != version:
        raise FileRefused(WORKBOOK_VERSION)
    _check_names(table, [*found], table.columns, words)
    named = tuple(_heading(_at(line, 1)) for line in cells)
    return [Row(table=ROOT, position=1, values=_values(table.columns, found, words), columns=named)]


def _read_table(cells: Cells, table: Table, words: Words) -> list[Row]:
    title = words.title(table)
    rows: list[Row] = []
    refused: list[FileRefused] = []
    names = [_heading(name) for name in (cells[1] if len(cells) >= HEADER_ROWS else [])]
    while names and not names[-1]:
        names.pop()
    columns = (*table.parent_columns, *table.columns)
    _check_names(table, names, columns, words)
    positions: Counter[tuple[Any, ...]] = Counter()
    for number, line in enumerate(cells[HEADER_ROWS:], start=HEADER_ROWS + 1):
        if not all(map(is_blank, line[len(names) :])):
            refused.append(FileRefused(CELL_WITHOUT_COLUMN, sheet=title, row=number))
        if all(map(is_blank, line)):
            continue
        values = _values(columns, dict(zip(names, line, strict=False)), words)
        parents = tuple(values.pop(column.name, "") for column in table.parent_columns)
        positions[parents] += 1
        rows.append(
            Row(
                table=table.name,
                position=positions[parents],
                values=values,
                parents=parents,
                place=str(number),
                columns=tuple(names),
            )
        )
    raise_all(refused)
    return rows


_VERSION = Column(name=FORMAT, hint=int, default=0)


def _check_names(table: Table, names: list[str], columns: tuple[Column, ...], words: Words) -> None:
    title, where = words.title(table), _("第二列") if table.name == ROOT else _("第二行")
    expected = [column.name for column in columns]
    refused = [
        FileRefused(
            COLUMN_MISSING,
            sheet=title,
            column=name,
            label=words.label(table, name),
            where=where,
        )
        for name in expected
        if name not in names
    ]
    for name, times in Counter(names).items():
        if name not in expected:
            refused.append(FileRefused(COLUMN_UNKNOWN, sheet=title, column=name[:80]))
        elif times > 1:
            refused.append(_twice(title, name))
    raise_all(refused)


def _heading(cell: Any) -> str:
    """Return a name of a column as we write it: programs correct capitals and widths."""
    return "" if cell is None else unicodedata.normalize("NFKC", trimmed(str(cell))).lower()


def _twice(title: str, name: str) -> FileRefused:
    return FileRefused(COLUMN_TWICE, sheet=title, column=name[:80])


def _values(columns: tuple[Column, ...], cells: Mapping[str, Any], words: Words) -> dict[str, Any]:
    """Return the values by column, without empty ones."""
    read = ((column.name, from_cell(column, cells.get(column.name), words)) for column in columns)
    return {name: value for name, value in read if value is not None}


def _at(line: list[Any], place: int) -> Any:
    return line[place] if place < len(line) else None
