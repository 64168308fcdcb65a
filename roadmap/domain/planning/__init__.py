"""The shortest way to a level: the cheapest set of measures that reaches it, exactly."""

from roadmap.domain.planning.choice import Choice, choice_of, recommended_by
from roadmap.domain.planning.encoding import Gain, Item, Level
from roadmap.domain.planning.firm import firm_situation
from roadmap.domain.planning.goal import Goal, PlanKind
from roadmap.domain.planning.inputs import (
    UNBOUNDED,
    Bounds,
    Effort,
    Money,
    Months,
    PriorityAim,
    Situation,
    as_estimate,
    efforts,
)
from roadmap.domain.planning.missing import Missing, Why
from roadmap.domain.planning.plan import BrokenPlan, Plan, PlannedStep, Rise
from roadmap.domain.planning.planner import cheapest, cheapest_and_nearest, furthest, most_progress, safest
from roadmap.domain.planning.recommending import MARGINS, Margins, Recommended, recommend
from roadmap.domain.planning.result import plan_result
from roadmap.domain.planning.shortfall import Bound, Gap, OutOfReach, Without

__all__ = [
    "MARGINS",
    "UNBOUNDED",
    "Bound",
    "Bounds",
    "BrokenPlan",
    "Choice",
    "Effort",
    "Gain",
    "Gap",
    "Goal",
    "Item",
    "Level",
    "Margins",
    "Missing",
    "Money",
    "Months",
    "OutOfReach",
    "Plan",
    "PlanKind",
    "PlannedStep",
    "PriorityAim",
    "Recommended",
    "Rise",
    "Situation",
    "Why",
    "Without",
    "as_estimate",
    "cheapest",
    "cheapest_and_nearest",
    "choice_of",
    "efforts",
    "firm_situation",
    "furthest",
    "most_progress",
    "plan_result",
    "recommend",
    "recommended_by",
    "safest",
]
