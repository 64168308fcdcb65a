"""Reads: what a person's firms have to do next about the plans that they follow."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import QuerySet

from assessment.domain.standard import Text
from enterprises.models import User
from plans.domain import kept
from plans.domain.progress import Progress, State, StepFacts, progress
from plans.models import KeptPlan, PlanState, Step

SOON = 14  # days


@dataclass(frozen=True, slots=True, kw_only=True)
class DueStep:
    """An open step with its title. `days_left`: below 0 where it is overdue."""

    step: Step
    plan: KeptPlan  # with its enterprise
    title: Text
    days_left: int


@dataclass(frozen=True, kw_only=True)
class PlanNews:
    """How far a followed plan is, and its open steps, the overdue ones first."""

    plan: KeptPlan
    progress: Progress
    open: tuple[DueStep, ...]

    @property
    def next(self) -> DueStep | None:
        """The step that is due next; an overdue one only where nothing else is to come."""
        return next((due for due in self.open if due.days_left >= 0), next(iter(self.open), None))


@dataclass(frozen=True, kw_only=True)
class News:
    """What a user's firms follow, by the firm's key, and the user's own steps that are due."""

    plans: Mapping[int, PlanNews]
    user: User

    @cached_property
    def own(self) -> tuple[DueStep, ...]:
        """The user's own steps that are overdue or due soon, in the order of their days."""
        every = (due for news in self.plans.values() for due in news.open)
        mine = (due for due in every if due.step.owner_id == self.user.pk and due.days_left <= SOON)
        return tuple(sorted(mine, key=lambda due: (due.step.due_on, due.step.pk)))


def plan_news(user: User, today: date) -> News:
    """Return what the user's firms follow. Two queries, however many firms."""
    found = _followed(user)
    return News(plans={plan.enterprise_id: _news(plan, today) for plan in found}, user=user)


def _followed(user: User) -> QuerySet[KeptPlan]:
    return (
        KeptPlan.objects.filter(state=PlanState.FOLLOWED, enterprise__memberships__user=user)
        .select_related("enterprise")
        .prefetch_related("steps")
        .order_by("pk")
    )


def _news(plan: KeptPlan, today: date) -> PlanNews:
    steps = plan.steps.all()
    return PlanNews(
        plan=plan,
        progress=progress(map(_facts, steps), today),
        open=due_steps(plan, steps, today),
    )


def due_steps(plan: KeptPlan, steps: Iterable[Step], today: date) -> tuple[DueStep, ...]:
    """Return the open ones of a plan's steps in the order of their days. `plan`: with its enterprise."""
    titles = kept.titles(plan.content)
    found = []
    for step in steps:
        days_left = _facts(step).days_left(today)
        if days_left is not None:
            found.append(DueStep(step=step, plan=plan, title=titles[step.code], days_left=days_left))
    return tuple(sorted(found, key=lambda due: (due.step.due_on, due.step.position)))


def _facts(step: Step) -> StepFacts:
    return StepFacts(
        position=step.position,
        state=State(step.state),
        due_on=step.due_on,
        cost_planned=step.cost_planned,
        cost_real=step.cost_real,
    )
