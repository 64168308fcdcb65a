"""Rows written with a name and a time in their history.

simple-history would take both from the request and the clock; services say who and when themselves.
"""

from datetime import datetime
from typing import Any

from enterprises.models import User


def save(row: Any, *, by: User | None, at: datetime) -> None:
    """Save a row that has a history."""
    row._history_user, row._history_date = by, at
    row.save()


def delete(row: Any, *, by: User | None, at: datetime) -> None:
    """Delete a row that has a history."""
    row._history_user, row._history_date = by, at
    row.delete()
