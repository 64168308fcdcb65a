"""The shortest way to a level: the cheapest set of measures that reaches it, exactly."""

from roadmap.domain.planning.inputs import UNBOUNDED, Bounds, Effort, Money, Months, Situation, efforts
from roadmap.domain.planning.missing import Missing, Why
from roadmap.domain.planning.plan import BrokenPlan, Plan, PlannedStep, Rise
from roadmap.domain.planning.planner import cheapest, most_progress
from roadmap.domain.planning.shortfall import Bound, OutOfReach, Without, plan_to

__all__ = [
    "UNBOUNDED",
    "Bound",
    "Bounds",
    "BrokenPlan",
    "Effort",
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
    "most_progress",
    "plan_to",
]
