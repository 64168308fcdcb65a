"""Reads: whether the log is as it was written."""

from collections.abc import Iterator
from itertools import chain

from django.db.models import Subquery

from audit.domain.chain import START, Flaw, Recorded, flaws
from audit.models import LogState, Record


def recorded(row: Record) -> Recorded:
    """Return what the digest of a row covers."""
    return Recorded(
        day=row.day,
        number=row.number,
        at=row.at,
        by=row.by,
        action=row.action,
        kind=row.kind,
        subject=row.subject,
        detail=row.detail,
        address=row.address,
        previous=row.previous,
    )


def find_flaws() -> Iterator[Flaw]:
    """Give where the log is not what was written, from the oldest record on.

    Records and where they end are read in one statement: others write meanwhile, and nothing waits for this.
    """
    ends = {name: Subquery(LogState.objects.values(name)[:1]) for name in ("digest_before", "last_digest")}
    rows = Record.objects.annotate(**ends).order_by("day", "number").iterator(chunk_size=2000)
    first = next(rows, None)
    held = first or LogState.objects.first()
    yield from flaws(
        ((recorded(row), row.digest) for row in chain([first] if first else [], rows)),
        before=getattr(held, "digest_before", START),
        last=getattr(held, "last_digest", START),
    )
