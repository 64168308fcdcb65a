"""Reports: asked for, watched, and taken once they are done."""

from uuid import UUID

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Body
from ninja.responses import Status

from api.domain.tokens import Scope
from api.forms import bodies
from api.presenters import shapes, showing
from api.views.door import Refused, asking, endpoint, own_report, own_snapshot
from api.views.reading import read
from audit.models import Action
from audit.services import record_once
from enterprises.wording.accounts import TOO_OFTEN
from jobs.tasks import wake
from reports.models import Language
from reports.permissions import check_can_request
from reports.selectors.reports import get_report_file, list_reports
from reports.services.reports import request_firm_report
from reports.views.report import pdf_response


@read("/results/{result}/reports", list[shapes.Report])
def reports(request: HttpRequest, result: UUID) -> list[shapes.Report]:
    """The reports of a result, newest first."""
    return [showing.report(one) for one in list_reports(own_snapshot(request, result))]


@endpoint("POST", "/results/{result}/reports", scope=Scope.REPORT, answers={202: shapes.Report})
def ask_for_report(
    request: HttpRequest, response: HttpResponse, result: UUID, given: Body[bodies.ReportRequest]
) -> Status[shapes.Report]:
    """Ask for a report. The same one asked for again is the one there is, so this needs no key."""
    user, firm, now = asking(request)
    snapshot = own_snapshot(request, result)
    check_can_request(user, firm, given.variant)
    if not ratelimit.consume(request, action="report", user=user):
        raise Refused(429, TOO_OFTEN)
    report = request_firm_report(
        snapshot=snapshot, variant=given.variant, language=Language.active(), by=user, at=now
    )
    if not report.job.is_over:
        wake(report.job.pk)
    response["Location"] = reverse("api:v1:report", args=[report.public_id])
    return Status(202, showing.report(report))


@read("/reports/{report}", shapes.Report)
def report(request: HttpRequest, report: UUID) -> shapes.Report:
    """How far a report is."""
    return showing.report(own_report(request, report))


PDF = {
    "responses": {200: {"content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}}}
}


@endpoint("GET", "/reports/{report}/file", scope=Scope.READ, answers={200: None, 304: None}, more=PDF)
def report_file(request: HttpRequest, report: UUID) -> HttpResponse:
    """The sealed PDF, once the report is done."""
    found = own_report(request, report)
    user, _firm, now = asking(request)
    response = pdf_response(get_report_file(user, found.public_id), as_attachment=True)
    record_once(Action.DOWNLOADED, by=user, at=now, kind="report", subject=found.public_id, detail="api")
    return response
