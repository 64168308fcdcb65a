"""Asking for a package, and keeping what the job made."""

from datetime import datetime

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.db.models import QuerySet

from assessment.models import Snapshot
from enterprises.models import User, private_storage
from enterprises.selectors.firms import bytes_of, firm_bytes
from enterprises.services.files import remove_later
from jobs.models import Job, JobState
from jobs.services.life import enqueue, retry
from plans.models import KeptPlan, Package
from reports.models import Language, Report, Variant
from reports.services.reports import request_firm_report

KIND = "package"


class NoRoom(Exception):
    """The firm would hold more files than it may."""


@transaction.atomic
def request_package(
    *, plan: KeptPlan, template: str, after: Snapshot | None, by: User, at: datetime
) -> Package:
    """Return a package to be made by a list, the one under way if it is asked for twice.

    The reports before and after are asked for with it. Then wake its job.
    """
    KeptPlan.objects.select_for_update().get(pk=plan.pk)  # of two clicks the second sees what the first made
    under_way = Package.objects.filter(
        plan=plan, template=template, after=after, job__state__in=[JobState.QUEUED, JobState.RUNNING]
    )
    if known := under_way.select_related("job").first():
        return known
    for snapshot in filter(None, (plan.snapshot, after)):
        request_own_report(snapshot=snapshot, by=by, at=at)
    package = Package(
        enterprise_id=plan.enterprise_id,
        plan=plan,
        template=template,
        after=after,
        added_by=by,
        added_at=at,
    )
    package.job = enqueue(
        kind=KIND,
        key=str(package.public_id),
        payload={"package": str(package.public_id)},
        by=by,
        at=at,
    )
    package.save()
    return package


def request_own_report(*, snapshot: Snapshot, by: User, at: datetime) -> Report:
    """Return the Chinese report of a result, asked for unless it was before: what authorities read."""
    return request_firm_report(
        snapshot=snapshot, variant=Variant.STANDARD, language=Language.CHINESE, by=by, at=at
    )


def retry_package(*, package: Package, by: User, at: datetime) -> bool:
    """Queue a failed package anew; False if it had not failed. Then wake its job."""
    return retry(job=package.job, by=by, at=at)


def store_archive(*, package: Package, attempt: int, archive: "File[bytes]") -> str:
    """Put the file where those of firms lie; return its name there. `keep_package` makes it count.

    Raises NoRoom.
    """
    gone = bytes_of(_superseded(package))
    if firm_bytes(package.plan.enterprise_id) - gone + archive.size > settings.FIRM_FILES_MAX_BYTES:
        raise NoRoom
    return str(private_storage().save(f"packages/{package.public_id}-{attempt}.zip", archive))


def keep_package(*, package: Package, name: str, size: int, sha256: str) -> None:
    """Note the file of a package; earlier ones go. Called in the transaction that ends the job."""
    Package.objects.filter(pk=package.pk).update(file=name, size=size, sha256=sha256)
    for earlier in _superseded(package):
        earlier.delete()
        Job.objects.filter(pk=earlier.job_id).delete()
        if earlier.file:
            remove_later(str(earlier.file.name))


def _superseded(package: Package) -> QuerySet[Package]:
    """Return what a package takes the place of: what was made before it by the same list."""
    return Package.objects.filter(
        plan=package.plan_id,
        template=package.template,
        pk__lt=package.pk,
        job__state__in=[JobState.DONE, JobState.FAILED, JobState.CANCELLED],
    )
