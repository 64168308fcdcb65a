"""Reports: ask for one, watch it being made, read it, download it, decide what its number tells."""

from uuid import UUID

from allauth.core import ratelimit
from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessment.models import Snapshot
from assessment.selectors.answers import get_snapshot, list_results
from assessment.selectors.errata import find_erratum
from enterprises.domain.file_names import disposition
from enterprises.forms.requests import signed_in, wants_part
from enterprises.models import User
from enterprises.permissions import can_manage, check_can_manage
from enterprises.views.logged import logged_download
from enterprises.wording.accounts import TOO_OFTEN
from jobs.selectors import ahead_of
from jobs.services.life import cancel
from jobs.tasks import wake
from jobs.wording import CANCELLED
from reports.document.exports import EXPORTS, export
from reports.forms import RequestForm
from reports.models import Language, Report, ReportFile
from reports.permissions import check_can_request, requestable
from reports.selectors.reports import get_report, get_report_file, issued_before
from reports.selectors.results import list_comparable
from reports.services.reports import (
    hide_check_page,
    request_firm_report,
    retry_report,
    show_check_page,
    withdraw_report,
)
from reports.wording.check import CHECK_PAGE_CLOSED, CHECK_PAGE_IS_FINAL, CHECK_PAGE_OPENED, WITHDRAWN
from reports.wording.file_name import file_name

# The browser's own PDF viewer styles the page it makes around the file; nothing else may load.
PDF_POLICY = {"default-src": [NONE], "style-src": [UNSAFE_INLINE], "object-src": [SELF]}


@require_POST
def request(request: HttpRequest, snapshot: UUID) -> HttpResponse:
    """Queue the report, or lead to the one there is: a second click makes no second report."""
    user = signed_in(request)
    found = get_snapshot(user, snapshot)
    enterprise = found.assessment.enterprise
    form = RequestForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    variant = form.cleaned_data["variant"]
    check_can_request(user, enterprise, variant)
    if not ratelimit.consume(request, action="report", user=user):
        messages.error(request, TOO_OFTEN)
        return redirect("reports:result", snapshot=found.public_id)
    report = request_firm_report(
        snapshot=found,
        variant=variant,
        language=Language.active(),
        by=user,
        at=timezone.now(),
        before=_before(found, form.cleaned_data["before"]),
    )
    if not report.job.is_over:
        wake(report.job.pk)
    return redirect("reports:report", report=report.public_id)


def _before(snapshot: Snapshot, public_id: UUID | None) -> Snapshot | None:
    """Return the earlier result that a comparison begins with. Raises BadRequest."""
    if public_id is None:
        return None
    comparable = list_comparable(snapshot, list_results(snapshot.assessment.enterprise))
    before = next((one for one in comparable if one.public_id == public_id), None)
    if before is None:
        raise BadRequest
    return before


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, report: UUID) -> HttpResponse:
    """Show how far the report is; htmx asks for the inner part until it is done. POST tries again, or takes
    it back."""
    user = signed_in(request)
    found = get_report(user, report)
    enterprise = found.snapshot.assessment.enterprise
    if request.method == "POST":
        check_can_request(user, enterprise, found.variant)
        if "cancel" in request.POST:
            cancel(job=found.job, reason=CANCELLED, at=timezone.now())
        elif retry_report(report=found, by=user, at=timezone.now()):
            wake(found.job.pk)
        return redirect("reports:report", report=found.public_id)
    context = {
        "report": found,
        "ahead": ahead_of(found.job),
        "snapshot": found.snapshot,
        "enterprise": enterprise,
        "lacks": issued_before(found, find_erratum(found.snapshot.assessment.revision)),
        "may_manage": can_manage(user, enterprise),
        "may_ask": found.variant in requestable(user, enterprise),
    }
    return render(
        request, "reports/_report_state.html" if wants_part(request) else "reports/report.html", context
    )


@require_POST
def check_page(request: HttpRequest, report: UUID) -> HttpResponse:
    """Close the page behind the report's number, or open it again."""
    user = signed_in(request)
    found = _own(user, report)
    hide = request.POST.get("page") == "hidden"
    change = hide_check_page if hide else show_check_page
    if not change(report=found, by=user, at=timezone.now()):
        messages.error(request, CHECK_PAGE_IS_FINAL)
    elif hide:
        messages.success(request, CHECK_PAGE_CLOSED)
    else:
        messages.success(request, CHECK_PAGE_OPENED)
    return redirect("reports:report", report=found.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, report: UUID) -> HttpResponse:
    """Ask, then take the report back for good."""
    user = signed_in(request)
    found = _own(user, report)
    if request.method != "POST":
        context = {"report": found, "enterprise": found.snapshot.assessment.enterprise}
        return render(request, "reports/withdraw.html", context)
    withdraw_report(report=found, by=user, at=timezone.now())
    messages.success(request, WITHDRAWN)
    return redirect("reports:report", report=found.public_id)


def _own(user: User, public_id: UUID) -> Report:
    """Return a finished report whose firm the user owns. Raises Http404, PermissionDenied."""
    found = get_report(user, public_id)
    check_can_manage(user, found.snapshot.assessment.enterprise)
    if not found.is_done:
        raise Http404
    return found


@require_safe
@csp_replace(PDF_POLICY)
@logged_download("report")
def view(request: HttpRequest, report: UUID) -> HttpResponse:
    """Show the PDF in the browser."""
    return pdf_response(get_report_file(signed_in(request), report), as_attachment=False)


@require_safe
@logged_download("report")
def download(request: HttpRequest, report: UUID) -> HttpResponse:
    """Send the PDF as a file."""
    return pdf_response(get_report_file(signed_in(request), report), as_attachment=True)


@require_safe
@logged_download("report")
def export_report(request: HttpRequest, report: UUID, ending: str) -> HttpResponse:
    """Send the report in another form, made anew."""
    found = get_report(signed_in(request), report)
    if not found.is_done or ending not in EXPORTS:
        raise Http404
    return _file(found, export(found, ending), ending, EXPORTS[ending].content_type, as_attachment=True)


def pdf_response(file: ReportFile, *, as_attachment: bool) -> HttpResponse:
    """Return the PDF of a finished report. Raises Http404 where its file is gone."""
    try:
        with file.pdf.open() as pdf:
            packed = pdf.read()
    except FileNotFoundError:
        raise Http404 from None
    return _file(file.report, packed, "pdf", "application/pdf", as_attachment=as_attachment)


def _file(
    report: Report, packed: bytes, ending: str, content_type: str, *, as_attachment: bool
) -> HttpResponse:
    response = HttpResponse(packed, content_type=content_type)
    response["Content-Disposition"] = disposition(
        file_name(report, ending), plain=report.number, as_attachment=as_attachment
    )
    response["Cache-Control"] = "private, no-cache"
    return response
