"""A firm's own figures beside public ones of its trade."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from editing.domain.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """A public share of two figures, in percent. `sectors`: whose firms it concerns, empty for all.

    `as_of`: year or month. `source`: who published it.
    """

    part: str
    whole: str
    percent: Decimal
    sectors: tuple[str, ...]
    scope: Text
    as_of: str
    source: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A firm's own share, in percent, beside a public one."""

    own: Decimal
    public: Benchmark


def compared(known: Sequence[Benchmark], figures: Mapping[str, Decimal], sector: str) -> Iterator[Compared]:
    """Give the benchmarks of a sector's firms that a firm has the figures for; none with a whole of 0."""
    for one in known:
        if one.sectors and sector not in one.sectors:
            continue
        part, whole = figures.get(one.part), figures.get(one.whole)
        if part is not None and whole:
            yield Compared(own=100 * part / whole, public=one)
