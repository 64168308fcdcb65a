"""A support measure (支持政策): who pays or lends what, to whom, for what and until when."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from editing.domain.texts import Text
from enterprises.domain.size import SizeClass
from roadmap.domain.entries import Entry, Evidence, Kind


class SupportKind(StrEnum):
    SUBSIDY = "subsidy"
    LOAN = "loan"
    VOUCHER = "voucher"
    TRAINING = "training"


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportMeasure(Entry):
    """None and an empty list mean: the notice sets no such condition, or it is not known."""

    kind: ClassVar[Kind] = Kind.SUPPORT

    type: SupportKind
    name: Text
    issuer: Text
    region: str = ""  # GB/T 2260, six digits; empty: the whole country
    terms: Text
    # Conditions.
    level_before_low: int | None = None
    level_before_high: int | None = None
    level_after_low: int | None = None
    sizes: tuple[SizeClass, ...] = ()
    sectors: tuple[str, ...] = ()  # codes of sectors
    sub_sectors: tuple[Text, ...] = ()  # the city's own list, in its own words
    programmes: tuple[Text, ...] = ()  # the firm must be a member of one of these, by name
    # When.
    contract_from: date | None = None
    contract_until: date | None = None
    payment_from: date | None = None
    payment_until: date | None = None
    deadline: date | None = None  # of the application
    # How much.
    percent_low: Decimal | None = None  # of what was spent
    percent_high: Decimal | None = None
    amount_low: Decimal | None = None  # 万元, the most that one firm gets: a range where the notice gives one
    amount_high: Decimal | None = None
    excludes_other_funding: bool = False
    quota_used_up: bool = False
    evidence: Evidence
    source: Text
