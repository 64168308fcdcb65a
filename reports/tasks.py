"""What the worker does for a report. Named in `settings.JOB_HANDLERS`."""

import logging

from django.utils import timezone

from assessment.selectors.answers import read_snapshot
from jobs.services.registry import JobFailed, Keep, Work
from reports.document.pdf import report_pdf
from reports.document.typesetting import TypesettingFailed
from reports.models import Report, Variant
from reports.selectors import flaw_of, recommended_on, source_of, way_on
from reports.services.reports import keep_report
from reports.wording.jobs import TYPESETTING_FAILED
from roadmap.selectors.library import library

logger = logging.getLogger(__name__)


def make_report(work: Work) -> Keep:
    """Typeset the report that the payload names; keeping it is left to the end of the job."""
    report = Report.objects.get(public_id=work.payload["report"])
    work.progress(10)
    try:
        pdf = typeset_report(report)
    except TypesettingFailed as failure:
        logger.error("Report %s could not be set: %s", report.number, failure)
        raise JobFailed(TYPESETTING_FAILED) from failure
    work.progress(90)
    return lambda: keep_report(report=report, pdf=pdf)


def typeset_report(report: Report) -> bytes:
    """Return the PDF of a report, the same bytes whenever it is made. Raises TypesettingFailed."""
    assessment = report.snapshot.assessment
    content = read_snapshot(report.snapshot)
    shelf = library(timezone.localdate(report.requested_at))
    return report_pdf(
        content=content,
        way=way_on(content, report.sector, shelf),
        recommended=recommended_on(content, report.sector, shelf, size=content.enterprise["size"]),
        language=report.language,
        number=report.number,
        with_figures=report.variant == Variant.WITH_FIGURES,
        demo=assessment.enterprise.is_demo,
        flaw=flaw_of(report.defect, report.corrected_by),
        source=source_of(assessment.revision),
    )
