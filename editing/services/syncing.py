"""A draft's rows made to say what its content says, each part on its own.

Parts are known by their keys. What is the same is not touched, so the history names what really changed.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import F, ForeignKey, Model, PositiveSmallIntegerField, UniqueConstraint

from editing.models.mapping import Table, build, columns
from editing.services.history import delete, save
from enterprises.models import User

Key = tuple[object, ...]
ASIDE = 10_000  # added to places and numbers, which are unique, while others move into them


def sync(table: Table, draft: Model, content: Any, *, by: User | None, at: datetime) -> None:
    """Write what differs from the content: the draft's own row, then its parts. The draft is locked."""
    own = columns(table, content)
    if any(getattr(draft, name) != value for name, value in own.items()):
        for name, value in own.items():
            setattr(draft, name, value)
        save(draft, by=by, at=at)
    wanted = build(table, [(draft, content)])
    parts = list(table.tables())
    known = _known(parts, table.owner, draft)
    for part in reversed(parts):
        keys = {part.key_of(row) for row in wanted[part.model]}
        for key, row in known[part.model].items():
            if key not in keys:
                delete(row, by=by, at=at)
    for part in parts:
        different = _different(part, wanted[part.model], known[part.model])
        set_aside(part.model, [row.pk for row in different if row.pk])
        for row in different:
            save(row, by=by, at=at)


def _known(parts: Iterable[Table], owner: str, draft: Model) -> dict[type[Model], dict[Key, Model]]:
    """Return the rows of each part by their keys: a query a table, as what they point to was read before."""
    rows: dict[tuple[type[Model], Any], Model] = {(type(draft), draft.pk): draft}
    known = {}
    for part in parts:
        found = list(part.model._default_manager.filter(**{owner: draft}))
        pointers = [column for column in part.model._meta.concrete_fields if isinstance(column, ForeignKey)]
        for row in found:
            rows[part.model, row.pk] = row
            for column in pointers:
                if target := rows.get((column.related_model, getattr(row, column.attname))):
                    setattr(row, column.name, target)
        known[part.model] = {part.key_of(row): row for row in found}
    return known


def _different(part: Table, wanted: Iterable[Model], known: dict[Key, Model]) -> list[Model]:
    """Return the rows to be written: new ones, and those that take the place of a known one that differs."""
    found = []
    for row in wanted:
        old = known.get(part.key_of(row))
        if old is not None:
            row.pk = old.pk
            row._state.adding = False
        _point(row)
        if old is None or _values(old) != _values(row):
            found.append(row)
    return found


def set_aside(model: type[Model], keys: list[int]) -> None:
    """Free the places and numbers of rows that are about to be written."""
    moved = {name: F(name) + ASIDE for name in {"position", *_unique_numbers(model)}}
    model._default_manager.filter(pk__in=keys).update(**moved)


def _unique_numbers(model: type[Model]) -> Iterable[str]:
    named = {
        name for one in model._meta.constraints if isinstance(one, UniqueConstraint) for name in one.fields
    }
    return (
        f.name for f in model._meta.fields if f.name in named and isinstance(f, PositiveSmallIntegerField)
    )


def _point(row: Model) -> None:
    """Take over the keys of the parts it points to, which have been saved by now."""
    for field in row._meta.concrete_fields:
        if isinstance(field, ForeignKey) and field.is_cached(row):
            setattr(row, field.name, getattr(row, field.name))


def _values(row: Model) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
