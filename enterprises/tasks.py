"""What the worker does about firms."""

import logging

from celery import shared_task
from django.utils import timezone

from enterprises.selectors.erasing import list_due_firms
from enterprises.services.erasing import erase_if_due

logger = logging.getLogger(__name__)

AT_ONCE = 5  # firms that one sweep erases; the next one follows in seconds


@shared_task(name="enterprises.erase_due")
def erase_due_firms(**_ignored: object) -> None:
    """Erase firms whose waiting time is over. Sent by the worker's own timer (`config/celery.py`)."""
    for firm in list_due_firms(timezone.now())[:AT_ONCE]:
        try:
            erase_if_due(enterprise=firm, at=timezone.now())
        except Exception:  # somebody wrote to it at this very moment; the others do not wait for it
            logger.exception("Firm %s could not be erased; the next sweep tries again", firm.public_id)
