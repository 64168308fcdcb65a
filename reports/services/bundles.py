"""Several reports in one zip: asked for, carried on, kept for some days."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from assessment.models import Snapshot
from enterprises.models import Enterprise, User, private_storage
from jobs.models import Job
from jobs.services.life import enqueue
from reports.models import Bundle

KIND = "bundle"
MOST = 100  # reports in one zip
KEPT = timedelta(days=7)


@transaction.atomic
def request_bundle(
    *, enterprise: Enterprise, snapshots: Sequence[Snapshot], language: str, by: User, at: datetime
) -> Bundle:
    """Return a zip to be made of the standard reports of results of a firm. Then wake its job.

    Raises ValueError for none and for more than `MOST`.
    """
    if not 0 < len(snapshots) <= MOST:
        raise ValueError(len(snapshots))
    bundle = Bundle(enterprise=enterprise, language=language, requested_by=by, requested_at=at)
    bundle.job = _queue(bundle, at=at)
    bundle.save()
    bundle.snapshots.set(snapshots)
    return bundle


def go_on(*, bundle: Bundle, at: datetime) -> Job:
    """Give a zip another job for the reports that are left. Then wake it. In the end of the job before."""
    bundle.job = _queue(bundle, at=at)
    bundle.save(update_fields=["job"])
    return bundle.job


def _queue(bundle: Bundle, *, at: datetime) -> Job:
    made = Job.objects.filter(kind=KIND, key__startswith=f"{bundle.public_id}:").count()
    return enqueue(
        kind=KIND,
        key=f"{bundle.public_id}:{made + 1}",
        payload={"bundle": str(bundle.public_id)},
        by=bundle.requested_by,
        at=at,
    )


def keep_bundle(*, bundle: Bundle, name: str, size: int) -> None:
    """Note the file of a zip. Called in the transaction that ends its job."""
    Bundle.objects.filter(pk=bundle.pk).update(file=name, size=size)


def remove_old_bundles(*, at: datetime) -> None:
    """Remove what has been kept long enough; the sweep of files takes what is left of one cut off here."""
    for bundle in Bundle.objects.filter(requested_at__lt=at - KEPT):
        bundle.delete()
        Job.objects.filter(kind=KIND, key__startswith=f"{bundle.public_id}:").delete()
        if bundle.file:
            private_storage().delete(str(bundle.file.name))
