"""Plain data as rows of tables (`editing.domain.tables`) and back, and what is wrong with a row.

A row is read on its own, so that all that is wrong in a file can be said at once, where it is.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from editing.domain.schema import (
    MISSING_VALUE,
    NAMES,
    NOT_A_LIST,
    NOT_A_MAPPING,
    UNKNOWN_KEY,
    Unreadable,
    read,
    write,
)
from editing.domain.tables import POSITION, ROOT, Column, Table, child_name

NO_PARENT = "belongs to {}, which is not there"
TWICE = "{} occurs more than once"

SINGLE_VALUES = "C"  # the column of a sheet's values that stand once, each in its own row

Identity = tuple[str, tuple[Any, ...]]  # the table, and the keys that name the row in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Why a row cannot be taken: a column or key, a reason of `schema` or of this module, its detail."""

    column: str
    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row: the keys of its parents, plain values by column, and where it stands in its file.

    `position` counts the rows of one parent from 1. `place` is the path in a YAML file, the row of a sheet.
    `columns`: of that sheet in their order; where each value stands once, in its own row, by row.
    """

    table: str
    position: int
    values: Mapping[str, Any]
    parents: tuple[Any, ...] = ()
    place: str = ""
    troubles: tuple[Trouble, ...] = ()
    columns: tuple[str, ...] = ()

    def cell(self, column: str) -> str:
        """Return the address of a value in its sheet, as D3; empty where there is none."""
        if column not in self.columns:
            return ""
        place = self.columns.index(column) + 1
        return f"{SINGLE_VALUES}{place}" if self.table == ROOT else f"{column_letters(place)}{self.place}"

    def key(self, table: Table) -> Any:
        """Return the row's own key; empty text where the file does not give one that can be one."""
        if table.key == POSITION:
            return self.position
        key = self.values.get(table.key, "")
        return key if isinstance(key, Hashable) else ""

    def reference(self, table: Table) -> tuple[Any, ...]:
        """Return the keys by which the row's children name it."""
        if table.name == ROOT:
            return ()
        return (*(self.parents if table.local else ()), self.key(table))

    def identity(self, table: Table) -> Identity:
        """Return what stays when the row's values change, its parent too where the key is unique alone."""
        return self.table, self.reference(table)


def column_letters(number: int) -> str:
    """Return the letters of a column: A for 1, AA for 27."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


# --- from plain data ---------------------------------------------------------------------------


def flatten(tables: tuple[Table, ...], data: Mapping[str, Any]) -> tuple[Row, ...]:
    """Return the rows of plain data, every parent before its children. What does not fit is a trouble."""
    start = Row(table=ROOT, position=1, values={})
    return tuple(_flatten({table.name: table for table in tables}, start, data))


def _flatten(tables: Mapping[str, Table], start: Row, data: Any) -> Iterator[Row]:
    table = tables[start.table]
    parts = _Parts(table)
    if isinstance(data, Mapping):
        parts.take(data)
    else:
        parts.troubles.append(Trouble(column="", reason=NOT_A_MAPPING))
    for field in table.lists:
        if field.required and field.path not in parts.lists and not parts.troubles:
            parts.troubles.append(Trouble(column=field.path, reason=MISSING_VALUE))
    row = replace(start, values=parts.values, troubles=tuple(parts.troubles))
    yield row
    for field in table.lists:
        path = f"{row.place}.{field.path}" if row.place else field.path
        for position, entry in enumerate(parts.lists.get(field.path, ()), start=1):
            child = Row(
                table=child_name(table, field),
                position=position,
                values={},
                parents=row.reference(table),
                place=f"{path}[{_called(entry, position)}]",
            )
            yield from _flatten(tables, child, entry)


class _Parts:
    """What a mapping holds for a row: values by column, lists by path, and what fits neither."""

    def __init__(self, table: Table) -> None:
        self._columns = {column.name for column in table.columns}
        self._lists = {field.path for field in table.lists}
        self.values: dict[str, Any] = {}
        self.lists: dict[str, list[Any]] = {}
        self.troubles: list[Trouble] = []

    def take(self, data: Mapping[str, Any], path: str = "") -> None:
        for key, value in data.items():
            name = f"{path}{key}"
            if name in self._columns:
                self.values[name] = value
            elif name in self._lists:
                self._take_list(name, value)
            elif any(known.startswith(f"{name}.") for known in self._columns | self._lists):
                self._take_part(name, value)
            else:
                self.troubles.append(Trouble(column=name, reason=UNKNOWN_KEY))

    def _take_list(self, name: str, value: Any) -> None:
        if isinstance(value, list):
            self.lists[name] = value
        else:
            self.troubles.append(Trouble(column=name, reason=NOT_A_LIST))

    def _take_part(self, name: str, value: Any) -> None:
        if isinstance(value, Mapping) and value:
            self.take(value, f"{name}.")
        else:
            self.troubles.append(Trouble(column=name, reason=NOT_A_MAPPING))


def _called(entry: Any, number: int) -> str:
    for name in NAMES:
        found = entry.get(name) if isinstance(entry, Mapping) else None
        if isinstance(found, Mapping):
            found = found.get("zh")
        if found is not None:
            return str(found)
    return str(number)


# --- what is wrong -----------------------------------------------------------------------------


def examined(tables: tuple[Table, ...], rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows with their values in the one spelling, and with all their troubles.

    A value that equals its default is left out. A row is in trouble where a value cannot be read or is
    missing, where its key occurs twice, and where its parent is not among the rows.
    """
    by_name = {table.name: table for table in tables}
    read_rows = [_read_row(by_name[row.table], row) for row in rows]
    named = (row for row in read_rows if row.key(by_name[row.table]) != "")
    counts = Counter(row.identity(by_name[row.table]) for row in named)
    return tuple(_placed(by_name[row.table], row, counts) for row in read_rows)


