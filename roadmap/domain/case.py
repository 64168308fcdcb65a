"""A published case. A large firm is a benchmark, not what an SME may expect."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from editing.domain.texts import Text
from roadmap.domain.entries import Entry, Kind


class Grade(StrEnum):
    """How well a case is attested; C and unchecked cases are not shown."""

    A = "A"
    A_MINUS = "A-"
    B = "B"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(Entry):
    kind: ClassVar[Kind] = Kind.CASE

    firm: Text
    region: Text
    sector: str
    is_sme: bool | None = None  # None: the source does not say
    what: Text
    cost: Decimal | None = None  # 万元, what the firm paid; None: the source does not say
    duration: Text | None = None
    effect: Text | None = None  # None: the source gives no figures
    year: int
    source: str
    url: str = ""
    grade: Grade
    self_reported: bool  # the figures come from the firm itself
    scenes: tuple[str, ...] = ()
