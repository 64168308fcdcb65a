"""The key `plan` of the result, as plain data: whole numbers and exact decimal strings, never a float.

Its names are a public interface.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from editing.domain.decimals import plain
from roadmap.domain.planning.encoding import Level
from roadmap.domain.planning.inputs import Money, Months
from roadmap.domain.planning.missing import Missing
from roadmap.domain.planning.plan import Plan, PlannedStep, Rise
from roadmap.domain.planning.recommending import Recommended
from roadmap.domain.planning.shortfall import Bound, OutOfReach, Without
from standards.domain.answers import AtLevel, NotApplicable, chosen_keys
from standards.domain.result import result
from standards.domain.standard import Standard

SCENE, QUESTION, MEASURE = "scene", "question", "measure"  # kinds of steps
NO_PLAN: Mapping[str, Any] = MappingProxyType(
    {"cost": None, "months": None, "at_once": None, "level": None, "projected": None, "stays_best": None}
)


def plan_result(standard: Standard, recommended: Recommended) -> dict[str, Any] | None:
    """Return a plan, or the best one within the bounds and what stands in the way of the target.

    `feasible` tells which. Where the bounds leave no plan at all, `level`, `cost`, `months` and `projected`
    are None; None where they leave none and nothing was aimed at.
    """
    found = recommended.found
    if isinstance(found, Plan):
        return {"feasible": True, **plan_data(standard, found), **_kind(recommended)}
    if found is None:
        return None
    return {
        "feasible": False,
        **({"steps": [], **NO_PLAN} if found.best is None else plan_data(standard, found.best)),
        "without": [_without(one, found) for one in found.without],
        "missing": [_missing(one) for one in found.missing],
    }


def _kind(recommended: Recommended) -> dict[str, Any]:
    """Return which plan it is, and what it has beyond the cheapest; without a target there is none of it."""
    if recommended.cheapest is None:
        return {"kind": None, "covers": [], "beyond": None}
    beyond = {"cost": plain(recommended.more_money), "scenes": recommended.more_scenes}
    return {"kind": recommended.kind.value, "covers": list(recommended.covers), "beyond": beyond}


def plan_data(standard: Standard, plan: Plan) -> dict[str, Any]:
    """Return one plan: its steps in the order of working, what they cost and what they lead to."""
    return {
        "steps": [_step(standard, step) for step in plan.steps],
        "cost": _money(plan.cost),
        "months": _months(plan.months),
        "at_once": plan.at_once,
        "level": plan.level,
        "projected": result(standard, plan.projected),
        "stays_best": plan.stays_best,
    }


def _step(standard: Standard, step: PlannedStep) -> dict[str, Any]:
    rises = [_rise(standard, rise) for rise in step.rises]
    first = rises[0] if rises else {"code": step.measure.code, "kind": MEASURE, "from": None, "to": None}
    return {
        **first,
        "also": rises[1:],
        "measure": step.measure.code,
        "cost": _money(step.effort.cost),
        "months": _months(step.effort.months),
        "start": step.slot.start,
        "finish": step.slot.finish,
        "points": plain(step.points),
        "level": step.level,
        "opens": list(step.opens),
    }


def _rise(standard: Standard, rise: Rise) -> dict[str, Any]:
    kind = SCENE if rise.code in standard.scene_by_code else QUESTION
    return {
        "code": rise.code,
        "kind": kind,
        "from": _answer(standard, rise, before=True),
        "to": _answer(standard, rise, before=False),
    }


def _answer(standard: Standard, rise: Rise, *, before: bool) -> int | str | list[str] | None:
    """Return an answer as an answer file spells it; figures by the option that they decide."""
    answer = rise.before if before else rise.after
    if isinstance(answer, NotApplicable):
        return "na"
    if isinstance(answer, AtLevel):
        return answer.level
    question = standard.question(rise.code)
    keys = list(chosen_keys(question, answer) or ())
    return keys if question.several else keys[0]


def _without(without: Without, found: OutOfReach) -> dict[str, Any]:
    gap = found.gap if without.bound is Bound.BUDGET else None
    return {
        "bound": without.bound.value,
        "cost": _money(without.plan.cost),
        "months": _months(without.plan.months),
        "measures": list(without.plan.codes),
        "more": None if gap is None else {name: plain(getattr(gap, name)) for name in ("low", "mid", "high")},
    }


def _missing(missing: Missing) -> dict[str, Any]:
    item = missing.item
    if isinstance(item, Level):
        named = {"code": item.scene, "kind": SCENE, "to": item.level}
    else:
        named = {"code": item.question, "kind": QUESTION, "to": item.option}
    return {**named, "why": missing.why.value, "measures": list(missing.measures)}


def _money(money: Money) -> dict[str, str]:
    """Return a range with its middle, in 万元, as exact decimal strings."""
    return {"low": plain(money.low), "mid": plain(money.mid), "high": plain(money.high)}


def _months(months: Months) -> dict[str, int]:
    return {"low": months.low, "high": months.high}
