"""What the worker does to remind people of what waits for them: a look now and then, and the mail."""

import logging
from datetime import datetime
from smtplib import SMTPException

from celery import shared_task
from django.conf import settings
from django.core.mail import get_connection
from django.utils import timezone

from assessment.presenters.reminders import lines_of
from assessment.selectors.reminders import list_waiting
from assessment.services.reminding import note_told, queue_reminders
from assessment.wording.jobs import NOT_SENT
from enterprises.services.mailing import plain_mail
from jobs.services.registry import JobFailed, Keep, Work
from jobs.tasks import wake

logger = logging.getLogger(__name__)

EARLIEST = 8  # o'clock: what was written in the evening waits for the morning, in one mail
PART = 50  # people whom one job reminds


@shared_task(name="assessment.remind_of_parts")
def remind_of_parts(**_ignored: object) -> None:
    """Queue the reminders of the day. Sent by the worker's own timer (`config/celery.py`)."""
    now = timezone.now()
    if settings.MAIL_CONFIGURED and timezone.localtime(now).hour >= EARLIEST:
        job = queue_reminders(day_begins=_day_begins(now), at=now)
        if job is not None:
            wake(job.pk)


def _day_begins(now: datetime) -> datetime:
    return timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)


def remind_part(work: Work) -> Keep:
    """Mail some people, noting each before: an interrupted job goes on behind where it was."""
    now = timezone.now()
    failed = 0
    try:
        with get_connection() as mail:
            for waiting in list_waiting(_day_begins(now), PART):
                work.progress(0)  # raises where another worker has taken over
                note_told(waiting=waiting, at=now)
                context = {"to": waiting.to, "lines": lines_of(waiting, timezone.localtime(now))}
                message = plain_mail("assessment/email/waits", context, to=waiting.to, connection=mail)
                failed += not message.send()
    except (OSError, SMTPException) as error:  # no server to talk to: the next job goes on with the others
        logger.exception("Nobody could be reminded")
        raise JobFailed(NOT_SENT) from error
    if failed:
        raise JobFailed(NOT_SENT)
    return lambda: None
