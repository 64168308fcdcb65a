"""What the worker does for this app: a look now and then whether somebody is to be reminded, and the mail."""

import logging
from datetime import date
from smtplib import SMTPException
from typing import Any

from celery import shared_task
from django.conf import settings
from django.core.mail import get_connection
from django.utils import timezone

from enterprises.services.mailing import plain_mail
from jobs.services.registry import JobFailed, Keep, Work
from jobs.tasks import wake
from plans.selectors.reminders import Digest, list_digests
from plans.services.reminding import note_mailed, note_try, queue_reminders
from plans.wording.jobs import REMINDERS_NOT_SENT

logger = logging.getLogger(__name__)

EARLIEST = 8  # o'clock: nobody is woken at midnight, when the day begins
PART = 50  # people whom one job reminds


@shared_task(name="plans.remind_of_steps")
def remind_of_steps(**_ignored: object) -> None:
    """Queue the reminders of the day. Sent by the worker's own timer (`config/celery.py`)."""
    now = timezone.now()
    local = timezone.localtime(now)
    if settings.MAIL_CONFIGURED and local.hour >= EARLIEST:
        job = queue_reminders(today=local.date(), at=now)
        if job is not None:
            wake(job.pk)


def remind_part(work: Work) -> Keep:
    """Mail some people, noting each as it goes: an interrupted job goes on where it was."""
    today = timezone.localdate()
    try:
        with get_connection() as mail:
            failed = [digest for digest in list_digests(today, PART) if not _send(work, digest, today, mail)]
    except (OSError, SMTPException) as error:  # no server to talk to: nobody's address is to blame
        logger.exception("Nobody could be reminded")
        raise JobFailed(REMINDERS_NOT_SENT) from error
    if failed:
        raise JobFailed(REMINDERS_NOT_SENT)
    return lambda: None


def _send(work: Work, digest: Digest, today: date, mail: Any) -> bool:
    """Return whether the mail has gone."""
    work.progress(0)  # raises where another worker has taken over
    steps = [due.step for due in digest.steps]
    note_try(steps=steps, today=today)
    context = {"to": digest.to, "steps": digest.steps, "late": sum(due.days_left < 0 for due in digest.steps)}
    sent = bool(plain_mail("plans/email/due", context, to=digest.to, connection=mail).send())
    if sent:
        note_mailed(steps=steps, today=today, at=timezone.now())
    return sent
