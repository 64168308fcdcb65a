"""What a plan spends, step by step, as support measures look at it."""

from datetime import date

from roadmap.domain.funding import Project, Spending
from roadmap.domain.planning import Plan, PlannedStep
from roadmap.domain.schedule import step_dates


def project_of(plan: Plan, begins_on: date) -> Project:
    """Return what a plan spends if it begins on a day.

    Each step is a contract at the middle of its price, signed on the step's first day and paid by its last.
    """
    return Project(spendings=tuple(_spending(step, begins_on) for step in plan.steps), level=plan.level)


def _spending(step: PlannedStep, begins_on: date) -> Spending:
    days = step_dates(step.slot, begins_on)
    return Spending(
        code=step.measure.code, cost=step.effort.cost.mid, signed_on=days.starts_on, paid_on=days.due_on
    )
