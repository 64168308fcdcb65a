"""The public page behind a number: anybody with a report in hand sees whether it is what it says."""

import logging
from copy import copy
from http import HTTPStatus

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessment.selectors.errata import find_erratum
from enterprises.selectors.erasing import erased_on
from reports.domain.number import InvalidNumber, read_number
from reports.presenters.check import checked
from reports.selectors.reports import find_checked
from reports.wording.check import TOO_MANY, UNKNOWN, slip_text

logger = logging.getLogger(__name__)


@login_not_required
@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a number, and lead to its page; one that cannot be is said at the field."""
    typed = request.GET.get("number")
    if typed is None:
        return _form(request, HTTPStatus.OK)
    try:
        return redirect("reports:check", number=read_number(typed))
    except InvalidNumber as invalid:
        return _form(request, HTTPStatus.OK, typed=typed, error=slip_text(invalid))


@login_not_required
@require_safe
@never_cache
def check(request: HttpRequest, number: str) -> HttpResponse:
    """Say what the report of this number says of itself, and whether it still stands."""
    if not may_ask(request):
        logger.warning("Report asked for: too many at one address")
        return _form(request, HTTPStatus.TOO_MANY_REQUESTS, typed=number, error=TOO_MANY)
    try:
        printed = read_number(number)
    except InvalidNumber as invalid:
        return _form(request, HTTPStatus.NOT_FOUND, typed=number, error=slip_text(invalid))
    if printed != number:
        return redirect("reports:check", number=printed)
    report = find_checked(printed)
    if report is None:
        logger.info("Report asked for: none of this number")
        gone = say_erased(request, printed)
        return gone or _form(request, HTTPStatus.NOT_FOUND, typed=number, error=UNKNOWN)
    logger.info("Report asked for: %s, %s", report.public_id, report.check_state)
    if report.is_hidden:
        return render(request, "reports/check_hidden.html", {"number": printed})
    erratum = find_erratum(report.snapshot.assessment.revision)
    return render(
        request, "reports/check.html", {"checked": checked(report, erratum, on=timezone.localdate())}
    )


def say_erased(request: HttpRequest, number: str) -> HttpResponse | None:
    """Return the page that says that a number's firm was erased, None where it is of no such."""
    day = erased_on(number)
    context = {"number": number, "erased_on": day}
    return render(request, "reports/check_erased.html", context, status=HTTPStatus.GONE) if day else None


def may_ask(request: HttpRequest) -> bool:
    """Count this look-up at its address and return whether there were not too many."""
    counted = copy(request)
    counted.method = "HEAD"  # a GET is not counted
    return bool(ratelimit.consume(counted, action="check_report"))


def _form(request: HttpRequest, status: HTTPStatus, *, typed: str = "", error: object = "") -> HttpResponse:
    return render(request, "reports/ask.html", {"typed": typed, "error": error}, status=status)
