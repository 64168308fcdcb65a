"""One fact without the rest: a firm hands out a statement, sees what it handed out, and withdraws it."""

import logging
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from assessment.domain.snapshot import SnapshotContent
from assessment.models import Snapshot
from assessment.selectors.answers import get_snapshot, read_snapshot
from assessment.selectors.errata import find_erratum
from enterprises.forms.requests import signed_in
from enterprises.permissions import check_can_manage
from reports.document.keys import InvalidKey
from reports.document.statements import fact_of, sign_fact
from reports.forms import StatementForm
from reports.presenters.check import counts_as_verified
from reports.presenters.statements import line, shown
from reports.selectors.results import is_newest
from reports.selectors.statements import find_statement, list_statements
from reports.services.reports import draw_number
from reports.services.statements import keep_statement, withdraw_statement
from reports.views.check import may_ask, say_erased
from reports.wording.check import STATEMENT_MADE, STATEMENT_NOT_SIGNED, STATEMENT_WITHDRAWN, TOO_MANY
from standards.wording.results import local

logger = logging.getLogger(__name__)


@require_http_methods(["GET", "HEAD", "POST"])
def statements(request: HttpRequest, snapshot: UUID) -> HttpResponse:
    """List what was handed out of a result, and hand out another; POST makes it."""
    user = signed_in(request)
    found = get_snapshot(user, snapshot)
    check_can_manage(user, found.assessment.enterprise)
    content = read_snapshot(found)
    form = _form(request, found, content)
    newest, status = is_newest(found), HTTPStatus.OK
    if request.method == "POST" and newest and form.is_valid():
        now = timezone.now()
        fact = fact_of(
            found,
            content,
            level=form.cleaned_data["level"],
            verified=form.cleaned_data.get("verified", False),
            number=draw_number(),
            on=timezone.localdate(),
        )
        try:
            signed = sign_fact(fact, at=now)
        except InvalidKey:
            logger.exception("A statement could not be signed")
            status = HTTPStatus.SERVICE_UNAVAILABLE
            messages.error(request, STATEMENT_NOT_SIGNED)
        else:
            keep_statement(snapshot=found, fact=fact, signed=signed, by=user, at=now)
            messages.success(request, STATEMENT_MADE)
            return redirect("reports:statements", snapshot=found.public_id)
    context = {
        "snapshot": found,
        "enterprise": found.assessment.enterprise,
        "form": form,
        "lines": [line(one) for one in list_statements(found)],
        "level": content.result["level"],
        "is_newest": newest,
    }
    return render(request, "reports/statements.html", context, status=status)


def _form(request: HttpRequest, snapshot: Snapshot, content: SnapshotContent) -> StatementForm:
    rule, reached = content.standard.rule, content.result["level"]
    firm = snapshot.assessment.enterprise
    return StatementForm(
        request.POST if request.method == "POST" else None,
        levels=[(level, local(rule.name(level))) for level in range(reached, 0, -1)],
        may_verify=counts_as_verified(firm, content.enterprise, on=timezone.localdate()),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, statement: str) -> HttpResponse:
    """Ask, then take a statement back for good."""
    user = signed_in(request)
    found = find_statement(statement)
    if found is None:
        raise Http404
    get_snapshot(user, found.snapshot.public_id)
    check_can_manage(user, found.snapshot.assessment.enterprise)
    if request.method != "POST":
        return render(request, "reports/withdraw_statement.html", {"statement": found})
    withdraw_statement(statement=found, by=user, at=timezone.now())
    messages.success(request, STATEMENT_WITHDRAWN)
    return redirect("reports:statements", snapshot=found.snapshot.public_id)


@login_not_required
@require_safe
@never_cache
def statement(request: HttpRequest, statement: str) -> HttpResponse:
    """Say what a statement says, and whether it still stands."""
    if not may_ask(request):
        return render(request, "reports/ask.html", {"typed": "", "error": TOO_MANY}, status=429)
    found = find_statement(statement)
    if found is None:
        if gone := say_erased(request, statement):
            return gone
        raise Http404
    logger.info("Statement asked for: %s", found.pk)
    context = {"statement": shown(found), "erratum": find_erratum(found.snapshot.assessment.revision)}
    return render(request, "reports/statement.html", context)
