"""Writes: ask for a report, keep what the job made."""

import base64
import hashlib
import uuid
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from assessment.models import Snapshot
from enterprises.models import User
from jobs.models import JobState
from jobs.services import enqueue, retry
from reports.models import Report, ReportFile

KIND = "report"


def request_report(
    *, snapshot: Snapshot, variant: str, language: str, sector: str, by: User, at: datetime
) -> Report:
    """Return the report of this kind: the one there is, queued anew if it had failed, or a new one.

    Then call `jobs.tasks.wake` with its job unless the job is over.
    """
    kind = {"snapshot": snapshot, "variant": variant, "language": language, "sector": sector}
    try:
        with transaction.atomic():
            report = Report.objects.select_related("job").filter(**kind).first()
            if report is None:
                return _new_report(snapshot, variant, language, sector, by=by, at=at)
            if report.job.state == JobState.FAILED and retry(job=report.job, by=by, at=at):
                report.job.refresh_from_db()
            return report
    except IntegrityError:  # asked for twice at the same moment: the other request made it
        return Report.objects.select_related("job").get(**kind)


def retry_report(*, report: Report, by: User, at: datetime) -> bool:
    """Queue a failed report anew; False if it had not failed. Then wake its job."""
    return retry(job=report.job, by=by, at=at)


def _new_report(
    snapshot: Snapshot, variant: str, language: str, sector: str, *, by: User, at: datetime
) -> Report:
    public_id = uuid.uuid4()
    key = f"{snapshot.public_id}:{variant}:{language}:{sector}"
    return Report.objects.create(
        public_id=public_id,
        snapshot=snapshot,
        variant=variant,
        language=language,
        sector=sector,
        number=report_number(snapshot, variant, language, sector),
        job=enqueue(kind=KIND, key=key, payload={"report": str(public_id)}, by=by, at=at),
        requested_by=by,
        requested_at=at,
    )


def report_number(snapshot: Snapshot, variant: str, language: str, sector: str) -> str:
    """Return the number: the day of submission and eight letters that follow from what the report is.

    It stands in the file, so it must be the same whenever the same report is made.
    """
    content = f"{snapshot.public_id}:{variant}:{language}:{sector}".encode()
    letters = base64.b32encode(hashlib.sha256(content).digest()).decode("ascii")[:8]
    return f"SJ-{timezone.localtime(snapshot.submitted_at):%Y%m%d}-{letters}"


def keep_report(*, report: Report, pdf: bytes) -> None:
    """Keep the PDF. Called in the transaction that ends the job, whose time of ending is the report's."""
    ReportFile.objects.create(report=report, pdf=pdf, sha256=hashlib.sha256(pdf).hexdigest(), size=len(pdf))
