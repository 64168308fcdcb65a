"""Reads: how far followed plans are and what comes next, of one firm or of all of a person's."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from assessment.selectors.prepared import Parameter, Prepared
from editing.domain.texts import Text
from enterprises.models import Enterprise, Membership, User
from plans.domain import kept
from plans.domain.progress import Progress, progress
from plans.models import KeptPlan, PlanState, Step
from plans.selectors.plans import facts_of, find_followed, list_steps

SOON = 14  # days


@dataclass(frozen=True, slots=True, kw_only=True)
class DueStep:
    """An open step with its title. `days_left`: below 0 where it is overdue."""

    step: Step
    plan: KeptPlan
    title: Text
    days_left: int


@dataclass(frozen=True, kw_only=True)
class PlanNews:
    """How far a plan is, and its open steps, the overdue ones first."""

    plan: KeptPlan
    progress: Progress
    open: tuple[DueStep, ...]

    @property
    def late(self) -> tuple[DueStep, ...]:
        """The overdue ones, the longest overdue first."""
        return tuple(due for due in self.open if due.step.position in self.progress.late)

    @property
    def next_due(self) -> DueStep | None:
        """The one that is due next and not overdue."""
        return next((due for due in self.open if due.step.position == self.progress.next_due), None)

    @property
    def next(self) -> DueStep | None:
        """The step that is due next; an overdue one only where nothing else is to come."""
        return self.next_due or next(iter(self.open), None)


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


_FOLLOWED = Prepared(
    lambda: (
        KeptPlan.objects.filter(
            state=PlanState.FOLLOWED, enterprise__memberships__user=Parameter(Membership, "user")
        )
        .select_related("enterprise")
        .order_by("pk")
    )
)
_THEIR_STEPS = Prepared(
    lambda: Step.objects.filter(
        plan__state=PlanState.FOLLOWED, plan__enterprise__memberships__user=Parameter(Membership, "user")
    ).order_by("position")
)


def user_news(user: User, today: date) -> News:
    """Return what the user's firms follow. Two queries, however many firms."""
    plans = _FOLLOWED.all(user=user.pk)
    steps = defaultdict[int, list[Step]](list)
    for step in _THEIR_STEPS.all(user=user.pk) if plans else ():
        steps[step.plan_id].append(step)
    found = (news_of(plan, steps[plan.pk], kept.titles(plan.content), today) for plan in plans)
    return News(plans={news.plan.enterprise_id: news for news in found}, user=user)


def firm_news(enterprise: Enterprise, today: date) -> PlanNews | None:
    """Return how far the plan is that a firm follows, None where it follows none. Two queries."""
    plan = find_followed(enterprise)
    if plan is None:
        return None
    return news_of(plan, list_steps(plan), kept.titles(plan.content), today)


def news_of(plan: KeptPlan, steps: Iterable[Step], titles: Mapping[str, Text], today: date) -> PlanNews:
    """Return how far a plan is. `titles`: of its measures, by code."""
    given = tuple(steps)
    return PlanNews(
        plan=plan,
        progress=progress(map(facts_of, given), today),
        open=due_steps(plan, given, titles, today),
    )


def due_steps(
    plan: KeptPlan, steps: Iterable[Step], titles: Mapping[str, Text], today: date
) -> tuple[DueStep, ...]:
    """Return the open ones of a plan's steps in the order of their days."""
    found = []
    for step in steps:
        days_left = facts_of(step).days_left(today)
        if days_left is not None:
            found.append(DueStep(step=step, plan=plan, title=titles[step.code], days_left=days_left))
    return tuple(sorted(found, key=lambda due: (due.step.due_on, due.step.position)))
