"""Writes: firms and what they say of themselves. Who may do it is checked by the caller (`permissions`)."""

from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import F

from enterprises.domain import credit_code
from enterprises.models import Enterprise, Membership, Role, User
from enterprises.services.verifying import end_verifications


class ChangedMeanwhile(Exception):
    """Somebody else changed the profile: `stored` is what it says now, `differing` the fields that differ."""

    def __init__(self, stored: Enterprise, differing: tuple[str, ...]) -> None:
        super().__init__("the profile was changed meanwhile")
        self.stored = stored
        self.differing = differing


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterpriseData:
    """What a firm says about itself. Units: persons, 万元, 万元; None is missing, not zero.

    A credit code whose check digit fails has been compared with the licence: `forms` asks for it.
    """

    name: str
    uscc: str
    division: str
    sector: str
    region: str
    employees: int | None
    revenue: Decimal | None
    assets: Decimal | None
    industry_class: str = ""


@transaction.atomic
def create_enterprise(*, data: EnterpriseData, by: User, at: datetime) -> Enterprise:
    """Create a firm and make its creator the owner."""
    doubtful = credit_code.is_doubtful(data.uscc)
    enterprise = Enterprise.objects.create(
        name=data.name,
        uscc=data.uscc,
        uscc_confirmed_by=by if doubtful else None,
        uscc_confirmed_at=at if doubtful else None,
        division=data.division,
        industry_class=data.industry_class,
        sector=data.sector,
        region=data.region,
        employees=data.employees,
        revenue=data.revenue,
        assets=data.assets,
        created_by=by,
        created_at=at,
    )
    Membership.objects.create(enterprise=enterprise, user=by, role=Role.OWNER, added_by=by, added_at=at)
    return enterprise


@transaction.atomic
def update_enterprise(
    *, enterprise: Enterprise, data: EnterpriseData, version: int, by: User, at: datetime
) -> Enterprise:
    """Change a profile that nobody changed since `version`, and return it.

    Another name or credit code is another identity: what was verified, or waits for it, ends. Another code
    has been compared with the licence by who changes it, or needs no comparing.
    Raises ChangedMeanwhile: somebody was faster, and what they saved is not this.
    """
    stored = Enterprise.objects.select_for_update().get(pk=enterprise.pk)
    given = {field.name: getattr(data, field.name) for field in fields(data)}
    differing = tuple(name for name, value in given.items() if getattr(stored, name) != value)
    if not differing:
        return stored
    if stored.version != version:
        raise ChangedMeanwhile(stored, differing)
    if {"name", "uscc"}.intersection(differing):
        stored.verified_by = stored.verified_at = stored.verified_until = None
        end_verifications(enterprise=stored, at=at)
    if "uscc" in differing:
        doubtful = credit_code.is_doubtful(data.uscc)
        stored.uscc_confirmed_by = by if doubtful else None
        stored.uscc_confirmed_at = at if doubtful else None
    for name in differing:
        setattr(stored, name, given[name])
    stored.version += 1
    stored.save()
    return stored


@transaction.atomic
def choose_sector(*, enterprise: Enterprise, sector: str) -> None:
    """Choose the sector whose roadmap is shown; empty for the default of the division."""
    chosen = Enterprise.objects.filter(pk=enterprise.pk).exclude(sector=sector)
    chosen.update(sector=sector, version=F("version") + 1)
    enterprise.sector = sector
