"""A workbook from outside as the rows of tables.

The sheets are found by their titles, the columns by the names in the second row; both must all be there, so
that nothing is dropped because a sheet was renamed or a column deleted by mistake.
"""

import io
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from python_calamine import CalamineError, CalamineWorkbook

from editing.domain.table_rows import Row
from editing.domain.tables import ROOT, Column, Table
from editing.files.cells import from_cell
from editing.files.package import repack, unpack
from editing.files.refusals import FileRefused
from editing.files.sheets import inspect
from editing.files.writing import FORMAT, HEADER_ROWS
from editing.wording.words import Words

Cells = list[list[Any]]


def read_workbook(
    content: bytes, tables: tuple[Table, ...], words: Words, *, version: int
) -> tuple[Row, ...]:
    """Return the rows of a workbook, table by table; `place` is the row of the sheet.

    Values that do not fit their column are left as they are, for `table_rows.examined`. Raises FileRefused.
    """
    parts = unpack(content)
    inspect(parts)
    book = _open(parts)
    _check_titles(book, tables, words)
    rows: list[Row] = []
    for table in tables:
        title = words.title(table)
        cells = _cells(book, title)
        rows += (
            _read_single(cells, table, words, version)
            if table.name == ROOT
            else _read_table(cells, table, words)
        )
    return tuple(rows)


def _open(parts: dict[str, bytes]) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(repack(parts)))
    except CalamineError:
        raise FileRefused(_("文件已损坏，无法作为 Excel 工作簿打开。")) from None


def _cells(book: CalamineWorkbook, title: str) -> Cells:
    try:
        return book.get_sheet_by_name(title).to_python(skip_empty_area=False)
    except CalamineError:
        raise FileRefused(_("工作表“%(sheet)s”无法读取。"), sheet=title) from None


def _check_titles(book: CalamineWorkbook, tables: tuple[Table, ...], words: Words) -> None:
    expected = [words.title(table) for table in tables]
    for title in expected:
        if title not in book.sheet_names:
            raise FileRefused(
                _("缺少工作表“%(sheet)s”。请在导出的工作簿上修改，不要删除或改名。"), sheet=title
            )
    for title in book.sheet_names:
        if title not in expected and title != words.guide_title:
            raise FileRefused(_("不认识工作表“%(sheet)s”，请删除后再上传。"), sheet=title[:31])


def _read_single(cells: Cells, table: Table, words: Words, version: int) -> list[Row]:
    """Read the values that stand once: name in the second column, value in the third."""
    title = words.title(table)
    found: dict[str, Any] = {}
    for number, line in enumerate(cells, start=1):
        name, value = _at(line, 1), _at(line, 2)
        if name in found:
            raise _twice(title, str(name))
        if name not in (None, ""):
            found[str(name)] = value
        elif value not in (None, "") and number > 1:
            raise FileRefused(_("工作表“%(sheet)s”第 %(row)s 行没有列名。"), sheet=title, row=number)
    if from_cell(_VERSION, found.pop(FORMAT, None), words) != version:
        raise FileRefused(_("工作簿的格式版本不对，请重新导出后再修改。"))
    _check_names(title, [*found], table.columns)
    return [Row(table=ROOT, position=1, values=_values(table.columns, found, words))]


def _read_table(cells: Cells, table: Table, words: Words) -> Iterator[Row]:
    title = words.title(table)
    names = [str(name) for name in (cells[1] if len(cells) >= HEADER_ROWS else [])]
    while names and not names[-1]:
        names.pop()
    columns = (*table.parent_columns, *table.columns)
    _check_names(title, names, columns)
    positions: Counter[tuple[Any, ...]] = Counter()
    for number, line in enumerate(cells[HEADER_ROWS:], start=HEADER_ROWS + 1):
        if any(cell not in (None, "") for cell in line[len(names) :]):
            raise FileRefused(
                _("工作表“%(sheet)s”第 %(row)s 行在没有列名的列里有内容。"), sheet=title, row=number
            )
        if all(cell in (None, "") for cell in line):
            continue
        values = _values(columns, dict(zip(names, line, strict=False)), words)
        parents = tuple(values.pop(column.name, "") for column in table.parent_columns)
        positions[parents] += 1
        yield Row(
            table=table.name,
            position=positions[parents],
            values=values,
            parents=parents,
            place=str(number),
        )


_VERSION = Column(name=FORMAT, hint=int, default=0)


def _check_names(title: str, names: list[str], columns: tuple[Column, ...]) -> None:
    expected = [column.name for column in columns]
    for name in expected:
        if name not in names:
            raise FileRefused(
                _("工作表“%(sheet)s”缺少列 %(column)s。列名在第二行，请不要改动。"), sheet=title, column=name
            )
    for name, times in Counter(names).items():
        if name not in expected:
            raise FileRefused(_("工作表“%(sheet)s”里不认识列 %(column)s。"), sheet=title, column=name[:80])
        if times > 1:
            raise _twice(title, name)


def _twice(title: str, name: str) -> FileRefused:
    return FileRefused(_("工作表“%(sheet)s”里列 %(column)s 出现了两次。"), sheet=title, column=name[:80])


def _values(columns: tuple[Column, ...], cells: Mapping[str, Any], words: Words) -> dict[str, Any]:
    """Return the values by column, without empty ones."""
    read = ((column.name, from_cell(column, cells.get(column.name), words)) for column in columns)
    return {name: value for name, value in read if value is not None}


def _at(line: list[Any], place: int) -> Any:
    return line[place] if place < len(line) else None
