"""A support measure (支持政策): who pays or lends what, to whom, for what and until when."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from editing.domain.texts import Text
from enterprises.domain.size import SizeClass
from enterprises.domain.standing import Ownership, Tag
from roadmap.domain.entries import Entry, Evidence, Kind


class SupportKind(StrEnum):
    SUBSIDY = "subsidy"
    LOAN = "loan"
    VOUCHER = "voucher"
    TRAINING = "training"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """What a firm gets that reaches a level, is of a batch, or finishes within some days.

    Either a share of what was spent (of a loan: of its principal, a year) or a fixed sum. `reached` is no
    `level`: several tiers may name the same one.
    """

    reached: int | None = None  # None: whatever the level
    batch: Text | None = None  # in the notice's words; None: whatever the batch
    done_from: date | None = None  # days on which the work is finished
    done_until: date | None = None
    percent: Decimal | None = None
    cap: Decimal | None = None  # 万元, the most that one firm gets
    fixed: Decimal | None = None  # 万元
    clause: Text | None = None  # where the notice says so; None: its source alone is known


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportMeasure(Entry):
    """None and an empty list mean: the notice sets no such condition, or it is not known."""

    kind: ClassVar[Kind] = Kind.SUPPORT

    type: SupportKind
    name: Text
    issuer: Text
    region: str = ""  # GB/T 2260, six digits, down to the county; empty: the whole country
    park: Text | None = None  # within the region, where the firm must be
    terms: Text
    # Conditions.
    level_before_low: int | None = None
    level_before_high: int | None = None
    level_after_low: int | None = None
    sizes: tuple[SizeClass, ...] = ()
    ownerships: tuple[Ownership, ...] = ()  # one of these
    tags: tuple[Tag, ...] = ()  # one of these
    sectors: tuple[str, ...] = ()  # codes of sectors
    sub_sectors: tuple[Text, ...] = ()  # the city's own list, in its own words
    programmes: tuple[Text, ...] = ()  # the firm must be a member of one of these, by name
    min_investment: Decimal | None = None  # 万元
    # When.
    contract_from: date | None = None
    contract_until: date | None = None
    payment_from: date | None = None
    payment_until: date | None = None
    deadline: date | None = None  # of the application
    # How much.
    tiers: tuple[Tier, ...] = ()
    counts: Text | None = None  # what is taken for spending
    advance_percent: Decimal | None = None  # of the first payment, before acceptance
    advance_cap: Decimal | None = None  # 万元
    loan_years: int | None = None  # for how long interest is paid; loans alone
    excludes_other_funding: bool = False
    excludes: tuple[str, ...] = ()  # codes of measures that pay for the same only once
    quota_used_up: bool = False
    # Where it says so.
    evidence: Evidence
    source: Text
    url: str = ""
    telephone: str = ""
