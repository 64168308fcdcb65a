"""The history of a revision with all its parts: who changed what when, newest first, page by page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, QuerySet, Value

from editing.wording.changes import ADDED, REMOVED, FieldChange, field_changes, names_of
from enterprises.forms.requests import key_from
from standards import models as rows
from standards.models.mapping import ORDER

_KEPT: tuple[Any, ...] = (rows.Revision, rows.Verification, *ORDER)  # whose history is kept
KINDS: dict[str, Any] = {str(model._meta.model_name): model for model in _KEPT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One change of one part."""

    kind: str  # what sort of part, as the admin calls it
    anchor: str  # which part: question-12
    title: str
    happened: str  # ADDED, CHANGED or REMOVED
    who: str  # empty: a command
    at: datetime
    changes: tuple[FieldChange, ...]


def list_entries(revision: rows.Revision, *, part: str = "", by: int | None = None) -> QuerySet[Any]:
    """Return keys of history entries, newest first: `table`, `history_id` and what they are ordered by.

    The parts that came with the draft itself are left out: they are what it was copied from. `part`: only of
    that kind (`question`) or that part (`question-12`). `by`: only of that person.
    """
    kind, _dash, pk = part.partition("-")
    wanted = [kind] if kind in KINDS else list(KINDS)
    queries = [_keys(name, revision, pk, by) for name in wanted]
    return queries[0].union(*queries[1:], all=True).order_by("-history_date", "-history_id", "table")


def _keys(name: str, revision: rows.Revision, pk: str, by: int | None) -> QuerySet[Any]:
    model = KINDS[name]
    column = "id" if model is rows.Revision else "revision_id"
    found = model.history.filter(**{column: revision.pk}).order_by()
    if model in ORDER:
        found = found.exclude(history_type=ADDED, history_date=revision.created_at)
    if key := key_from(pk):
        found = found.filter(id=key)
    if by is not None:
        found = found.filter(history_user_id=by)
    keys: QuerySet[Any] = found.annotate(table=Value(name, output_field=CharField())).values(
        "table", "history_id", "history_date"
    )
    return keys


def read_entries(keys: Iterable[dict[str, Any]]) -> list[Entry]:
    """Return the entries of some keys, in their order, by at most three queries for each kind there is."""
    keys = list(keys)
    records = {
        (name, entry.history_id): entry
        for name in KINDS
        for entry in _records(KINDS[name], [key["history_id"] for key in keys if key["table"] == name])
    }
    before: dict[tuple[str, int], Any] = {}
    for name in KINDS:
        before |= _before(name, [entry for (kind, _pk), entry in records.items() if kind == name])
    names = names_of((*records.values(), *(entry for entry in before.values() if entry)))
    found = [
        ((key["table"], key["history_id"]), records.get((key["table"], key["history_id"]))) for key in keys
    ]
    return [_entry(key, entry, before.get(key), names) for key, entry in found if entry is not None]


def _records(model: Any, ids: list[int]) -> Iterable[Any]:
    return model.history.filter(history_id__in=ids).select_related("history_user") if ids else ()


def _before(name: str, entries: list[Any]) -> dict[tuple[str, int], Any]:
    """Return for each entry the one before it of the same row."""
    if not entries:
        return {}
    known = KINDS[name].history.filter(id__in={entry.id for entry in entries}).order_by("history_id")
    rows_of: dict[int, list[Any]] = {}
    for record in known:
        rows_of.setdefault(record.id, []).append(record)
    found = {}
    for entry in entries:
        earlier = [one for one in rows_of[entry.id] if one.history_id < entry.history_id]
        found[name, entry.history_id] = earlier[-1] if earlier else None
    return found


def _entry(key: tuple[str, int], entry: Any, before: Any, names: Any) -> Entry:
    model = KINDS[key[0]]
    after = None if entry.history_type == REMOVED else entry
    # An entry without one before it says what the row was then, not what changed. A draft begins as a copy.
    begins = entry.history_type == ADDED and model is not rows.Revision
    changes = field_changes(before, after, names) if before or begins else ()
    return Entry(
        kind=str(model._meta.verbose_name),
        anchor=f"{key[0]}-{entry.id}",
        title=str(entry.instance),
        happened=entry.history_type,
        who=str(entry.history_user or ""),
        at=entry.history_date,
        changes=changes,
    )
