"""Reports for tests, as a plain function."""

from typing import Any

from assessment.models import Snapshot
from assessment.selectors.errata import find_erratum
from enterprises.models import User
from jobs.tasks import run_job
from reports.models import Language, Report, Variant
from reports.services.reports import request_report
from tests.people import AT


def make_report(snapshot: Snapshot, by: User, *, done: bool = True, **kind: Any) -> Report:
    """Return a report that was asked for, the standard one in Chinese unless told; `done`: with its file."""
    defaults = {"variant": Variant.STANDARD, "language": Language.CHINESE, "sector": "machinery"}
    erratum = find_erratum(snapshot.assessment.revision)
    report = request_report(snapshot=snapshot, by=by, at=AT, erratum=erratum, **(defaults | kind))
    if done:
        run_job(job_id=report.job.pk)
    return Report.objects.select_related("job").get(pk=report.pk)
