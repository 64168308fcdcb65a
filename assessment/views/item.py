"""One item with what became of it: its answers over time, remarks of members, what proves it."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assessment import services
from assessment.forms.items import item_by_code
from assessment.forms.past import RestoreForm
from assessment.forms.proofs import ProofForm
from assessment.forms.remarks import RemarkForm
from assessment.models import Assessment
from assessment.permissions import can_fill, check_can_fill
from assessment.presenters.past import answers_over_time
from assessment.presenters.proofs import other_proofs, proof_advice
from assessment.selectors.answers import get_assessment, load_part, value_of
from assessment.selectors.past import figures_of, get_past, list_past
from assessment.selectors.proofs import load_earlier, load_proofs
from assessment.selectors.remarks import get_remark, load_remarks
from assessment.selectors.sections import list_fillers
from assessment.views.refusing import refusal_told
from assessment.wording.past import NOT_RESTORED, RESTORED
from assessment.wording.remarks import REMARK_ADDED, REMARK_SETTLED, TOO_MANY_REMARKS
from enterprises.forms.requests import signed_in
from enterprises.models import Membership
from enterprises.wording.files import file_limits
from standards.domain.answers import InvalidAnswer
from standards.domain.figures import own_figures
from standards.selectors.revisions import compiled_of
from standards.wording.answers import label, refusal


@require_safe
def item(request: HttpRequest, assessment: UUID, code: str) -> HttpResponse:
    """Show what an item was answered, by whom and when, what members remarked, and what proves it."""
    return item_page(request, of_item(request, assessment, code), code)


def item_page(
    request: HttpRequest,
    found: Assessment,
    code: str,
    *,
    form: RemarkForm | None = None,
    files_form: ProofForm | None = None,
) -> HttpResponse:
    """Show an item, with a form that was posted in its place."""
    sheet = load_part(found, [code])
    section = sheet.standard.section_by_item[code]
    may_fill = found.is_draft and can_fill(request.user, found.enterprise)
    may_add = may_fill and section.code not in found.closed
    posted, proofs = form or files_form, load_proofs(found)
    past, count = list_past(found, code)
    earlier = load_earlier(found, code)
    context = {
        "assessment": found,
        "enterprise": found.enterprise,
        "section": section,
        "code": code,
        "label": label(sheet.standard, code),
        "asked": question.title if (question := sheet.standard.question_by_code.get(code)) else section.title,
        "version": sheet.at(code).version,
        "answers": answers_over_time(found, sheet, code, past, count=count),
        "older": count - len(past),
        "may_add": may_add,
        "may_settle": may_fill,
        "remarks": load_remarks(found, [code]).get(code, ()),
        "proofs": [(proof, earlier.get(proof.pk, ())) for proof in proofs.get(code, ())],
        "others": other_proofs(sheet.standard, proofs, code) if may_add else (),
        "advice": proof_advice(sheet.standard, code, sheet.at(code).value),
        "limits": file_limits(),
        "posted": posted,
        "form": form or (RemarkForm(_colleagues(request, found)) if may_add else None),
        "files_form": files_form or ProofForm(proofs.get(code, ())),
    }
    return render(request, "assessment/items/item.html", context, status=422 if posted else 200)


def _colleagues(request: HttpRequest, assessment: Assessment) -> list[Membership]:
    """Return who else may fill."""
    return [one for one in list_fillers(assessment) if one.user != request.user]


@require_POST
def remark(request: HttpRequest, assessment: UUID, code: str) -> HttpResponse:
    """Add a remark to an item."""
    found = of_item(request, assessment, code)
    check_can_fill(request.user, found.enterprise)
    form = RemarkForm(_colleagues(request, found), request.POST)
    if not form.is_valid():
        return item_page(request, found, code, form=form)
    with refusal_told(request):
        try:
            services.add_remark(
                assessment=found,
                code=code,
                text=form.cleaned_data["text"],
                asked=form.cleaned_data.get("asked"),
                by=signed_in(request),
                at=timezone.now(),
            )
        except services.TooMany:
            form.add_error("text", TOO_MANY_REMARKS)
            return item_page(request, found, code, form=form)
        messages.success(request, REMARK_ADDED)
    return redirect(_at(found, code, "remarks"))


@require_POST
def settle(request: HttpRequest, assessment: UUID, remark: UUID) -> HttpResponse:
    """Keep that a remark is dealt with, and go back to where that was said."""
    found = get_assessment(signed_in(request), assessment)
    check_can_fill(request.user, found.enterprise)
    open_one = get_remark(found, remark)
    with refusal_told(request):
        services.settle_remark(remark=open_one, by=signed_in(request), at=timezone.now())
        messages.success(request, REMARK_SETTLED)
    if request.POST.get("back") == "tasks":
        return redirect("assessment:tasks", found.public_id)
    return redirect(_at(found, open_one.code, "remarks"))


@require_POST
def restore(request: HttpRequest, assessment: UUID, code: str) -> HttpResponse:
    """Save an earlier answer again, unless somebody changed the present one since it was seen."""
    found = of_item(request, assessment, code)
    check_can_fill(request.user, found.enterprise)
    form = RestoreForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    past = get_past(found, code, form.cleaned_data["past"])
    standard = compiled_of(found.revision)
    question = standard.question_by_code.get(code)
    own = own_figures(standard, question) if question else ()
    figures = {name: number for name, number in figures_of(past).items() if name in own}
    with refusal_told(request):
        try:
            services.save_answer(
                assessment=found,
                code=code,
                value=value_of(past),
                version=form.cleaned_data["version"],
                by=signed_in(request),
                at=timezone.now(),
                figures=figures if own else None,
            )
        except services.StaleWrite:
            messages.warning(request, NOT_RESTORED)
        except InvalidAnswer as error:  # other figures have changed since
            messages.warning(request, refusal(standard, error))
        else:
            messages.success(request, RESTORED)
    return redirect(_at(found, code, "answers"))


def _at(assessment: Assessment, code: str, part: str) -> str:
    """Return the address of a part of an item's page, so that the message above it is seen."""
    return reverse("assessment:item", args=[assessment.public_id, code]) + f"#{part}"


def of_item(request: HttpRequest, public_id: UUID, code: str) -> Assessment:
    """Return the assessment, if the item is one of its revision. Raises Http404."""
    found = get_assessment(signed_in(request), public_id)
    if item_by_code(compiled_of(found.revision), code) is None:
        raise Http404
    return found
