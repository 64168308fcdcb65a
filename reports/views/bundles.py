"""Several reports of a firm in one zip: choose results, watch it being made, download it."""

from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from assessment.selectors.answers import list_results
from enterprises.forms.requests import signed_in, wants_part
from enterprises.models import User
from enterprises.permissions import check_can_edit
from enterprises.selectors.firms import get_enterprise
from enterprises.views.files import stored_response
from enterprises.views.logged import logged_download
from enterprises.wording.accounts import TOO_OFTEN
from jobs.selectors import ahead_of
from jobs.services.life import cancel, retry
from jobs.tasks import wake
from jobs.wording import CANCELLED
from reports.models import Bundle, Language
from reports.selectors.reports import get_bundle, list_bundles
from reports.services.bundles import KEPT, MOST, request_bundle
from reports.wording.bundles import NOTHING_CHOSEN, TOO_MANY_CHOSEN, bundle_name


@require_http_methods(["GET", "HEAD", "POST"])
def bundles(request: HttpRequest, enterprise: UUID) -> HttpResponse:
    """Show the firm's results to choose from; a POST asks for one zip of their reports."""
    user = signed_in(request)
    firm = get_enterprise(user, enterprise)
    check_can_edit(user, firm)
    lines = list_results(firm)
    if request.method == "POST":
        wanted = set(request.POST.getlist("result"))
        chosen = [line.snapshot for line in lines if str(line.snapshot.public_id) in wanted]
        if not 0 < len(chosen) <= MOST:
            messages.error(request, TOO_MANY_CHOSEN % {"most": MOST} if chosen else NOTHING_CHOSEN)
        elif not ratelimit.consume(request, action="bundle", user=user):
            messages.error(request, TOO_OFTEN)
        else:
            bundle = request_bundle(
                enterprise=firm,
                snapshots=chosen,
                language=Language.active(),
                by=user,
                at=timezone.now(),
            )
            wake(bundle.job.pk)
            return redirect("reports:bundle", bundle.public_id)
    context = {"enterprise": firm, "lines": lines, "bundles": list_bundles(firm), "days": KEPT.days}
    return render(request, "reports/bundles.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def bundle(request: HttpRequest, bundle: UUID) -> HttpResponse:
    """Show how far a zip is; htmx asks for the inner part until it is done. POST tries again, or takes it
    back."""
    user = signed_in(request)
    found = _own(user, bundle)
    if request.method == "POST":
        if "cancel" in request.POST:
            cancel(job=found.job, reason=CANCELLED, at=timezone.now())
        elif retry(job=found.job, by=user, at=timezone.now()):
            wake(found.job.pk)
        return redirect("reports:bundle", found.public_id)
    context = {
        "bundle": found,
        "enterprise": found.enterprise,
        "ahead": ahead_of(found.job),
        "may_ask": True,
        "days": KEPT.days,
    }
    return render(
        request, "reports/_bundle_state.html" if wants_part(request) else "reports/bundle.html", context
    )


def _own(user: User, public_id: UUID) -> Bundle:
    """Return a zip of a firm for which the user fills in. Raises Http404, PermissionDenied."""
    found = get_bundle(user, public_id)
    check_can_edit(user, found.enterprise)
    return found


@require_safe
@logged_download("bundle")
def download(request: HttpRequest, bundle: UUID) -> HttpResponseBase:
    """Send the zip to those who may ask for one."""
    found = _own(signed_in(request), bundle)
    day = timezone.localdate(found.requested_at)
    return stored_response(found.file, bundle_name(found), size=found.size, plain=f"reports-{day:%Y%m%d}")
