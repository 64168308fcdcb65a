"""Reminding people of steps by mail: once when a last day comes near, once when it has passed.

The worker's timer asks what is due, so nobody has to plan a mail ahead, and a changed date counts at once.
"""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db.models import F, Q, QuerySet

from jobs.models import Job
from jobs.services.life import enqueue_next
from plans.models import Reminder, Step
from plans.selectors.reminders import unreminded_steps

KIND = "remind_of_steps"
PATIENCE = timedelta(hours=1)  # after a failure


def queue_reminders(*, today: date, at: datetime) -> Job | None:
    """Return the job that reminds people, None while nobody is to be reminded. Then wake it. One query."""
    if not unreminded_steps(today).exists():
        return None
    return enqueue_next(kind=KIND, series="steps", payload={}, patience=PATIENCE, at=at)


def note_try(*, steps: Collection[Step], today: date) -> None:
    """Count one more try to remind somebody of these steps."""
    Reminder.objects.bulk_create(
        [Reminder(step=step, due_on=step.due_on, overdue=step.due_on < today) for step in steps],
        ignore_conflicts=True,
    )
    _of(steps, today).update(tries=F("tries") + 1)


def note_mailed(*, steps: Collection[Step], today: date, at: datetime) -> None:
    """Record that the mail about these steps has gone."""
    _of(steps, today).update(mailed_at=at)


def _of(steps: Collection[Step], today: date) -> QuerySet[Reminder]:
    """Return the reminders of these steps for the last days that they have now."""
    return Reminder.objects.filter(
        Q(overdue=True, due_on__lt=today) | Q(overdue=False, due_on__gte=today),
        step__in=steps,
        due_on=F("step__due_on"),
    )
