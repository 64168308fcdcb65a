"""What a firm asks a plan for, and the plan for it: page and command ask in the same way."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from roadmap.domain.planning.inputs import UNBOUNDED, Bounds, Situation
from roadmap.domain.planning.plan import Plan
from roadmap.domain.planning.planner import most_progress
from roadmap.domain.planning.shortfall import OutOfReach, plan_to


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What a plan is for. Without a target: the most progress within the bounds.

    `expected`: outcomes that the firm counts on, options by question; `firm_situation` takes them as given.
    """

    target: int | None = None
    bounds: Bounds = UNBOUNDED
    expected: Mapping[str, str] = field(default_factory=dict)


def planned(goal: Goal, situation: Situation) -> Plan | OutOfReach | None:
    """Return the plan for a goal, or what stands in its way. `situation`: with what the goal expects.

    None for the most progress where not even the wanted measures are within the bounds.
    Raises ValueError for a wanted measure that cannot be planned.
    """
    if goal.target is None:
        return most_progress(situation, goal.bounds)
    return plan_to(situation, goal.target, goal.bounds)
