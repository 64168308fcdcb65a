"""What the worker does for a report. Named in `settings.JOB_HANDLERS`."""

import logging
from functools import partial

from django.utils import timezone

from jobs.services.registry import JobFailed, Keep, Work
from reports.document.sealing import sealed_report
from reports.document.typesetting import TypesettingFailed
from reports.domain.seal import Sealed
from reports.models import Report
from reports.services.reports import keep_report
from reports.wording.jobs import TYPESETTING_FAILED

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


def _keep(report: Report, sealed: Sealed) -> None:
    keep_report(report=report, sealed=sealed)
