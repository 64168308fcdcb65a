"""What others did to some rows since a page with them was opened, read from their history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from editing.selectors.history import ADDED, CHANGED, REMOVED, Watched
from editing.wording.changes import FieldChange, field_changes, names_of


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What became of one row: all changes since together, with who made the last of them."""

    model: type[models.Model]
    pk: object
    happened: str  # ADDED, CHANGED or REMOVED
    title: str
    who: str
    at: datetime
    changes: tuple[FieldChange, ...]


def stamp(watched: Sequence[Watched]) -> str:
    """Return what tells whether anything happened since: the newest entry of each, a query each."""
    return ".".join(str(_newest(one)) for one in watched)


def read_stamp(text: str, watched: Sequence[Watched]) -> tuple[int, ...] | None:
    """Return the entries that a stamp names, None if it is no stamp of these rows."""
    parts = text.split(".")
    if len(parts) != len(watched) or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    return tuple(int(part[:18]) for part in parts)


def news_since(watched: Sequence[Watched], opened: Sequence[int]) -> tuple[News, ...]:
    """Return what happened after the entries of a stamp, row by row; what was undone since is no news."""
    found: list[News] = []
    for one, mark in zip(watched, opened, strict=True):
        fresh = one.entries.filter(history_id__gt=mark).select_related("history_user")
        last = {entry.id: entry for entry in fresh}
        known = one.entries.filter(history_id__lte=mark, id__in=list(last))
        before = {entry.id: entry for entry in known if entry.history_type != REMOVED}
        names = names_of((*last.values(), *before.values()))
        news = (_news(one.model, before.get(pk), entry, names) for pk, entry in last.items())
        found += (item for item in news if item is not None)
    return tuple(found)


def _news(model: type[models.Model], before: Any | None, last: Any, names: Any) -> News | None:
    after = None if last.history_type == REMOVED else last
    if before is None and after is None:
        return None
    changes = field_changes(before, after, names)
    if not changes:
        return None
    return News(
        model=model,
        pk=last.id,
        happened=ADDED if before is None else REMOVED if after is None else CHANGED,
        title=str(last.instance),
        who=str(last.history_user or ""),
        at=last.history_date,
        changes=changes,
    )


def _newest(watched: Watched) -> int:
    newest = watched.entries.aggregate(newest=models.Max("history_id"))["newest"]
    return 0 if newest is None else int(newest)
