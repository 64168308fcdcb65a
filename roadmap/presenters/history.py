"""What happened to an entry, over all its versions: who changed what, from what to what."""

from collections.abc import Iterator, Mapping

from editing.presenters.history import Event, event
from editing.selectors.history import CHANGED, REMOVED, Recorded, Watched, list_keys, read_entries
from roadmap import models
from roadmap.presenters.entries import Named, field_changes, part_models, title_of
from roadmap.selectors.names import Naming


def events(entry: models.Entry, naming: Naming) -> list[Event]:
    """Return what happened to all versions of an entry, the newest first. At most a query for a table.

    Changes of what no page shows, as of places among others, are left out.
    """
    model, own = type(entry), Watched(model=type(entry), column="code", value=entry.code)
    ids = own.entries.order_by().values("id")
    parts = [Watched(model=part, column="entry_id__in", value=ids) for part in part_models(entry)]
    steps = read_entries(list_keys([own, *parts], whole=model, tie="entry_id"), [own, *parts])
    records = (step.record for step in steps)
    versions = {record.id: record.version for record in records if record.instance_type is model}
    named = _stage_names(parts)
    return [
        found
        for step in steps
        for found in (
            _entry_events(step, naming)
            if step.record.instance_type is model
            else _part_events(step, versions, naming, named)
        )
    ]


def _entry_events(step: Recorded, naming: Naming) -> Iterator[Event]:
    record, before = step.record, step.before
    stays = record.history_type == CHANGED
    changes = field_changes(before, record, naming, {}) if stays else ()
    moved = before is not None and before.state != record.state
    if changes or moved or not stays:
        state = record.get_state_display() if moved else ""
        yield event(record, version=record.version, state=state, changes=changes)


def _part_events(
    step: Recorded, versions: Mapping[int, int], naming: Naming, named: Named
) -> Iterator[Event]:
    record = step.record
    after = None if record.history_type == REMOVED else record
    if changes := field_changes(step.before, after, naming, named):
        yield event(
            record,
            version=versions[record.entry_id],
            part=str(record.instance_type._meta.verbose_name),
            title=title_of(record, naming),
            changes=changes,
        )


def _stage_names(parts: list[Watched]) -> Named:
    """Return what stages are or were called that other parts point to."""
    stages = [part for part in parts if part.model is models.Stage]
    names = (part.entries.values_list("id", "name_zh") for part in stages)
    return {(models.Stage, pk): name for found in names for pk, name in found}
