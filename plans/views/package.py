"""The package for the acceptance: what is missing, ask for it, watch it being made, download it."""

from uuid import UUID

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from enterprises.forms.requests import signed_in, wants_part
from enterprises.views.files import stored_response
from enterprises.views.logged import logged_download
from jobs.selectors import ahead_of
from jobs.services.life import cancel
from jobs.tasks import wake
from jobs.wording import CANCELLED
from plans.domain.acceptance import Checklist, own_checklist
from plans.models import KeptPlan, PlanState
from plans.permissions import can_change, check_can_change
from plans.selectors.checklists import checklist, checklists
from plans.selectors.dossier import find_after, read_dossier
from plans.selectors.packages import get_package, list_packages
from plans.selectors.plans import get_plan
from plans.services.packages import request_package, retry_package
from reports.domain.short_name import for_file

ACCEPTANCE = gettext_lazy("验收材料")


@require_http_methods(["GET", "HEAD", "POST"])
def package(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Show what a list asks for and what of it is there; a POST asks for the package."""
    user = signed_in(request)
    found = get_plan(user, plan)
    if found.state == PlanState.KEPT:
        return redirect("plans:plan", found.public_id)
    chosen = _chosen(request, found)
    after = find_after(found)
    if request.method == "POST":
        check_can_change(user, found.enterprise)
        made = request_package(
            plan=found,
            template=chosen.code,
            after=after,
            by=user,
            at=timezone.now(),
        )
        wake(made.job_id)
        return redirect("plans:package_state", made.public_id)
    context = {
        "plan": found,
        "enterprise": found.enterprise,
        "dossier": read_dossier(found, code=chosen.code, after=after),
        "checklists": checklists(),
        "packages": list_packages(found),
        "may_ask": can_change(user, found.enterprise),
    }
    return render(request, "plans/package/package.html", context)


def _chosen(request: HttpRequest, plan: KeptPlan) -> Checklist:
    """Return the list that was asked for, else that of the firm's place. Raises BadRequest."""
    code = request.POST.get("list") if request.method == "POST" else request.GET.get("list")
    if not code:
        return own_checklist(checklists(), plan.enterprise.region)
    try:
        return checklist(code)
    except KeyError:
        raise BadRequest from None


@require_http_methods(["GET", "HEAD", "POST"])
def state(request: HttpRequest, package: UUID) -> HttpResponse:
    """Show how far a package is; htmx asks for the inner part until it is done. POST tries again, or takes
    it back."""
    user = signed_in(request)
    found = get_package(user, package)
    enterprise = found.plan.enterprise
    if request.method == "POST":
        check_can_change(user, enterprise)
        if "cancel" in request.POST:
            cancel(job=found.job, reason=CANCELLED, at=timezone.now())
        elif retry_package(package=found, by=user, at=timezone.now()):
            wake(found.job_id)
        return redirect("plans:package_state", found.public_id)
    context = {
        "package": found,
        "ahead": ahead_of(found.job),
        "plan": found.plan,
        "enterprise": enterprise,
        "checklist": checklist(found.template),
        "may_ask": can_change(user, enterprise),
    }
    return render(
        request, "plans/package/_state.html" if wants_part(request) else "plans/package/state.html", context
    )


@require_safe
@logged_download("acceptance_package")
def download(request: HttpRequest, package: UUID) -> HttpResponseBase:
    """Send the zip to a member."""
    found = get_package(signed_in(request), package)
    day = timezone.localdate(found.added_at)
    name = f"{for_file(found.plan.enterprise.name)}_{ACCEPTANCE}_{day:%Y%m%d}.zip"
    return stored_response(found.file, name, size=found.size, plain=f"acceptance-{day:%Y%m%d}")
