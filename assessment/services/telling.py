"""Telling firms by mail of a published mistake and of its correction: each once, in parts that a job does.

The worker's timer looks for firms that were not told. So it does not matter who marked a defect and where,
firms that come later are told as well, and what a broken mail server kept back follows after a while.
"""

from datetime import datetime, timedelta

from django.db.models import F

from assessment.models import About, DefectNotice
from assessment.selectors.errata import untold_firms
from enterprises.models import Enterprise
from jobs.models import Job
from jobs.services.life import enqueue_next
from standards.models import Defect

KIND = "tell_defect"
PATIENCE = timedelta(hours=1)  # after a failure


def queue_telling(*, at: datetime) -> list[Job]:
    """Return a job for each defect and correction that firms are still to be told of. Then wake them.

    One at a time for each; after a failed one none for an hour.
    """
    due = [(defect, About.DEFECT) for defect in Defect.objects.order_by("pk")]
    due += [(defect, About.CORRECTION) for defect, _about in due if defect.corrected_by_id is not None]
    queued = (_queue(defect, about, at) for defect, about in due if untold_firms(defect, about).exists())
    return [job for job in queued if job is not None]


def _queue(defect: Defect, about: About, at: datetime) -> Job | None:
    return enqueue_next(
        kind=KIND,
        series=f"{defect.pk}:{about.value}",
        payload={"defect": defect.pk, "about": about.value},
        patience=PATIENCE,
        at=at,
    )


def note_try(*, defect: Defect, about: About, enterprise: Enterprise) -> DefectNotice:
    """Count one more try to tell a firm."""
    notice, _new = DefectNotice.objects.get_or_create(defect=defect, about=about, enterprise=enterprise)
    DefectNotice.objects.filter(pk=notice.pk).update(tries=F("tries") + 1)
    return notice


def note_told(*, notice: DefectNotice, at: datetime) -> None:
    """Record that the mail has gone."""
    DefectNotice.objects.filter(pk=notice.pk).update(mailed_at=at)
