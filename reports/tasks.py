"""What the worker does for a report. Named in `settings.JOB_HANDLERS`."""

import logging

from jobs.services.registry import JobFailed, Keep, Work
from reports.document.issuing import document_of
from reports.document.typesetting import TypesettingFailed, typeset
from reports.models import Report
from reports.services.reports import keep_report
from reports.wording.jobs import TYPESETTING_FAILED

logger = logging.getLogger(__name__)


def make_report(work: Work) -> Keep:
    """Typeset the report that the payload names; keeping it is left to the end of the job."""
    report = Report.objects.get(public_id=work.payload["report"])
    work.progress(10)
    try:
        pdf = typeset(document_of(report))
    except TypesettingFailed as failure:
        logger.error("Report %s could not be set: %s", report.number, failure)
        raise JobFailed(TYPESETTING_FAILED) from failure
    work.progress(90)
    return lambda: keep_report(report=report, pdf=pdf)
