"""The history of a revision with all its parts: who changed what when, newest first, page by page."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from editing.presenters.history import Event, event
from editing.selectors.history import ADDED, REMOVED, Recorded, Watched, list_keys, read_entries
from editing.wording.changes import field_changes, names_of
from enterprises.forms.requests import key_from
from standards import models
from standards.models.mapping import PARTS

_KEPT: tuple[Any, ...] = (models.Revision, models.Verification, *PARTS)  # whose history is kept
KINDS: dict[str, Any] = {str(model._meta.model_name): model for model in _KEPT}


def list_events(revision: models.Revision, *, part: str = "", by: int | None = None) -> QuerySet[Any]:
    """Return keys of what happened to a revision, for `read_events`, newest first.

    `part`: only to that kind (`question`) or that part (`question-12`). `by`: only by that person.
    """
    kind, _dash, pk = part.partition("-")
    tables = [table for table in _tables(revision) if table.name == kind or kind not in KINDS]
    return list_keys(tables, whole=models.Revision, tie="revision_id", pk=key_from(pk), by=by)


def read_events(revision: models.Revision, keys: Iterable[dict[str, Any]]) -> list[Event]:
    """Return what happened, in the order of the keys."""
    found = read_entries(keys, _tables(revision))
    names = names_of(one for step in found for one in (step.record, step.before) if one)
    return [_event(step, names) for step in found]


def _tables(revision: models.Revision) -> list[Watched]:
    columns = {models.Revision: "id"}
    return [
        Watched(model=model, column=columns.get(model, "revision_id"), value=revision.pk) for model in _KEPT
    ]


def _event(step: Recorded, names: Any) -> Event:
    record, before = step.record, step.before
    model = record.instance_type
    after = None if record.history_type == REMOVED else record
    # An entry without one before it says what the row was then, not what changed. A draft begins as a copy.
    begins = record.history_type == ADDED and model is not models.Revision
    changes = field_changes(before, after, names) if before or begins else ()
    return event(record, part=str(model._meta.verbose_name), title=str(record.instance), changes=changes)
