"""The shortest way to a level: the cheapest set of measures that reaches it, exactly."""

from roadmap.domain.planning.encoding import Gain, Item, Level
from roadmap.domain.planning.firm import firm_situation
from roadmap.domain.planning.goal import Goal, planned
from roadmap.domain.planning.inputs import UNBOUNDED, Bounds, Effort, Money, Months, Situation, efforts
from roadmap.domain.planning.missing import Missing, Why
from roadmap.domain.planning.plan import BrokenPlan, Plan, PlannedStep, Rise
from roadmap.domain.planning.planner import cheapest, furthest, most_progress
from roadmap.domain.planning.result import plan_result
from roadmap.domain.planning.shortfall import Bound, OutOfReach, Without, plan_to

__all__ = [
    "UNBOUNDED",
    "Bound",
    "Bounds",
    "BrokenPlan",
    "Effort",
    "Gain",
    "Goal",
    "Item",
    "Level",
    "Missing",
    "Money",
    "Months",
    "OutOfReach",
    "Plan",
    "PlannedStep",
    "Rise",
    "Situation",
    "Why",
    "Without",
    "cheapest",
    "efforts",
    "firm_situation",
    "furthest",
    "most_progress",
    "plan_result",
    "plan_to",
    "planned",
]
