"""Lists of codes that a draft holds in tables of their own: those that are chosen by check boxes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from editing.services.listing import keep_listed
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
    """Make a list of a draft, or of a part of one, hold these codes. `parts`: the name of the list."""
    rows: Any = getattr(owner, parts)
    entry = owner if isinstance(owner, models.Entry) else owner.entry  # type: ignore[attr-defined]
    tied = {rows.field.name: owner, "entry": entry}
    keep_listed(rows, column=column, values=codes, by=by, at=at, **tied)
