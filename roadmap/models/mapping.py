"""Entries to rows and back, by one rule for all kinds; nothing is decided here.

The dataclasses of `roadmap.domain` and the tables have the same fields. A text stands in two columns
(`name_zh`, `name_en`), a nested value in columns with its field's name before theirs (`near_case`), and a
list in a table of its own, in the order of `position`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, is_dataclass
from datetime import datetime
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, TypeVar, cast, get_args, get_origin

from django.db.models import Model, QuerySet
from simple_history.utils import bulk_create_with_history

from editing.domain.schema import schema
from editing.domain.texts import Text
from enterprises.domain.size import SizeClass
from enterprises.models import User
from roadmap import models
from roadmap.domain import case, entries, measure, sector, solution, support

Row = TypeVar("Row", bound=models.Entry)
Insert = Callable[[type[Model], list[Model]], list[Model]]


@dataclass(frozen=True, kw_only=True)
class Table:
    """The table of a dataclass; of plain codes or texts where `column` names what holds them."""

    model: type[Model]
    kind: type = Text
    column: str = ""
    lists: Mapping[str, "Table"] = field(default_factory=dict)  # by the field that holds the list
    parent: str = ""  # the column that ties a row to another part; else it is tied to the entry alone

    def tables(self) -> Iterator["Table"]:
        """Yield the tables of all parts, those of a part after its own."""
        for table in self.lists.values():
            yield table
            yield from table.tables()


def _codes(model: type[Model], column: str, *, kind: type = str, parent: str = "") -> Table:
    return Table(model=model, kind=kind, column=column, parent=parent)


def _texts(model: type[Model], column: str) -> Table:
    return Table(model=model, kind=Text, column=column)


TABLES: Mapping[entries.Kind, Table] = {
    entries.Kind.SECTOR: Table(
        model=models.Sector,
        kind=sector.Sector,
        lists={
            "pains": _texts(models.Pain, "text"),
            "priorities": Table(model=models.PriorityScene, kind=sector.PriorityScene),
            "stages": Table(
                model=models.Stage,
                kind=sector.Stage,
                lists={
                    "scenes": _codes(models.StageScene, "scene", parent="stage"),
                    "estimates": Table(model=models.StageEstimate, kind=entries.Estimate, parent="stage"),
                },
            ),
            "targets": Table(model=models.Target, kind=sector.Target),
            "divisions": Table(model=models.SectorDivision, kind=sector.SectorDivision),
        },
    ),
    entries.Kind.MEASURE: Table(
        model=models.Measure,
        kind=measure.Measure,
        lists={
            "prerequisites": _codes(models.Prerequisite, "measure"),
            "steps": Table(model=models.MeasureStep, kind=measure.SceneStep),
            "options": Table(model=models.MeasureOption, kind=measure.OptionStep),
            "costs": Table(model=models.MeasureCost, kind=entries.Estimate),
            "systems": _texts(models.MeasureSystem, "name"),
        },
    ),
    entries.Kind.CASE: Table(
        model=models.Case, kind=case.Case, lists={"scenes": _codes(models.CaseScene, "scene")}
    ),
    entries.Kind.SOLUTION: Table(
        model=models.Solution, kind=solution.Solution, lists={"scenes": _codes(models.SolutionScene, "scene")}
    ),
    entries.Kind.SUPPORT: Table(
        model=models.SupportMeasure,
        kind=support.SupportMeasure,
        lists={
            "sizes": _codes(models.SupportSize, "size", kind=SizeClass),
            "sectors": _codes(models.SupportSector, "sector"),
            "sub_sectors": _texts(models.SupportSubSector, "name"),
            "programmes": _texts(models.SupportProgramme, "name"),
        },
    ),
}
KINDS: Mapping[type[Model], entries.Kind] = {table.model: kind for kind, table in TABLES.items()}


def kind_of(row: models.Entry) -> entries.Kind:
    """Return the kind of an entry's row."""
    return KINDS[type(row)]


def versions(kind: entries.Kind) -> QuerySet[models.Entry]:
    """Return all versions of all entries of a kind."""
    return cast("type[models.Entry]", TABLES[kind].model)._default_manager.all()


# --- to rows -----------------------------------------------------------------------------------


def columns(entry: entries.Entry) -> dict[str, object]:
    """Return what the entry's own row says of it; its lists are left out."""
    return _columns(TABLES[entry.kind], entry)


