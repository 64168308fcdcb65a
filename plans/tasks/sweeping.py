"""What the worker does once a day for the folder of the firms' files. Named in `settings.JOB_HANDLERS`."""

import logging

from celery import shared_task
from django.utils import timezone

from jobs.services.registry import Keep, Work
from jobs.tasks import wake
from plans.services.sweeping import queue_sweep, remove_unnamed

logger = logging.getLogger(__name__)


@shared_task(name="plans.sweep_files")
def sweep_files(**_ignored: object) -> None:
    """Queue the sweep of the day. Sent by the worker's own timer (`config/celery.py`)."""
    job = queue_sweep(at=timezone.now())
    if job is not None:
        wake(job.pk)


def sweep_part(work: Work) -> Keep:
    """Remove what no row names. Interrupted or done twice, it does no harm."""
    removed = remove_unnamed(at=timezone.now(), each=lambda: work.progress(0))
    for name in removed:
        logger.warning("No row names %s: deleted", name)
    return lambda: None
