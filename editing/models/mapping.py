"""Content to rows and back, by one rule for all content; nothing is decided here.

Dataclasses and tables have the same fields. A text stands in two columns (`name_zh`, `name_en`), a nested
value in columns with its field's name before theirs (`near_case`), a list in a table of its own, in the order
of `position`, and what is absent as the default of its column. A foreign key to another part stands for the
code by which the dataclass names it. What deviates, a `Table` says.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, is_dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from operator import attrgetter
from typing import Any, TypeVar, get_origin

from django.db.models import ForeignKey, Model

from editing.domain.decimals import shortest
from editing.domain.schema import REQUIRED, default, present, schema
from editing.domain.texts import Text
from enterprises.models import User

Row = TypeVar("Row", bound=Model)
Rows = dict[type[Model], list[Any]]
Codes = Mapping[tuple[type[Model], str], Model]  # parts by table and code
NOTHING: Mapping[Any, Any] = {}


@dataclass(frozen=True, kw_only=True)
class Table:
    """The table of a dataclass; of plain codes or texts where `column` names what holds them.

    Fields are named by their path within the dataclass (`rule.thresholds`). A table stands behind those that
    its rows point to.
    """

    model: type[Model]
    kind: type = Text
    column: str = ""
    owner: str = ""  # of the table of the whole: the column by which all its parts name its row
    parent: str = ""  # the column that ties a row to another part; else it is tied to the whole alone
    key: str = "code"  # the column that names a row: within the whole a code, any other within the parent
    lists: Mapping[str, "Table"] = field(default_factory=dict)  # by the field that holds the list
    given: str = ""  # the column of the row above that says whether there is a list at all
    names: Mapping[str, str] = field(default_factory=dict)  # of columns that are not called as their fields
    elsewhere: frozenset[str] = frozenset()  # fields that do not stand in this table

    def tables(self) -> Iterator["Table"]:
        """Yield the tables of all parts, those of a part after its own."""
        for table in self.lists.values():
            yield table
            yield from table.tables()

    @cached_property
    def slot(self) -> "Slot":
        """Where the value of a row stands."""
        return _slot(self, "", self.column, self.kind)

    def key_of(self, row: Any) -> tuple[object, ...]:
        """Return what names a part within its whole, known or unsaved."""
        own: Any = getattr(row, self.key)
        named = getattr(own, "code", own)  # of what the row points to
        return (getattr(row, self.parent).code, named) if self.parent and self.key != "code" else (named,)


@dataclass(frozen=True, kw_only=True)
class Slot:
    """Where a field of a dataclass stands: in columns, in those of its own fields, or in a table of parts."""

    name: str
    column: str  # of a text without the language, of a nested value what its columns begin with
    hint: Any  # the type without None
    optional: bool = False
    required: bool = False
    part: Table | None = None
    inner: tuple["Slot", ...] = ()


def _slot(table: Table, path: str, column: str, hint: Any, **about: bool) -> Slot:
    part = table.lists.get(path)
    nested = is_dataclass(hint) and hint is not Text and not part
    return Slot(
        name=path.rpartition(".")[2],
        column=column,
        hint=hint,
        part=part,
        inner=tuple(_inner(table, path, column, hint)) if nested else (),
        **about,
    )


def _inner(table: Table, path: str, column: str, kind: Any) -> Iterator[Slot]:
    for spec, hint in schema(kind):
        where = f"{path}.{spec.name}" if path else spec.name
        if where in table.elsewhere:
            continue
        bare = present(hint)
        yield _slot(
            table,
            where,
            table.names.get(where, f"{column}_{spec.name}" if column else spec.name),
            bare,
            optional=bare is not hint,
            required=default(spec) is REQUIRED,
        )


# --- to rows -----------------------------------------------------------------------------------


def columns(table: Table, value: Any, codes: Codes = NOTHING) -> dict[str, Any]:
    """Return what a row says of a value, without its lists. Raises KeyError for the code of no part."""
    found: dict[str, Any] = {}
    for name, one in _spread(table.slot, value):
        column: Any = table.model._meta.get_field(name)
        if isinstance(column, ForeignKey):
            found[name] = codes[column.related_model, one] if one else None
        else:
            found[name] = column.get_default() if one is None else one
    return found


def _spread(slot: Slot, value: Any) -> Iterator[tuple[str, Any]]:
    """Yield the columns of a value and what they hold."""
    if slot.part:
        if slot.part.given:
            yield slot.part.given, value is not None
    elif slot.hint is Text:
        yield f"{slot.column}_zh", value.zh if value else None
        yield f"{slot.column}_en", value.en if value else None
    elif slot.inner:
        for inner in slot.inner:
            yield from _spread(inner, None if value is None else getattr(value, inner.name))
    else:
        yield slot.column, value


def build(table: Table, wholes: Iterable[tuple[Model, Any]]) -> Rows:
    """Return the parts of these wholes as unsaved rows, by table, each table behind those it points to.

    `wholes`: the row that stands for each, and its content.
    """
    made: Rows = {part.model: [] for part in table.tables()}
    for row, content in wholes:
        _Building(made, {table.owner: row}).add(table, row, content)
    return made


class _Building:
    """The parts of one whole, `owner`; those that are there already can be pointed to by their codes."""

    def __init__(self, made: Rows, owner: Mapping[str, Model]) -> None:
        self.made = made
        self.owner = owner
        self.codes: dict[tuple[type[Model], str], Model] = {}

    def add(self, table: Table, above: Model, content: Any) -> None:
        for path, part in table.lists.items():
            items = attrgetter(path)(content) or ()
            ordered = sorted(items) if isinstance(items, frozenset) else items
            tied = {**self.owner, part.parent: above} if part.parent else self.owner
            for position, item in enumerate(ordered, start=1):
                row: Any = part.model(**{"position": position, **columns(part, item, self.codes)}, **tied)
                self.made[part.model].append(row)
                self.codes[part.model, getattr(row, "code", "")] = row
                self.add(part, row, item)


def write_parts(
    table: Table,
    wholes: Iterable[tuple[Model, Any]],
    *,
    by: User | None,
    at: datetime,
    with_history: bool = True,
) -> None:
    """Insert the parts of these wholes, which have none, a statement a table, and begin their history."""
    for model, rows in build(table, wholes).items():
        made: Any = model._default_manager.bulk_create(rows)
        if with_history and made:
            history: Any = model.history  # type: ignore[attr-defined]
            history.bulk_history_create(made, default_user=by, default_date=at)


# --- from rows ---------------------------------------------------------------------------------


def read(
    table: Table, rows: Iterable[Row], *, elsewhere: Mapping[str, Any] = NOTHING
) -> list[tuple[Row, Any]]:
    """Return the rows of wholes with their content, sound or not: one query a table of parts.

    Only parts that name one of these rows count, whatever else points at them. `elsewhere`: the fields that
    the table leaves out.
    """
    wholes = list(rows)
    if not wholes:
        return []
    found = _Read(table, [row.pk for row in wholes])
    return [(row, found.value(table.slot, row, elsewhere)) for row in wholes]


class _Read:
    """The parts of some wholes, by what they are tied to and by their keys."""

    def __init__(self, table: Table, keys: list[Any]) -> None:
        self.tied: dict[tuple[type[Model], Any], list[Model]] = defaultdict(list)
        self.rows: dict[tuple[type[Model], Any], Any] = {}
        for part in table.tables():
            known = part.model._default_manager.filter(**{f"{table.owner}__in": keys})
            for row in known.order_by("position", "pk"):
                self.tied[part.model, getattr(row, f"{part.parent or table.owner}_id")].append(row)
                self.rows[part.model, row.pk] = row

    def value(self, slot: Slot, row: Model, elsewhere: Mapping[str, Any] = NOTHING) -> Any:
        """Return what a row says of a field."""
        if slot.part:
            return self._list(slot, slot.part, row)
        if slot.hint is Text:
            return Text(zh=getattr(row, f"{slot.column}_zh"), en=getattr(row, f"{slot.column}_en"))
        if not slot.inner:
            return self._single(slot, row)
        values = {inner.name: self.value(inner, row) for inner in slot.inner}
        absent = [one.name for one in slot.inner if one.optional and _is_blank(one, values[one.name])]
        return slot.hint(**{**values, **dict.fromkeys(absent), **elsewhere})

    def _list(self, slot: Slot, part: Table, row: Model) -> Any:
        if part.given and not getattr(row, part.given):
            return None
        collect: Callable[[Iterable[Any]], Any] = get_origin(slot.hint)
        return collect(self.value(part.slot, child) for child in self.tied[part.model, row.pk])

    def _single(self, slot: Slot, row: Model) -> Any:
        column = row._meta.get_field(slot.column)
        if isinstance(column, ForeignKey):
            return self._code(column.related_model, getattr(row, column.attname))
        value = getattr(row, slot.column)
        if isinstance(value, Decimal):
            return shortest(value)
        choice = isinstance(slot.hint, type) and issubclass(slot.hint, StrEnum)
        return slot.hint(value) if choice and value else value

    def _code(self, model: Any, key: Any) -> str:
        """Return the code of a part; one of another whole has none here and fails the check of codes."""
        if key is None:
            return ""
        row = self.rows.get((model, key))
        return row.code if row else f"{model._meta.model_name} {key}"


def _is_blank(slot: Slot, value: Any) -> bool:
    """Return whether an optional value is absent: of a nested one, all that it must have."""
    if slot.part or value is None:
        return value is None
    if slot.hint is Text:
        return not value.zh
    if slot.inner:
        return all(_is_blank(inner, getattr(value, inner.name)) for inner in slot.inner if inner.required)
    return bool(value == "")
