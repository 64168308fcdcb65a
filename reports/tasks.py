"""What the worker does for a report. Named in `settings.JOB_HANDLERS`."""

import logging
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from tempfile import TemporaryFile
from time import monotonic
from typing import IO
from zipfile import ZipFile

from django.core.files import File
from django.utils import timezone

from enterprises.domain.file_names import clean_name
from enterprises.models import private_storage
from jobs.services.life import claim, finish
from jobs.services.registry import JobFailed, Keep, Work
from jobs.tasks import wake
from reports.document.sealing import sealed_report
from reports.document.typesetting import TypesettingFailed
from reports.domain.seal import Sealed
from reports.models import Bundle, Report, ReportFile, Variant
from reports.services.bundles import go_on, keep_bundle
from reports.services.reports import keep_report, request_firm_report, retry_report
from reports.wording.file_name import file_name
from reports.wording.jobs import TYPESETTING_FAILED

PART_SECONDS = 10
logger = logging.getLogger(__name__)


def make_report(work: Work) -> Keep:
    """Typeset the report that the payload names; keeping it is left to the end of the job."""
    report = Report.objects.get(public_id=work.payload["report"])
    work.progress(10)
    try:
        sealed = sealed_report(report, at=timezone.now())
    except TypesettingFailed as failure:
        logger.exception("Report %s could not be set", report.number)
        raise JobFailed(TYPESETTING_FAILED) from failure
    work.progress(90)
    return partial(_keep, report, sealed)


def finished_file(report: Report, *, at: datetime) -> ReportFile:
    """Return the file of a report, made and kept here unless it is there: for work that needs it at once.

    Raises TypesettingFailed.
    """
    return _ready_file(report) or _make_now(report, at=at)


def _ready_file(report: Report) -> ReportFile | None:
    return ReportFile.objects.filter(report=report).exclude(pdf="").first()


def _make_now(report: Report, *, at: datetime) -> ReportFile:
    """Make a report in another one's job. Its own is taken, so that no other worker makes it too."""
    retry_report(report=report, by=report.requested_by, at=at)
    job = claim(job_id=report.job_id, at=at)
    sealed = sealed_report(report, at=at)
    if job is None:  # another one is at it: the first that is kept counts
        return keep_report(report=report, sealed=sealed)
    finish(job_id=job.pk, attempt=job.attempt, keep=partial(_keep, report, sealed), at=at)
    return ReportFile.objects.get(report=report)


def make_bundle(work: Work) -> Keep:
    """Make the reports of a zip and then the zip; another job goes on after a while, so that whoever waits
    for a report of their own comes between."""
    bundle = Bundle.objects.select_related("requested_by").get(public_id=work.payload["bundle"])
    found = bundle.snapshots.select_related("assessment__revision", "assessment__enterprise")
    snapshots = list(found.order_by("submitted_at", "pk"))
    since, made, files = monotonic(), 0, []
    for count, snapshot in enumerate(snapshots, start=1):
        if made and monotonic() - since > PART_SECONDS:
            return partial(_go_on, bundle)
        report = request_firm_report(
            snapshot=snapshot,
            variant=Variant.STANDARD,
            language=bundle.language,
            by=bundle.requested_by,
            at=bundle.requested_at,
        )
        file = _ready_file(report)
        if file is None:
            file, made = _make_for_bundle(report), made + 1
        files.append(file)
        work.progress(95 * count // len(snapshots))
    with TemporaryFile() as target:
        _write(target, files)
        size = target.tell()
        target.seek(0)
        name = private_storage().save(f"bundles/{bundle.public_id}-{work.attempt}.zip", File(target))
    return partial(keep_bundle, bundle=bundle, name=name, size=size)


def _make_for_bundle(report: Report) -> ReportFile:
    try:
        return _make_now(report, at=timezone.now())
    except TypesettingFailed as failure:
        logger.exception("Report %s could not be set", report.number)
        raise JobFailed(TYPESETTING_FAILED) from failure


def _go_on(bundle: Bundle) -> None:
    wake(go_on(bundle=bundle, at=timezone.now()).pk)


def _write(target: IO[bytes], files: Iterable[ReportFile]) -> None:
    """Write a zip of PDFs, which are packed already; numbered, as firms and days may be the same."""
    with ZipFile(target, "w") as archive:
        for number, file in enumerate(files, start=1):
            with file.pdf.open() as pdf:
                archive.writestr(clean_name(f"{number:03}_{file_name(file.report)}"), pdf.read())


def _keep(report: Report, sealed: Sealed) -> None:
    keep_report(report=report, sealed=sealed)
