"""What every entry of the roadmap library has: a code that others refer to, and days on which it holds.

An entry is content; which of its versions is shown is decided outside. Entries refer to each other by code,
so a new version of one breaks no other. Whether they fit together is told by `roadmap.domain.checks`.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar


class Kind(StrEnum):
    """The kinds of entries; the values are the keys of the exchange file and the fields of `Library`."""

    SECTOR = "sectors"
    MEASURE = "measures"
    CASE = "cases"
    SOLUTION = "solutions"
    SUPPORT = "support_measures"


class Evidence(StrEnum):
    """How well a fact is known."""

    V = "V"  # seen in a reprint of the source
    V2 = "V2"  # told at second hand
    G = "G"  # our own judgement


class Size(StrEnum):
    """The size classes that have estimates; large firms differ too much, and unknown is no size."""

    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Content under a stable code. `valid_until` is the last day; None: no limit.

    `checked_on`: when somebody last held it against its source; None: nobody has said so.
    """

    kind: ClassVar[Kind]

    code: str
    valid_from: date | None = None
    valid_until: date | None = None
    checked_on: date | None = None

    def valid_on(self, day: date) -> bool:
        """Return whether the entry holds on this day."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_until is None or day <= self.valid_until)

    @property
    def sort_key(self) -> tuple[Any, ...]:
        """Where the entry stands among its kind, in files and lists."""
        return (self.code,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What something costs a firm of this size (万元) and how long it takes (months): 参考估算."""

    size: Size
    cost_low: Decimal
    cost_high: Decimal
    months_low: int
    months_high: int
