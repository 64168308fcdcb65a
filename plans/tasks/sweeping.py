"""What the worker does once a day: what is old goes. Named in `settings.JOB_HANDLERS`."""

import logging
from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from enterprises.services.invitations import forget_invitations
from jobs.services.registry import Keep, Work
from jobs.tasks import wake
from plans.services.sweeping import queue_sweep, remove_unnamed
from reports.services.bundles import remove_old_bundles
from reports.services.reports import remove_old_files

logger = logging.getLogger(__name__)


@shared_task(name="plans.sweep_files")
def sweep_files(**_ignored: object) -> None:
    """Queue the sweep of the day. Sent by the worker's own timer (`config/celery.py`)."""
    job = queue_sweep(at=timezone.now())
    if job is not None:
        wake(job.pk)


def sweep_part(work: Work) -> Keep:
    """Remove the files of reports and the invitations that are old, and files that no row names.

    Interrupted or done twice, it does no harm."""
    if settings.REPORT_DAYS:
        remove_old_files(before=timezone.now() - timedelta(days=settings.REPORT_DAYS))
    remove_old_bundles(at=timezone.now())
    forget_invitations(at=timezone.now())
    removed = remove_unnamed(at=timezone.now(), each=lambda: work.progress(0))
    for name in removed:
        logger.warning("No row names %s: deleted", name)
    return lambda: None
