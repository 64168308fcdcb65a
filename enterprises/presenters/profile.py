"""A profile that two people changed, field by field."""

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from enterprises.domain import regions
from enterprises.domain.numbers import MONEY, PEOPLE, NumberKind
from enterprises.domain.sectors import SectorMap
from enterprises.models import Enterprise
from enterprises.services.enterprises import ChangedMeanwhile, EnterpriseData
from enterprises.wording.firms import NOT_GIVEN, credit_code_text, default_sector, sector_name, trade_name
from enterprises.wording.numbers import amount_text

Profile = Enterprise | EnterpriseData
TRADE = ("division", "industry_class")


class Conflicting(NamedTuple):
    """A field that two people filled in differently, as people read it."""

    label: str
    mine: str
    theirs: str


def conflicting(
    mine: EnterpriseData, faster: ChangedMeanwhile, sectors: SectorMap
) -> tuple[Conflicting, ...]:
    """Return what was entered beside what is stored, for all that differs, in the order of the form."""
    shown: dict[str, Callable[[Profile], str]] = {
        "name": lambda firm: firm.name,
        "uscc": lambda firm: credit_code_text(firm.uscc),
        "division": lambda firm: trade_name(firm.division, firm.industry_class),
        "sector": lambda firm: _sector(firm, sectors),
        "region": lambda firm: regions.full_name(firm.region),
        "employees": lambda firm: _amount(firm.employees, PEOPLE),
        "revenue": lambda firm: _amount(firm.revenue, MONEY),
        "assets": lambda firm: _amount(firm.assets, MONEY),
    }
    differing = {"division" if name in TRADE else name for name in faster.differing}
    return tuple(
        Conflicting(_label(name), text(mine), text(faster.stored))
        for name, text in shown.items()
        if name in differing
    )


def _label(name: str) -> str:
    labels = {field.name: field.verbose_name for field in Enterprise._meta.fields}
    return str(labels[name])


def _sector(firm: Profile, sectors: SectorMap) -> str:
    if firm.sector:
        return sector_name(sectors, firm.sector)
    return default_sector(sector_name(sectors, sectors.default(firm.industry_class or firm.division)))


def _amount(value: Decimal | int | None, kind: NumberKind) -> str:
    return str(NOT_GIVEN) if value is None else amount_text(Decimal(value), kind)