def _read_row(table: Table, row: Row) -> Row:
    values: dict[str, Any] = {}
    troubles = list(row.troubles)
    for column in table.columns:
        if column.name in row.values:
            try:
                value = read(column.hint, row.values[column.name], f"{row.table}.{column.name}")
            except Unreadable as error:
                troubles.append(Trouble(column=column.name, reason=error.reason, detail=error.detail))
                values[column.name] = row.values[column.name]
            else:
                if value != column.default:
                    values[column.name] = write(value)
        elif column.required and _asked_for(column, row):
            troubles.append(Trouble(column=column.name, reason=MISSING_VALUE))
    return replace(row, values=values, troubles=tuple(troubles))


def _asked_for(column: Column, row: Row) -> bool:
    """Return whether a required column must be given: the part it belongs to may be absent as a whole."""
    return not column.part or any(name.startswith(f"{column.part}.") for name in row.values)


def _placed(table: Table, row: Row, counts: Mapping[Identity, int]) -> Row:
    troubles = list(row.troubles)
    if counts.get(row.identity(table), 0) > 1:
        troubles.append(Trouble(column=table.key, reason=TWICE, detail=str(row.key(table))))
    if table.lineage and (table.lineage[-1].name, row.parents) not in counts:
        missing = " / ".join(str(key) for key in row.parents if key != "")
        troubles.append(Trouble(column=table.parent_columns[-1].name, reason=NO_PARENT, detail=missing))
    return replace(row, troubles=tuple(troubles))


# --- back to plain data ------------------------------------------------------------------------


def unflatten(tables: tuple[Table, ...], rows: Iterable[Row]) -> dict[str, Any]:
    """Return the plain data of rows without troubles, in the order in which they stand."""
    children: dict[tuple[str, tuple[Any, ...]], list[Row]] = defaultdict(list)
    for row in rows:
        children[row.table, row.parents].append(row)
    by_name = {table.name: table for table in tables}
    root = by_name[ROOT]

    def build(table: Table, row: Row) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for name, value in row.values.items():
            _put(data, name, value)
        for field in table.lists:
            child = by_name[child_name(table, field)]
            entries = [build(child, entry) for entry in children[child.name, row.reference(table)]]
            if entries or field.required:
                _put(data, field.path, entries)
        return data

    return build(root, children[ROOT, ()][0])


def _put(data: dict[str, Any], path: str, value: Any) -> None:
    *above, name = path.split(".")
    for part in above:
        data = data.setdefault(part, {})
    data[name] = value
