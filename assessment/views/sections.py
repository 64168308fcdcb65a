"""Who fills a section and what becomes of it: given to a member, handed in, returned, closed."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from assessment import services
from assessment.domain.working import BY_THE_OWNER, SectionStep, next_steps
from assessment.forms.sections import AssignForm, StepForm
from assessment.models import Assessment
from assessment.permissions import can_close, check_can_close, check_can_fill
from assessment.selectors.answers import get_assessment
from assessment.selectors.links import open_links
from assessment.selectors.sections import find_work, list_fillers
from assessment.views.refusing import refusal_told
from assessment.wording.sections import ASSIGNED, NOT_THIS_STEP, RETURNED_TO_GUEST, STEPS, TAKEN
from enterprises.forms.requests import signed_in
from standards.domain.standard import Section
from standards.selectors.revisions import compiled_of


@require_http_methods(["GET", "HEAD", "POST"])
def work(request: HttpRequest, assessment: UUID, section: str) -> HttpResponse:
    """Show who fills a section and how it stands; a POST gives it to a member."""
    found, page = _section_of_draft(request, assessment, section)
    if request.method != "POST":
        return _page(request, found, page, StepForm())
    form = AssignForm(list_fillers(found), request.POST)
    if not form.is_valid():
        raise BadRequest  # nobody of the list
    member = form.cleaned_data["member"]
    with refusal_told(request):
        services.assign_section(
            assessment=found, section=page.code, member=member, by=signed_in(request), at=timezone.now()
        )
        messages.success(request, ASSIGNED)
    return redirect("assessment:tasks", found.public_id)


@require_POST
def step(request: HttpRequest, assessment: UUID, section: str) -> HttpResponse:
    """Hand a section in; the owner returns, closes or opens it again."""
    found, page = _section_of_draft(request, assessment, section)
    form = StepForm(request.POST)
    if not form.is_valid():
        if "do" in form.errors:
            raise BadRequest
        check_can_close(request.user, found.enterprise)
        return _page(request, found, page, form, status=422)
    wanted = SectionStep(form.cleaned_data["do"])
    if wanted in BY_THE_OWNER:
        check_can_close(request.user, found.enterprise)
    before = find_work(found, page.code)
    with refusal_told(request):
        try:
            services.take_step(
                assessment=found,
                section=page.code,
                step=wanted,
                remark=form.cleaned_data["remark"],
                by=signed_in(request),
                at=timezone.now(),
            )
        except services.NotThisStep:
            messages.warning(request, NOT_THIS_STEP)
            return redirect("assessment:tasks", found.public_id)
        if wanted == SectionStep.RETURN and before and before.guest:
            messages.warning(request, RETURNED_TO_GUEST)
            return redirect("assessment:new_link", found.public_id, page.code)
        messages.success(request, TAKEN[wanted])
    return redirect("assessment:tasks", found.public_id)


def _section_of_draft(request: HttpRequest, public_id: UUID, code: str) -> tuple[Assessment, Section]:
    found = get_assessment(signed_in(request), public_id)
    check_can_fill(request.user, found.enterprise)
    sections = compiled_of(found.revision).sections if found.is_draft else ()
    page = next((page for page in sections if page.code == code), None)
    if page is None:
        raise Http404
    return found, page


def _page(
    request: HttpRequest, assessment: Assessment, section: Section, form: StepForm, *, status: int = 200
) -> HttpResponse:
    kept = find_work(assessment, section.code)
    members = list_fillers(assessment)
    mine = next((str(one.public_id) for one in members if kept and one.user_id == kept.member_id), "")
    is_closed = section.code in assessment.closed
    steps = next_steps(is_handed_in=bool(kept and kept.is_handed_in), is_closed=is_closed)
    owner = can_close(request.user, assessment.enterprise)
    context = {
        "assessment": assessment,
        "enterprise": assessment.enterprise,
        "section": section,
        "work": kept,
        "is_closed": is_closed,
        "links": open_links(assessment, section.code, timezone.now()),
        "assign_form": AssignForm(members, initial={"member": mine}),
        "form": form,
        "steps": [(one.value, STEPS[one]) for one in steps if owner or one not in BY_THE_OWNER],
    }
    return render(request, "assessment/sections/work.html", context, status=status)
