"""Writes: ask for a report, keep what the job made."""

import base64
import hashlib
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from assessment.models import Snapshot
from assessment.selectors.errata import Erratum
from enterprises.models import User
from jobs.models import JobState
from jobs.services.life import enqueue, retry
from reports.models import Report, ReportFile

KIND = "report"


def request_report(
    *,
    snapshot: Snapshot,
    variant: str,
    language: str,
    sector: str,
    by: User,
    at: datetime,
    erratum: Erratum | None = None,
) -> Report:
    """Return the report of this kind: the one there is, queued anew if it had failed, or a new one.

    `erratum`: what is known to be wrong with the snapshot's revision; the report says so.
    Then call `jobs.tasks.wake` with its job unless the job is over.
    """
    report = Report(
        snapshot=snapshot,
        variant=variant,
        language=language,
        sector=sector,
        defect=erratum.defect if erratum else None,
        corrected_by=erratum.corrected_by if erratum else None,
        requested_by=by,
        requested_at=at,
    )
    try:
        with transaction.atomic():
            known = _same(report).first()
            if known is None:
                return _queue(report)
            if known.job.state == JobState.FAILED and retry(job=known.job, by=by, at=at):
                known.job.refresh_from_db()
            return known
    except IntegrityError:  # asked for twice at the same moment: the other request made it
        return _same(report).get()


def _same(report: Report) -> QuerySet[Report]:
    return Report.objects.select_related("job").filter(
        snapshot=report.snapshot_id,
        variant=report.variant,
        language=report.language,
        sector=report.sector,
        defect=report.defect_id,
        corrected_by=report.corrected_by_id,
    )


def retry_report(*, report: Report, by: User, at: datetime) -> bool:
    """Queue a failed report anew; False if it had not failed. Then wake its job."""
    return retry(job=report.job, by=by, at=at)


def _queue(report: Report) -> Report:
    """Save a new report with its job."""
    name = _name(report)
    report.number = report_number(report)
    report.job = enqueue(
        kind=KIND,
        key=name,
        payload={"report": str(report.public_id)},
        by=report.requested_by,
        at=report.requested_at,
    )
    report.save()
    return report


def _name(report: Report) -> str:
    parts = [str(report.snapshot.public_id), report.variant, report.language, report.sector]
    if report.defect_id is not None:
        parts.append(f"defect-{report.defect_id}")
    if report.corrected_by_id is not None:
        parts.append(f"corrected-{report.corrected_by_id}")
    return ":".join(parts)


def report_number(report: Report) -> str:
    """Return the number: the day of submission and eight letters that follow from what the report is.

    It stands in the file, so it must be the same whenever the same report is made.
    """
    letters = base64.b32encode(hashlib.sha256(_name(report).encode()).digest()).decode("ascii")[:8]
    return f"SJ-{timezone.localtime(report.snapshot.submitted_at):%Y%m%d}-{letters}"


def keep_report(*, report: Report, pdf: bytes) -> None:
    """Keep the PDF. Called in the transaction that ends the job, whose time of ending is the report's."""
    ReportFile.objects.create(report=report, pdf=pdf, sha256=hashlib.sha256(pdf).hexdigest(), size=len(pdf))
