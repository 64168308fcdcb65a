"""What the worker does about the log."""

from celery import shared_task
from django.utils import timezone

from audit.services import remove_old


@shared_task(name="audit.remove_old")
def remove_old_entries(**_ignored: object) -> None:
    """Delete what is older than the setting. Sent by the worker's own timer (`config/celery.py`)."""
    remove_old(at=timezone.now())
