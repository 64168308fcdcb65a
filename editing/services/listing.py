"""Lists that a draft holds in tables of their own, chosen by check boxes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from editing.services.history import delete, save
from enterprises.models import User


def keep_listed(
    rows: Any, *, column: str, values: Sequence[object], by: User | None, at: datetime, **tied: object
) -> None:
    """Make a list hold these values in a column, a row each.

    Those that stay keep their places; new ones follow in the order given. `rows`: the queryset of the list;
    `tied`: what new rows belong to.
    """
    kept: dict[object, Any] = {}
    for row in rows.order_by("position", "pk"):
        if getattr(row, column) in values:
            kept[getattr(row, column)] = row
        else:
            delete(row, by=by, at=at)
    last = max((row.position for row in kept.values()), default=0)
    fresh = [value for value in values if value not in kept]
    for place, value in enumerate(fresh, start=last + 1):
        save(rows.model(**tied, **{column: value}, position=place), by=by, at=at)
