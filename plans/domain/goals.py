"""A goal as the query string of the planner page, and the goals that its links lead to."""

from dataclasses import replace
from decimal import ROUND_CEILING
from urllib.parse import urlencode

from editing.domain.decimals import plain
from roadmap.domain.planning import UNBOUNDED, Bound, Goal, PlanKind, Without

MOST = "most"  # instead of a target: the most progress
HIGH = "high"  # the prices at which the budget holds; else the middle ones
EXPECTED = "expect-"  # begins the name of a question whose outcome is expected


def query_of(goal: Goal) -> str:
    """Return a goal as a query string: equal goals give the same one."""
    bounds = goal.bounds
    pairs = [("target", MOST if goal.target is None else str(goal.target))]
    if goal.kind is not PlanKind.NEAREST:
        pairs.append(("kind", goal.kind.value))
    if bounds.budget is not None:
        pairs.append(("budget", plain(bounds.budget)))
    if bounds.budget is not None and bounds.at_high_prices:
        pairs.append(("prices", HIGH))
    if bounds.months is not None:
        pairs.append(("months", str(bounds.months)))
    if bounds.at_once is not None:
        pairs.append(("at_once", str(bounds.at_once)))
    pairs += [(f"{EXPECTED}{code}", key) for code, key in sorted(goal.expected.items())]
    pairs += [("want", code) for code in sorted(bounds.wanted)]
    pairs += [("exclude", code) for code in sorted(bounds.excluded)]
    return urlencode(pairs)


def leaving_out(goal: Goal, code: str) -> Goal:
    """Return the goal without a measure, whatever was wished for before."""
    bounds = goal.bounds
    return replace(
        goal,
        bounds=replace(bounds, excluded=bounds.excluded | {code}, wanted=bounds.wanted - {code}),
    )


def insisting_on(goal: Goal, code: str) -> Goal:
    """Return the goal with a measure that must be in the plan."""
    bounds = goal.bounds
    return replace(
        goal,
        bounds=replace(bounds, excluded=bounds.excluded - {code}, wanted=bounds.wanted | {code}),
    )


def no_longer_insisting_on(goal: Goal, code: str) -> Goal:
    """Return the goal with a measure that may be in the plan, but need not."""
    return replace(goal, bounds=replace(goal.bounds, wanted=goal.bounds.wanted - {code}))


def eased(goal: Goal, without: Without) -> Goal:
    """Return the goal with one bound so wide that its target is reached, by what the bound was found to cost.

    The budget goes up to the next whole 万元.
    """
    bounds, plan = goal.bounds, without.plan
    match without.bound:
        case Bound.BUDGET:
            whole = bounds.counted(plan.cost).to_integral_value(rounding=ROUND_CEILING)
            return replace(goal, bounds=replace(bounds, budget=whole))
        case Bound.MONTHS:
            return replace(goal, bounds=replace(bounds, months=plan.months.high))
        case Bound.EXCLUDED:
            return replace(goal, bounds=replace(bounds, excluded=frozenset()))
        case Bound.WANTED:
            return replace(goal, bounds=replace(bounds, wanted=frozenset()))
        case Bound.ALL:
            return replace(goal, bounds=UNBOUNDED)


def address_of(goal: Goal, *, against: str = "", quote: str = "") -> str:
    """Return the query string of the page: the goal, the plan that it is compared with, and the measure whose
    quote is being entered."""
    more = [(name, value) for name, value in (("with", against), ("quote", quote)) if value]
    return "&".join(part for part in (query_of(goal), urlencode(more)) if part)
