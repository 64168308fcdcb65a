"""What happened to an entry, over all its versions: who changed what, from what to what."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model

from editing.wording.changes import ADDED, CHANGED, REMOVED, FieldChange
from roadmap import models
from roadmap.presenters.entries import Named, field_changes, part_models, title_of
from roadmap.selectors.names import Naming


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One change of one row."""

    at: datetime
    who: str  # empty: a command did it, from a file
    version: int
    part: str = ""  # the kind of part, empty for the entry itself
    title: str = ""
    happened: str  # ADDED, CHANGED or REMOVED
    state: str = ""  # the entry's new state where that changed
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An entry of a history with the one before it; None: there is none."""

    record: Any
    before: Any


def events(entry: models.Entry, naming: Naming) -> list[Event]:
    """Return what happened to all versions of an entry, the newest first.

    Parts that came with a draft are not told one by one: the draft is. A fixed number of queries for a kind.
    """
    own = _steps(type(entry), code=entry.code)
    versions = {step.record.id: step.record.version for step in own}
    parts = {part: _steps(part, entry_id__in=list(versions)) for part in part_models(entry)}
    named = _stage_names(parts)
    begun = {(step.record.id, step.record.history_date) for step in own if step.record.history_type == ADDED}
    found = [*_entry_events(own, naming)]
    for steps in parts.values():
        later = [step for step in steps if not _came_with_draft(step.record, begun)]
        found += _part_events(later, versions, naming, named)
    # Reversed first: of what happened at the same time, the later stands above too.
    found.reverse()
    return sorted(found, key=lambda event: (event.at, event.version), reverse=True)


def _steps(model: Any, **which: object) -> list[Step]:
    """Return the history of some rows, oldest first."""
    records = model.history.filter(**which).select_related("history_user").order_by("history_id")
    last: dict[int, Any] = {}
    steps = []
    for record in records:
        steps.append(Step(record=record, before=last.get(record.id)))
        last[record.id] = record
    return steps


def _came_with_draft(record: Any, begun: set[Any]) -> bool:
    return record.history_type == ADDED and (record.entry_id, record.history_date) in begun


def _entry_events(steps: Iterable[Step], naming: Naming) -> Iterator[Event]:
    for step in steps:
        record, before = step.record, step.before
        stays = record.history_type == CHANGED
        changes = field_changes(before, record, naming, {}) if stays else ()
        moved = before is not None and before.state != record.state
        if changes or moved or not stays:
            state = record.get_state_display() if moved else ""
            yield _event(record, version=record.version, state=state, changes=changes)


def _part_events(
    steps: Iterable[Step], versions: Mapping[int, int], naming: Naming, named: Named
) -> Iterator[Event]:
    for step in steps:
        record = step.record
        after = None if record.history_type == REMOVED else record
        if changes := field_changes(step.before, after, naming, named):
            yield _event(
                record,
                version=versions[record.entry_id],
                part=str(record.instance_type._meta.verbose_name),
                title=title_of(record, naming),
                changes=changes,
            )


def _event(record: Any, **said: Any) -> Event:
    return Event(
        at=record.history_date,
        who=str(record.history_user or ""),
        happened=record.history_type,
        **said,
    )


def _stage_names(parts: Mapping[type[Model], list[Step]]) -> Named:
    """Return what stages are or were called that other parts point to."""
    steps = parts.get(models.Stage, [])
    return {(models.Stage, step.record.id): step.record.name_zh for step in steps}
