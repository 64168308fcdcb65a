"""Reminding people by mail of what waits for them: each thing once, one mail a day at most.

What waits is marked as told before its mail goes: a mail that is lost is not sent twice, and what waits
stands in the task list or among the members all the same.
"""

from datetime import datetime, timedelta

from django.db import transaction

from assessment.models import Remark, SectionWork
from assessment.selectors.reminders import Waiting, is_anybody_untold
from enterprises.models import JoinRequest
from jobs.models import Job
from jobs.services.life import enqueue_next

KIND = "remind_of_parts"
PATIENCE = timedelta(hours=1)  # after a failure


def queue_reminders(*, day_begins: datetime, at: datetime) -> Job | None:
    """Return the job that reminds people, None while nobody is to be reminded. Then wake it."""
    if not is_anybody_untold(day_begins):
        return None
    return enqueue_next(kind=KIND, series="parts", payload={}, patience=PATIENCE, at=at)


@transaction.atomic
def note_told(*, waiting: Waiting, at: datetime) -> None:
    """Keep that somebody is told of these things."""
    Remark.objects.filter(pk__in=[row.pk for row in waiting.remarks]).update(to_tell=False, told_at=at)
    SectionWork.objects.filter(pk__in=[row.pk for row in waiting.works]).update(to_tell=False, told_at=at)
    JoinRequest.objects.filter(pk__in=[row.pk for row in waiting.requests]).update(told_at=at)
