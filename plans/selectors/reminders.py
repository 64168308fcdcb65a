"""Reads: who is to be reminded of which steps by mail.

Of each step somebody is reminded once when its last day comes near, and once when that has passed; of another
last day anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from enterprises.models import Membership, Role, User
from enterprises.selectors.members import REACHED
from plans.domain import kept
from plans.models import KeptPlan, PlanState, Reminder, Step
from plans.selectors.news import DueStep, due_steps
from reports.domain.followed import OPEN

AHEAD = timedelta(days=7)
TRIES = 3  # of a mail that cannot be sent


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """One mail: the steps that one person is to be reminded of, the overdue ones first."""

    to: User
    steps: tuple[DueStep, ...]


def unreminded_steps(today: date) -> QuerySet[Step]:
    """Return the open steps of which their owner, else the firm's owner, is to be reminded, in a fixed order.

    Not those of which somebody was reminded, nor those of which no mail can be sent.
    """
    return Step.objects.filter(
        _late_or_near(today),
        Exists(_reachable_people()),
        plan__state=PlanState.FOLLOWED,
        state__in=OPEN,
    ).order_by("plan", "position")


def _late_or_near(today: date) -> Q:
    """Return the condition that a step is overdue, or due soon, and nobody was reminded of that."""
    late = Q(due_on__lt=today) & ~Exists(_reminders(overdue=True))
    near = Q(due_on__gte=today, due_on__lte=today + AHEAD) & ~Exists(_reminders(overdue=False))
    return late | near


def _reminders(*, overdue: bool) -> QuerySet[Reminder]:
    return Reminder.objects.filter(
        Q(mailed_at__isnull=False) | Q(tries__gte=TRIES),
        step=OuterRef("pk"),
        due_on=OuterRef("due_on"),
        overdue=overdue,
    )


def _reachable_people() -> QuerySet[Membership]:
    return Membership.objects.filter(
        Q(user=OuterRef("owner")) | Q(role=Role.OWNER),
        enterprise=OuterRef("plan__enterprise"),
        **REACHED,
    )


def list_digests(today: date, most: int) -> tuple[Digest, ...]:
    """Return the mails to be sent, at most so many."""
    steps = list(unreminded_steps(today).select_related("plan__enterprise"))
    people = _people(steps)
    by_person: dict[User, list[Step]] = {}
    for step in steps:
        by_person.setdefault(_recipient(step, people), []).append(step)
    return tuple(
        Digest(to=person, steps=_due(mine, today)) for person, mine in list(by_person.items())[:most]
    )


def _people(steps: Iterable[Step]) -> dict[int, dict[int | None, User]]:
    """Return whom mail reaches, by firm and person; its owner under None too."""
    found: dict[int, dict[int | None, User]] = {}
    firms = {step.plan.enterprise_id for step in steps}
    members = Membership.objects.filter(enterprise__in=firms, **REACHED).select_related("user")
    for member in members:
        firm = found.setdefault(member.enterprise_id, {})
        firm[member.user_id] = member.user
        if member.role == Role.OWNER:
            firm[None] = member.user
    return found


def _recipient(step: Step, people: dict[int, dict[int | None, User]]) -> User:
    """Return the step's owner if mail reaches a member by that name, else the firm's owner."""
    firm = people[step.plan.enterprise_id]
    return firm.get(step.owner_id) or firm[None]


def _due(steps: list[Step], today: date) -> tuple[DueStep, ...]:
    by_plan: dict[int, list[Step]] = {}
    for step in steps:
        by_plan.setdefault(step.plan_id, []).append(step)
    found = (due for mine in by_plan.values() for due in _due_of(mine[0].plan, mine, today))
    return tuple(sorted(found, key=lambda due: (due.step.due_on, due.step.pk)))


def _due_of(plan: KeptPlan, steps: list[Step], today: date) -> tuple[DueStep, ...]:
    return due_steps(plan, steps, kept.titles(plan.content), today)
