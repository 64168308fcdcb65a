"""Which support measures together pay most for a plan: the best legal combination, exactly.

The same spending is paid for once where a notice says so; what is signed or paid outside a measure's days
does not count; shares and limits are those of the level that the plan reaches, on the day it is finished.
Where a notice has several batches and nobody says which, the one that pays least is taken.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from roadmap.domain.planning.programme import scale_of
from roadmap.domain.sharing import Offer, Payer, shared
from roadmap.domain.support import SupportKind, SupportMeasure, Tier

ZERO, HUNDRED = Decimal(0), Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spending:
    """A step of a plan as a contract: 万元, signed on a day and paid by another."""

    code: str
    cost: Decimal
    signed_on: date
    paid_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """What a firm spends for a plan, and the level that it then has."""

    spendings: tuple[Spending, ...]
    level: int

    @property
    def cost(self) -> Decimal:
        return sum((spending.cost for spending in self.spendings), ZERO)

    @property
    def finished_on(self) -> date:
        """Return the day on which the last step is done. Raises ValueError for a project without any."""
        return max(spending.paid_on for spending in self.spendings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """What one measure pays for some of the spendings, by which of its tiers."""

    measure: SupportMeasure
    tier: Tier
    spendings: tuple[Spending, ...]
    amount: Decimal  # 万元
    sign_by: Mapping[str, date]  # by code: the last day for the contract; none where nothing limits it

    @property
    def spent(self) -> Decimal:
        return sum((spending.cost for spending in self.spendings), ZERO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Combination:
    """Grants that may be had together."""

    project: Project
    grants: tuple[Grant, ...] = ()

    @property
    def total(self) -> Decimal:
        """Return what all pay, never more than what is spent."""
        return min(sum((grant.amount for grant in self.grants), ZERO), self.project.cost)

    @property
    def net(self) -> Decimal:
        return self.project.cost - self.total


def best_combination(project: Project, measures: Iterable[SupportMeasure]) -> Combination:
    """Return the grants that pay most. The firm meets all other conditions of these measures.

    Loans and what names no amount are left out. At a tie the first that is found, always the same.
    """
    if not project.spendings:
        return Combination(project=project)
    claims = [claim for measure in measures if (claim := _claim(project, measure))]
    found = [grant for group in _groups(claims) for grant in _grants(project, group)]
    places = {claim.measure.code: place for place, claim in enumerate(claims)}
    found.sort(key=lambda grant: places[grant.measure.code])
    return Combination(project=project, grants=tuple(found))


def conflict(one: SupportMeasure, other: SupportMeasure) -> bool:
    """Return whether two measures may not pay for the same spending."""
    return (
        one.excludes_other_funding
        or other.excludes_other_funding
        or one.code in other.excludes
        or other.code in one.excludes
    )


@dataclass(frozen=True, slots=True)
class _Claim:
    """A measure with its tiers that hold for a project, and the spendings that it may pay for."""

    measure: SupportMeasure
    tiers: tuple[Tier, ...]
    spendings: tuple[Spending, ...]

    def pays(self, spent: Decimal) -> Decimal:
        if not spent or spent < (self.measure.min_investment or ZERO):
            return ZERO
        return _amount(self.least(spent), spent)

    def least(self, spent: Decimal) -> Tier:
        """Return the tier that pays least: which batch it will be, nobody knows."""
        return min(self.tiers, key=lambda tier: _amount(tier, spent))


def _claim(project: Project, measure: SupportMeasure) -> _Claim | None:
    """Return what a measure may pay for; None where that is nothing, or the notice does not say how much."""
    tiers = _tiers(project, measure)
    counted = tuple(one for one in project.spendings if one.cost and _counts(measure, one))
    named = all(tier.percent is not None or tier.fixed is not None for tier in tiers)
    if measure.type is SupportKind.LOAN or not (tiers and named and counted):
        return None
    return _Claim(measure, tiers, counted)


def _tiers(project: Project, measure: SupportMeasure) -> tuple[Tier, ...]:
    """Return the tiers of the highest level that the project reaches, by the day on which it is finished."""
    held = [
        tier
        for tier in measure.tiers
        if (tier.reached or 0) <= project.level
        and _within(project.finished_on, tier.done_from, tier.done_until)
    ]
    highest = max((tier.reached or 0 for tier in held), default=0)
    return tuple(tier for tier in held if (tier.reached or 0) == highest)


def _counts(measure: SupportMeasure, spending: Spending) -> bool:
    signed = _within(spending.signed_on, measure.contract_from, measure.contract_until)
    paid = _within(spending.paid_on, measure.payment_from, measure.payment_until)
    valid = _within(spending.paid_on, measure.valid_from, measure.valid_until)
    return signed and paid and valid


def _within(day: date, first: date | None, last: date | None) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)


def _amount(tier: Tier, spent: Decimal) -> Decimal:
    if tier.fixed is not None:
        return tier.fixed
    share = spent * (tier.percent or ZERO) / HUNDRED
    return share if tier.cap is None else min(share, tier.cap)


# --- together ----------------------------------------------------------------------------------


def _groups(claims: Sequence[_Claim]) -> list[list[_Claim]]:
    """Return the claims in groups: none is in conflict with one of another group."""
    groups: list[list[_Claim]] = []
    for claim in claims:
        touched = [group for group in groups if any(conflict(claim.measure, one.measure) for one in group)]
        joined = [one for group in touched for one in group]
        groups = [*(group for group in groups if group not in touched), [*joined, claim]]
    return groups


def _grants(project: Project, group: Sequence[_Claim]) -> Iterator[Grant]:
    """Give what the measures of a group pay if all together pay most."""
    for claim, paid in zip(group, _paid(project, group), strict=True):
        spent = sum((one.cost for one in paid), ZERO)
        if amount := claim.pays(spent):
            tier = claim.least(spent)
            days = ((one.code, _sign_by(project, claim.measure, tier, one)) for one in paid)
            yield Grant(
                measure=claim.measure,
                tier=tier,
                spendings=paid,
                amount=amount,
                sign_by={code: day for code, day in days if day is not None},
            )


def _paid(project: Project, group: Sequence[_Claim]) -> list[tuple[Spending, ...]]:
    """Return which spendings each measure of a group pays for."""
    if len(group) == 1:
        return [group[0].spendings]
    units = _Units(group)
    choices = shared(
        [units.money(one.cost) for one in project.spendings],
        [_payer(claim, project, units) for claim in group],
        [[not conflict(one.measure, other.measure) for other in group] for one in group],
    )
    return [
        tuple(one for one, choice in zip(project.spendings, choices, strict=True) if place in choice)
        for place in range(len(group))
    ]


class _Units:
    """Money, shares and what comes of both as whole numbers."""

    def __init__(self, group: Sequence[_Claim]) -> None:
        tiers = [tier for claim in group for tier in claim.tiers]
        costs = [one.cost for claim in group for one in claim.spendings]
        least = [claim.measure.min_investment for claim in group]
        limits = [limit for tier in tiers for limit in (tier.cap, tier.fixed)]
        self._money = scale_of(amount for amount in (*costs, *least, *limits) if amount is not None)
        self._rate = scale_of(tier.percent for tier in tiers if tier.percent is not None)

    def money(self, amount: Decimal) -> int:
        return int(amount * self._money)

    def rate(self, percent: Decimal) -> int:
        return int(percent * self._rate)

    def grant(self, amount: Decimal) -> int:
        """Return an amount in the unit that money times a rate has."""
        return int(amount * self._money * self._rate * HUNDRED)


def _payer(claim: _Claim, project: Project, units: _Units) -> Payer:
    return Payer(
        offers=tuple(_offer(tier, units) for tier in claim.tiers),
        floor=units.money(claim.measure.min_investment or ZERO),
        takes=frozenset(place for place, one in enumerate(project.spendings) if one in claim.spendings),
    )


def _offer(tier: Tier, units: _Units) -> Offer:
    if tier.fixed is not None:
        return Offer(rate=None, limit=units.grant(tier.fixed))
    cap = None if tier.cap is None else units.grant(tier.cap)
    return Offer(rate=units.rate(tier.percent or ZERO), limit=cap)


def _sign_by(project: Project, measure: SupportMeasure, tier: Tier, spending: Spending) -> date | None:
    """Return the last day for a contract, if everything after it moves by as many days."""
    ends = (
        (measure.contract_until, spending.signed_on),
        (measure.payment_until, spending.paid_on),
        (measure.valid_until, spending.paid_on),
        (tier.done_until, project.finished_on),
    )
    slack = [last - day for last, day in ends if last is not None]
    return spending.signed_on + min(slack) if slack else None
