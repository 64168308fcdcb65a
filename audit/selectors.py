"""Reads: whether the log is as it was written."""

from collections.abc import Iterator

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
    """Give where the log is not what was written, from the oldest record on."""
    state = LogState.objects.first()
    rows = Record.objects.order_by("day", "number").iterator(chunk_size=2000)
    yield from flaws(
        ((recorded(row), row.digest) for row in rows),
        before=state.digest_before if state else START,
        last=state.last_digest if state else START,
    )
