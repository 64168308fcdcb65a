"""A draft's rows made to say what a standard says, each part on its own.

Parts are known by their codes. What is the same is not touched, so the history names what really changed.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db.models import F, ForeignKey, Model

from editing.services.history import delete, save
from enterprises.models import User
from standards import models as rows
from standards.domain import standard as domain
from standards.models.mapping import ORDER, columns_of_revision, parts_of

Key = tuple[object, ...]
ASIDE = 10_000  # added to places and numbers, which are unique, while others move into them

# What names a part within its revision. The rows it points to are loaded with it.
KEYS: dict[type[rows.Part], Callable[[Any], Key]] = {
    rows.Option: lambda row: (row.question.code, row.key),
    rows.TypicalSystem: lambda row: (row.scene.code, row.position),
    rows.SceneLevel: lambda row: (row.scene.code, row.position),
    rows.VariantScene: lambda row: (row.variant.code, row.scene.code),
    rows.VariantQuestion: lambda row: (row.variant.code, row.question.code),
    rows.Threshold: lambda row: (row.position,),
    rows.Term: lambda row: (row.word_zh,),
}


def sync_parts(draft: rows.Revision, standard: domain.Outline, *, by: User | None, at: datetime) -> None:
    """Write what differs from the standard: the draft's own row, then its parts. The draft is locked."""
    columns = columns_of_revision(standard)
    if any(getattr(draft, name) != value for name, value in columns.items()):
        for name, value in columns.items():
            setattr(draft, name, value)
        save(draft, by=by, at=at)
    wanted = parts_of(draft, standard)
    known = {part: _known(part, draft) for part in ORDER}
    keys = {part: {_key(part)(row) for row in wanted.get(part, ())} for part in ORDER}
    for part in reversed(ORDER):
        for key, row in known[part].items():
            if key not in keys[part]:
                delete(row, by=by, at=at)
    for part in ORDER:
        different = _different(part, wanted.get(part, ()), known[part])
        set_aside(part, [row.pk for row in different if row.pk])
        for row in different:
            save(row, by=by, at=at)


def _key(part: type[rows.Part]) -> Callable[[Any], Key]:
    return KEYS.get(part, lambda row: (row.code,))


def _known(part: type[rows.Part], draft: rows.Revision) -> dict[Key, rows.Part]:
    found = part._default_manager.filter(revision=draft).select_related()
    return {_key(part)(row): row for row in found}


def _different(
    part: type[rows.Part], wanted: Iterable[rows.Part], known: dict[Key, rows.Part]
) -> list[rows.Part]:
    """Return the rows to be written: new ones, and those that take the place of a known one that differs."""
    found = []
    for row in wanted:
        old = known.get(_key(part)(row))
        if old is not None:
            row.pk = old.pk
            row._state.adding = False
        _point(row)
        if old is None or _values(old) != _values(row):
            found.append(row)
    return found


def set_aside(part: type[rows.Part], keys: list[int]) -> None:
    """Free the places and numbers of rows that are about to be written."""
    moved = {"position": F("position") + ASIDE}
    if part is rows.Question:
        moved["number"] = F("number") + ASIDE
    part._default_manager.filter(pk__in=keys).update(**moved)


def _point(row: rows.Part) -> None:
    """Take over the keys of the parts it points to, which have been saved by now."""
    for field in row._meta.concrete_fields:
        if isinstance(field, ForeignKey) and field.is_cached(row):
            setattr(row, field.name, getattr(row, field.name))


def _values(row: Model) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
