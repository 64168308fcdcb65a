"""The steps in the life of a draft, the same for any content, whose own services check and save."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TypeVar

from django.conf import settings
from django.db.models import QuerySet

from editing.models import Drafted, State
from editing.services.refusals import Refusal, RefusedChange
from enterprises.models import User

Version = TypeVar("Version", bound=Drafted)

# What a step writes, for those who write many rows at once.
PUBLISHED = ("state", "digest", "published_by", "published_at", "same_person")
RETIRED = ("state", "retired_by", "retired_at")


def lock(rows: QuerySet[Version], pk: int, *, state: State, refusal: RefusedChange) -> Version:
    """Return the row as it is now, locked until the transaction ends.

    Raises the refusal if it is in another state, or gone.
    """
    found = rows.select_for_update(of=("self",)).filter(pk=pk, state=state).first()
    if found is None:
        raise refusal
    return found


def own_work(
    rows: Iterable[Version], *, by: User | None, authors: Callable[[Version], frozenset[int]]
) -> list[Version]:
    """Return the drafts of which the person wrote a part; a command (None) writes nothing of its own."""
    return [] if by is None else [row for row in rows if by.pk in authors(row)]


def check_four_eyes(own: Sequence[object]) -> None:
    """Raise RefusedChange about a person's own drafts where the setting FOUR_EYES asks for somebody else."""
    if own and settings.FOUR_EYES:
        raise RefusedChange(Refusal.OWN_WORK, *own)


def mark_published(row: Drafted, *, digest: str, by: User | None, at: datetime) -> None:
    """Put a draft into the state of publication. Saving it is the caller's."""
    row.state, row.digest = State.PUBLISHED, digest
    row.published_by, row.published_at = by, at


def mark_retired(row: Drafted, *, by: User | None, at: datetime) -> None:
    """Put a published row out of use. Saving it is the caller's."""
    row.state, row.retired_by, row.retired_at = State.RETIRED, by, at
