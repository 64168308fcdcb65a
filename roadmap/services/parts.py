"""Lists of codes that a draft holds in tables of their own: those that are chosen by check boxes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from editing.services.history import delete, save
from enterprises.models import User
from roadmap import models


@transaction.atomic
def keep_codes(
    *,
    owner: models.Entry | models.Part,
    parts: str,
    column: str,
    codes: Sequence[str],
    by: User,
    at: datetime,
) -> None:
    """Make a list of a draft, or of a part of one, hold these codes.

    `parts`: the name of the list. Those that stay keep their places; new ones follow in the order given.
    """
    rows: Any = getattr(owner, parts)
    kept: dict[str, models.Part] = {}
    for row in rows.order_by("position", "pk"):
        if getattr(row, column) in codes:
            kept[getattr(row, column)] = row
        else:
            delete(row, by=by, at=at)
    last = max((row.position for row in kept.values()), default=0)
    entry = owner if isinstance(owner, models.Entry) else owner.entry  # type: ignore[attr-defined]
    fresh = [code for code in codes if code not in kept]
    for place, code in enumerate(fresh, start=last + 1):
        tied = {rows.field.name: owner, "entry": entry}
        save(rows.model(**tied, **{column: code}, position=place), by=by, at=at)
