"""Files that prove the work: send, list, download, remove."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.models import Action
from enterprises.forms.requests import signed_in
from enterprises.models import User
from enterprises.services.files import RefusedFile
from enterprises.views.files import file_response
from enterprises.views.logged import logged_download, record_use
from enterprises.wording.files import file_limits, refused_file_text
from plans import services
from plans.forms.files import UploadForm
from plans.models import FileKind, KeptPlan, PlanState, Step, StoredFile
from plans.permissions import can_change, check_can_change
from plans.selectors.plans import get_plan, get_step
from plans.selectors.proofs import get_file, list_files
from plans.views.folds import Fold, fold_url
from plans.views.refusing import refusal_told
from plans.views.step import step_page
from plans.wording.done import FILE_DELETED, files_uploaded
from plans.wording.plans import refusal_text


@require_http_methods(["GET", "HEAD", "POST"])
def files(request: HttpRequest, plan: UUID) -> HttpResponse:
    """List all files of a plan; a POST adds some that concern it as a whole."""
    user = signed_in(request)
    found = get_plan(user, plan)
    if request.method != "POST":
        if found.state == PlanState.KEPT:
            return redirect("plans:plan", found.public_id)
        return _files_page(request, found, UploadForm(initial={"kind": FileKind.APPLICATION}))
    check_can_change(user, found.enterprise)
    form = UploadForm(request.POST, request.FILES)
    if _store(request, form, found, None, by=user):
        return redirect("plans:files", found.public_id)
    return _files_page(request, found, form, status=422)


def _files_page(
    request: HttpRequest, found: KeptPlan, form: UploadForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "plan": found,
        "enterprise": found.enterprise,
        "files": list_files(found),
        "may_prove": found.takes_proof and can_change(request.user, found.enterprise),
        "upload_form": form,
        "limits": file_limits(),
    }
    return render(request, "plans/files.html", context, status=status)


@require_POST
def upload(request: HttpRequest, step: UUID) -> HttpResponse:
    """Add files to a step."""
    user = signed_in(request)
    found = get_step(user, step)
    check_can_change(user, found.plan.enterprise)
    form = UploadForm(request.POST, request.FILES)
    if _store(request, form, found.plan, found, by=user):
        return redirect(fold_url(found, Fold.FILES))
    return step_page(request, found, upload_form=form, status=422)


def _store(request: HttpRequest, form: UploadForm, plan: KeptPlan, step: Step | None, *, by: User) -> bool:
    """Keep what can be kept; note on the form what cannot. Return whether all is kept."""
    if not form.is_valid():
        return False
    kind, kept, refused = FileKind(form.cleaned_data["kind"]), 0, []
    try:
        for content in form.chosen:
            try:
                services.store_file(
                    plan=plan, step=step, kind=kind, content=content, by=by, at=timezone.now()
                )
                kept += 1
            except RefusedFile as error:
                refused.append(refused_file_text(error))
    except services.RefusedPlan as error:
        refused.append(refusal_text(error.refusal))
    if kept:
        messages.success(request, files_uploaded(kept))
    form.refuse(refused)
    return not refused


@require_safe
@logged_download("plan_file")
def file(request: HttpRequest, file: UUID) -> HttpResponseBase:
    """Send a file to a member."""
    return file_response(get_file(signed_in(request), file))


@require_http_methods(["GET", "HEAD", "POST"])
def remove_file(request: HttpRequest, file: UUID) -> HttpResponse:
    """Ask, then remove a file."""
    user = signed_in(request)
    found = get_file(user, file)
    check_can_change(user, found.plan.enterprise)
    back = _place_of(found)
    if request.method != "POST":
        context = {"file": found, "plan": found.plan, "enterprise": found.plan.enterprise, "back": back}
        return render(request, "plans/remove_file.html", context)
    with refusal_told(request):
        services.remove_file(file=found)
        record_use(request, Action.DELETED, kind="plan_file", subject=found.public_id)
        messages.success(request, FILE_DELETED)
    return HttpResponseRedirect(back)


def _place_of(found: StoredFile) -> str:
    """Return where a file is listed."""
    if found.step is None:
        return reverse("plans:files", args=[found.plan.public_id])
    return fold_url(found.step, Fold.FILES)
