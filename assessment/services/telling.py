"""Telling firms by mail of a published mistake and of its correction: each once, in parts that a job does.

The worker's timer looks for firms that were not told. So it does not matter who marked a defect and where,
firms that come later are told as well, and what a broken mail server kept back follows after a while.
"""

from datetime import datetime, timedelta

from django.db.models import F

from assessment.criteria.models import Defect
from assessment.erratum_selectors import untold_firms
from assessment.models import About, DefectNotice
from enterprises.models import Enterprise
from jobs.models import Job, JobState
from jobs.services import enqueue

KIND = "tell_defect"
PATIENCE = timedelta(hours=1)  # after a failure


def queue_telling(*, at: datetime) -> list[Job]:
    """Return a job for each defect and correction that firms are still to be told of. Then wake them.

    One at a time for each; after a failed one none for an hour.
    """
    due = [(defect, About.DEFECT) for defect in Defect.objects.order_by("pk")]
    due += [(defect, About.CORRECTION) for defect, _about in due if defect.corrected_by_id is not None]
    found = []
    for defect, about in due:
        done = Job.objects.filter(kind=KIND, key__startswith=_key(defect, about))
        if not _must_wait(done.order_by("-pk").first(), at) and untold_firms(defect, about).exists():
            found.append(
                enqueue(
                    kind=KIND,
                    key=f"{_key(defect, about)}{done.count() + 1}",
                    payload={"defect": defect.pk, "about": about.value},
                    by=None,
                    at=at,
                )
            )
    return found


def _key(defect: Defect, about: About) -> str:
    return f"{defect.pk}:{about.value}:"


def _must_wait(last: Job | None, at: datetime) -> bool:
    if last is None or last.state == JobState.DONE:
        return False
    return last.finished_at is None or last.finished_at > at - PATIENCE


def note_try(*, defect: Defect, about: About, enterprise: Enterprise) -> DefectNotice:
    """Count one more try to tell a firm."""
    notice, _new = DefectNotice.objects.get_or_create(defect=defect, about=about, enterprise=enterprise)
    DefectNotice.objects.filter(pk=notice.pk).update(tries=F("tries") + 1)
    return notice


def note_told(*, notice: DefectNotice, at: datetime) -> None:
    """Record that the mail has gone."""
    DefectNotice.objects.filter(pk=notice.pk).update(mailed_at=at)
