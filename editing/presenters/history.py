"""What happened to drafted content, as a page shows it: who changed what, from what to what."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from editing.wording.changes import FieldChange


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One change of one row."""

    at: datetime
    who: str  # empty: a command did it, from a file
    happened: str  # ADDED, CHANGED or REMOVED
    part: str = ""  # the kind of part; empty for the version itself, where that needs no name
    title: str = ""
    version: int = 0  # 0: the page is about one version
    state: str = ""  # the version's new state where that changed
    changes: tuple[FieldChange, ...]


def event(record: Any, **said: Any) -> Event:
    """Return the event that a history entry tells of, with what is said of it besides."""
    return Event(
        at=record.history_date, who=str(record.history_user or ""), happened=record.history_type, **said
    )