def write_parts(
    kind: entries.Kind,
    pairs: Iterable[tuple[models.Entry, entries.Entry]],
    *,
    by: User | None,
    at: datetime,
) -> None:
    """Insert the parts of these entries of one kind into rows that have none.

    What a person begins has a history from here on, so that a first change has a value before it. What comes
    from a file (`by` None) is frozen at once and needs none.
    """

    def insert(model: type[Model], made: list[Model]) -> list[Model]:
        if by is None:
            return model._default_manager.bulk_create(made)
        found: list[Model] = bulk_create_with_history(made, model, default_user=by, default_date=at)
        return found

    _write_lists(TABLES[kind], [(row, row, content) for row, content in pairs], insert)


def _write_lists(table: Table, owners: Sequence[tuple[models.Entry, Model, Any]], insert: Insert) -> None:
    for name, part in table.lists.items():
        items = [
            (entry, owner, position, item)
            for entry, owner, content in owners
            for position, item in enumerate(getattr(content, name), start=1)
        ]
        made = insert(
            part.model,
            [
                part.model(entry=entry, position=position, **_tie(part, owner), **_columns(part, item))
                for entry, owner, position, item in items
            ],
        )
        inner = [(entry, row, item) for row, (entry, _owner, _place, item) in zip(made, items, strict=True)]
        _write_lists(part, inner, insert)


def _tie(part: Table, owner: Model) -> dict[str, Model]:
    return {part.parent: owner} if part.parent else {}


def _columns(table: Table, value: Any) -> dict[str, object]:
    if table.column:
        return _value_columns(table.column, table.kind, value)
    found: dict[str, object] = {}
    for spec, hint in schema(table.kind):
        if spec.name not in table.lists:
            found |= _value_columns(spec.name, _bare(hint), getattr(value, spec.name))
    return found


def _value_columns(name: str, hint: Any, value: Any) -> dict[str, object]:
    if hint is Text:
        return {f"{name}_zh": value.zh if value else "", f"{name}_en": value.en if value else ""}
    if not is_dataclass(hint):
        return {name: value}
    found: dict[str, object] = {}
    for spec, inner in schema(hint):  # type: ignore[arg-type]
        part = getattr(value, spec.name) if value else ("" if inner is str else None)
        found |= _value_columns(f"{name}_{spec.name}", inner, part)
    return found


# --- from rows ---------------------------------------------------------------------------------


def read(rows: Iterable[Row]) -> list[tuple[Row, Any]]:
    """Return the rows, all of one kind, with their content: one query a table of parts."""
    found = list(rows)
    if not found:
        return []
    table = TABLES[kind_of(found[0])]
    keys = [row.pk for row in found]
    parts = {id(part): _by_owner(part, keys) for part in table.tables()}
    return [(row, _content(table, row, parts)) for row in found]


def _by_owner(part: Table, keys: list[int]) -> Mapping[int, list[Model]]:
    owned: dict[int, list[Model]] = defaultdict(list)
    rows = part.model._default_manager.filter(entry__in=keys).order_by("position", "pk")
    for row in rows:
        owned[getattr(row, f"{part.parent or 'entry'}_id")].append(row)
    return owned


def _content(table: Table, row: Model, parts: Mapping[int, Mapping[int, list[Model]]]) -> Any:
    if table.column:
        return _value(row, table.column, table.kind)
    lists = {
        name: tuple(_content(part, child, parts) for child in parts[id(part)].get(row.pk, ()))
        for name, part in table.lists.items()
    }
    single = {
        spec.name: _value(row, spec.name, _bare(hint))
        for spec, hint in schema(table.kind)
        if spec.name not in lists
    }
    return table.kind(**single, **lists)


def _value(row: Model, name: str, hint: Any) -> Any:
    if hint is Text:
        words = getattr(row, f"{name}_zh")
        return Text(zh=words, en=getattr(row, f"{name}_en")) if words else None
    if is_dataclass(hint):
        inner = {spec.name: _value(row, f"{name}_{spec.name}", kind) for spec, kind in schema(hint)}  # type: ignore[arg-type]
        return hint(**inner) if any(inner.values()) else None  # type: ignore[operator]
    value = getattr(row, name)
    return hint(value) if isinstance(hint, type) and issubclass(hint, StrEnum) else value


def _bare(hint: Any) -> Any:
    """Return the type of a field without its None."""
    if get_origin(hint) is UnionType:
        return next(part for part in get_args(hint) if part is not NoneType)
    return hint
