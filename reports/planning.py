"""The plan that `assess` is asked for: to a level, within a budget, or as far as a budget goes."""

from dataclasses import dataclass
from decimal import Decimal

from assessment.domain.answers import Answers
from assessment.domain.grading import is_complete
from assessment.domain.standard import Standard
from enterprises.domain.sectors import GENERAL
from roadmap.domain.library import Library
from roadmap.domain.planning import Bounds, OutOfReach, Plan, firm_situation, most_progress, plan_to


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What a plan is for. Without a target: the most progress that the budget (万元) allows."""

    target: int | None
    budget: Decimal | None


def planned(
    goal: Goal, *, library: Library, sector: str | None, size: str, standard: Standard, answers: Answers
) -> Plan | OutOfReach | None:
    """Return the plan for a goal, or what stands in its way; None while something is unanswered."""
    if not is_complete(standard, answers):
        return None
    situation = firm_situation(
        library=library, sector=sector or GENERAL, size=size, standard=standard, answers=answers
    )
    bounds = Bounds(budget=goal.budget)
    if goal.target is None:
        return most_progress(situation, bounds)
    return plan_to(situation, goal.target, bounds)
