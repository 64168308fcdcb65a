"""Records of the log chained by digests: one that was removed or changed shows, and where.

Each record holds the digest of the one before it; the first of a day that of the last of the day before.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto

START = ""  # before the first record of all


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What is covered by a digest. `day` in UTC; `number` from 1 within the day."""

    day: date
    number: int
    at: datetime
    by: int | None
    action: str
    kind: str
    subject: str
    detail: str
    address: str
    previous: str


class Break(Enum):
    """What is wrong at a record."""

    CHANGED = auto()  # its digest is that of something else
    BEFORE = auto()  # the one before it is gone, or another one
    END = auto()  # what came after it is gone


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong, and where; `day` is None where all records are gone."""

    day: date | None
    number: int
    what: Break


def digest_of(one: Recorded) -> str:
    """Return the digest of a record, which covers all before it."""
    parts = [
        one.previous,
        one.day.isoformat(),
        one.number,
        one.at.timestamp(),
        one.by,
        one.action,
        one.kind,
        one.subject,
        one.detail,
        one.address,
    ]
    return hashlib.sha256(json.dumps(parts, separators=(",", ":")).encode()).hexdigest()


def flaws(chained: Iterable[tuple[Recorded, str]], *, before: str, last: str) -> Iterator[Flaw]:
    """Give what is wrong with records and their digests in order.

    `before`: the digest of the one before the first, `last`: that of the last one written.
    """
    at: Recorded | None = None
    for one, digest in chained:
        if one.previous != before or one.number != _next_number(at, one):
            yield Flaw(one.day, one.number, Break.BEFORE)
        if digest_of(one) != digest:
            yield Flaw(one.day, one.number, Break.CHANGED)
        at, before = one, digest
    if before != last:
        yield Flaw(at.day if at else None, at.number if at else 0, Break.END)


def _next_number(at: Recorded | None, one: Recorded) -> int:
    return at.number + 1 if at and at.day == one.day else 1
