"""A tree of dataclasses as flat tables: what a workbook holds, and what a preview compares.

The dataclasses are the schema (`editing.domain.schema`). Every list of dataclasses becomes a table, whose
name is its path (`dimensions.groups.questions`); the fields outside lists form the table with the empty name.
A row names its parent by the parent's key. Values are plain, as in a YAML file; an absent one is absent.
"""

from collections.abc import Iterator
from dataclasses import dataclass, is_dataclass, replace
from functools import cache
from typing import Any, get_args, get_origin

from editing.domain.schema import NAMES, REQUIRED, default, is_list, present, schema

ROOT = ""  # the name of the table of what stands once
POSITION = "position"  # the key of a row that has no name of its own


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A value of a row; its name is the path within the row (`name.zh`, `formula.part`)."""

    name: str
    hint: Any  # text, number, yes or no, date, choice, or a tuple or frozenset of texts or choices
    default: Any  # REQUIRED if it must be given
    part: str = ""  # the path of the dataclass within the row that may be absent as a whole

    @property
    def required(self) -> bool:
        return self.default is REQUIRED

    @property
    def several(self) -> bool:
        """Return whether the value is a list of texts or choices."""
        return get_origin(self.hint) in (tuple, frozenset)

    @property
    def entry(self) -> Any:
        """Return the type of one value: of an entry where there are several."""
        return get_args(self.hint)[0] if self.several else self.hint


@dataclass(frozen=True, slots=True, kw_only=True)
class ListField:
    """A list of dataclasses within a row."""

    path: str
    entry: type
    required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of one kind. `local`: the key is unique within the parent only, else within the table."""

    name: str
    key: str  # a column, or POSITION
    local: bool
    columns: tuple[Column, ...]
    parent: "Table | None" = None
    lists: tuple["ListField", ...] = ()

    @property
    def lineage(self) -> tuple["Table", ...]:
        """Return the tables whose keys name a row's parent, outermost first."""
        if self.parent is None or self.parent.name == ROOT:
            return ()
        above = self.parent.lineage if self.parent.local else ()
        return (*above, self.parent)

    def column(self, name: str) -> Column:
        """Return the column with this name. Raises KeyError."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    @property
    def parent_columns(self) -> tuple[Column, ...]:
        """Return the columns that name the parent, as `groups.code`, in the order of `lineage`."""
        return tuple(
            replace(table.column(table.key), name=f"{last(table.name)}.{table.key}") for table in self.lineage
        )


def last(name: str) -> str:
    """Return the last part of a path."""
    return name.rpartition(".")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What the dataclasses do not say.

    `local` names the tables whose `code` is unique within the parent only; keys of other names always are.
    `left_out` names the parts of columns that are never given, such as `official`.
    """

    local: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()


@cache
def tables(kind: type, shape: Shape = Shape()) -> tuple[Table, ...]:
    """Return the tables of a dataclass, every parent before its children."""
    return tuple(_tables(kind, ROOT, None, shape))


def _tables(kind: type, name: str, parent: Table | None, shape: Shape) -> Iterator[Table]:
    columns = tuple(column for column in _columns(kind) if last(column.name) not in shape.left_out)
    key = _key(columns) if parent else POSITION
    table = Table(
        name=name,
        key=key,
        local=key != "code" or name in shape.local,
        columns=columns,
        parent=parent,
        lists=tuple(_lists(kind)),
    )
    yield table
    for field in table.lists:
        yield from _tables(field.entry, child_name(table, field), table, shape)


def child_name(table: Table, field: ListField) -> str:
    """Return the name of the table that a list of this table's rows makes."""
    return f"{table.name}.{field.path}" if table.name else field.path


def _key(columns: tuple[Column, ...]) -> str:
    names = {column.name for column in columns}
    for name in NAMES:
        for found in (name, f"{name}.zh"):
            if found in names:
                return found
    return POSITION


def _columns(kind: type, path: str = "", part: str = "") -> Iterator[Column]:
    for field, hint in schema(kind):
        name = f"{path}{field.name}"
        bare = present(hint)
        if is_list(bare):
            continue
        if is_dataclass(bare):
            optional = name if default(field) is not REQUIRED else part
            yield from _columns(bare, f"{name}.", optional)  # type: ignore[arg-type]
        else:
            yield Column(name=name, hint=bare, default=default(field), part=part)


def _lists(kind: type, path: str = "") -> Iterator[ListField]:
    for field, hint in schema(kind):
        bare = present(hint)
        name = f"{path}{field.name}"
        if is_list(bare):
            yield ListField(path=name, entry=get_args(bare)[0], required=default(field) is REQUIRED)
        elif is_dataclass(bare):
            yield from _lists(bare, f"{name}.")  # type: ignore[arg-type]
