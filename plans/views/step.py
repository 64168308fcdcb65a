"""One step: what to do, by whom and when, and what was noted."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from enterprises.forms.requests import signed_in
from enterprises.models import User
from enterprises.selectors.members import list_members
from enterprises.wording.files import file_limits
from plans import services
from plans.domain.progress import StepState
from plans.forms.files import UploadForm
from plans.forms.steps import NoteForm, StepForm, VersionForm
from plans.models import Step
from plans.permissions import can_change, check_can_change
from plans.presenters.actions import load_action_list
from plans.selectors.plans import get_step
from plans.selectors.proofs import count_unticked, list_criteria, list_notes, list_step_files
from plans.views.folds import Fold, fold_url
from plans.views.refusing import refusal_told
from plans.wording.done import SAVED, done_text
from plans.wording.plans import refusal_text


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, step: UUID) -> HttpResponse:
    """Show all about a step; a POST says something else of it, unless somebody was faster."""
    user = signed_in(request)
    found = get_step(user, step)
    if request.method != "POST":
        return step_page(request, found)
    check_can_change(user, found.plan.enterprise)
    resting_on = VersionForm(request.POST)
    if not resting_on.is_valid():
        raise BadRequest
    version = resting_on.cleaned_data["version"]
    form = _step_form(found, request.POST)
    if not form.is_valid():
        return step_page(request, found, form=form, version=version, status=422)
    try:
        changed = services.change_step(
            step=found, values=form.values(), version=version, by=user, at=timezone.now()
        )
    except services.RefusedPlan as refused:
        return _refused(request, user, refused.refusal, form)
    if changed:
        _say_what_changed(request, form)
    return redirect(fold_url(found, Fold.DOING))


def _step_form(found: Step, data: Any = None) -> StepForm:
    members = list_members(found.plan.enterprise)
    return StepForm(data, step=found, members=members, today=timezone.localdate())


def _refused(request: HttpRequest, user: User, refusal: services.Refusal, form: StepForm) -> HttpResponse:
    """Show what somebody else saved beside what was entered: nothing is lost."""
    stored = get_step(user, form.step.public_id)
    if refusal is not services.Refusal.CHANGED_MEANWHILE:
        messages.warning(request, refusal_text(refusal))
        return redirect(fold_url(stored, Fold.DOING))
    conflict = form.differences(stored)
    return step_page(request, stored, form=form, conflict=conflict, status=409)


def _say_what_changed(request: HttpRequest, form: StepForm) -> None:
    if form.cleaned_data["state"] == StepState.DONE and form.step.state != StepState.DONE:
        messages.success(request, done_text(count_unticked(list_criteria(form.step))))
    else:
        messages.success(request, SAVED)


@require_POST
def note(request: HttpRequest, step: UUID) -> HttpResponse:
    """Add a note."""
    user = signed_in(request)
    found = get_step(user, step)
    check_can_change(user, found.plan.enterprise)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return step_page(request, found, note_form=form, status=422)
    with refusal_told(request):
        services.add_note(step=found, text=form.cleaned_data["text"], by=user, at=timezone.now())
    return redirect(fold_url(found, Fold.NOTES))


def step_page(
    request: HttpRequest,
    found: Step,
    *,
    form: StepForm | None = None,
    note_form: NoteForm | None = None,
    upload_form: UploadForm | None = None,
    conflict: list[tuple[str, str, str]] | None = None,
    version: int | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render the page of a step with the form that was posted in its place.

    `version`: what the form rests on where that is not what is stored now.
    """
    actions = load_action_list(found.plan, timezone.localdate())
    row = actions.by_position[found.position]
    may_change = can_change(request.user, found.plan.enterprise)
    posted = form or note_form or upload_form
    opened = Fold.DOING if form else Fold.NOTES if note_form else Fold.FILES if upload_form else None
    context = {
        "plan": found.plan,
        "enterprise": found.plan.enterprise,
        "step": found,
        "version": found.version if version is None else version,
        "row": row,
        "criteria": row.criteria,
        "planned": actions.details.steps[found.code],
        "quoted": actions.details.quoted,
        "standard": actions.details.standard,
        "before": actions.before(found),
        "posted": None if conflict else posted,
        "form": form or _step_form(found) if may_change and found.plan.is_followed else None,
        "conflict": conflict,
        "opened": opened or request.GET.get("open"),
        "notes": list_notes(found),
        "files": list_step_files(found),
        "may_prove": may_change and found.plan.takes_proof,
        "note_form": note_form or NoteForm(),
        "upload_form": upload_form or UploadForm(),
        "limits": file_limits(),
    }
    return render(request, "plans/step.html", context, status=status)
