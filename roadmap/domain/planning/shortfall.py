"""What stands in the way where no plan reaches the target within the bounds: which bound, and what it would
take; or what the library or the firm lacks, by name. Never a silent "impossible"."""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from roadmap.domain.planning.inputs import UNBOUNDED, Bounds, Situation
from roadmap.domain.planning.missing import Missing, missing
from roadmap.domain.planning.plan import Plan
from roadmap.domain.planning.planner import MIDDLE, is_reachable, most_progress, price


class Bound(StrEnum):
    BUDGET = "budget"
    MONTHS = "months"
    EXCLUDED = "excluded"
    WANTED = "wanted"
    ALL = "all"  # none of them alone is enough


@dataclass(frozen=True, slots=True, kw_only=True)
class Without:
    """A plan that reaches the target once one bound is given up (the others hold), or all of them.

    For the budget it costs the least by what counts against it, for months it takes the fewest; of several
    such plans it is any one, as what it is for is its price.
    """

    bound: Bound
    plan: Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """What a plan costs beyond a budget (万元) at low, middle and high prices; below 0: it is within it."""

    low: Decimal
    mid: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class OutOfReach:
    """No plan reaches the target within the bounds.

    `best`: the plan with the most progress within them; None where they leave no plan at all.
    `without`: what it would take. `missing`: what no measure raises, where it is not for the bounds.
    """

    target: int
    bounds: Bounds
    best: Plan | None
    without: tuple[Without, ...]
    missing: tuple[Missing, ...]

    @property
    def gap(self) -> Gap | None:
        """Return what the target costs beyond the budget, None where more money alone does not help."""
        plan = next((found.plan for found in self.without if found.bound is Bound.BUDGET), None)
        budget = self.bounds.budget
        if plan is None or budget is None:
            return None
        return Gap(low=plan.cost.low - budget, mid=plan.cost.mid - budget, high=plan.cost.high - budget)


def out_of_reach(situation: Situation, target: int, bounds: Bounds) -> OutOfReach:
    """Return what stands in the way of a level that no plan within the bounds reaches."""
    without = _without(situation, target, bounds)
    return OutOfReach(
        target=target,
        bounds=bounds,
        best=most_progress(situation, bounds, below=target),
        without=without,
        missing=() if without else missing(situation, target),
    )


def _without(situation: Situation, target: int, bounds: Bounds) -> tuple[Without, ...]:
    """Return what each bound costs, in turn; where none alone is to blame, what they cost together."""
    freed = _each_alone(situation, target, bounds)
    if not any(freed.values()):
        freed = {Bound.ALL: price(situation, target, UNBOUNDED, *MIDDLE)}
    return tuple(Without(bound=bound, plan=plan) for bound, plan in freed.items() if plan)


def _each_alone(situation: Situation, target: int, bounds: Bounds) -> dict[Bound, Plan | None]:
    freed: dict[Bound, Plan | None] = {}
    if bounds.budget is not None:
        ends = ("high",) if bounds.at_high_prices else MIDDLE
        freed[Bound.BUDGET] = price(situation, target, replace(bounds, budget=None), *ends)
    if bounds.months is not None:
        freed[Bound.MONTHS] = _soonest(situation, target, bounds)
    if bounds.excluded:
        freed[Bound.EXCLUDED] = price(situation, target, replace(bounds, excluded=frozenset()), *MIDDLE)
    if bounds.wanted:
        freed[Bound.WANTED] = price(situation, target, replace(bounds, wanted=frozenset()), *MIDDLE)
    return freed


def _soonest(situation: Situation, target: int, bounds: Bounds) -> Plan | None:
    """Return a cheapest of the plans that take the fewest months, with all bounds but that of months."""
    plan = price(situation, target, replace(bounds, months=None), *MIDDLE)
    if plan is None or bounds.months is None:
        return plan
    too_few, enough = bounds.months, plan.months.high
    while enough - too_few > 1:
        middle = (enough + too_few) // 2
        if is_reachable(situation, target, replace(bounds, months=middle)):
            enough = middle
        else:
            too_few = middle
    return price(situation, target, replace(bounds, months=enough), *MIDDLE)
