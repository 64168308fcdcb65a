"""Checking, submitting, and the papers that go with it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessment import services
from assessment.domain import pledge as pledges
from assessment.forms.items import DeclarationForm
from assessment.models import Assessment
from assessment.permissions import can_fill, check_can_fill
from assessment.presenters.remarks import remark_rows
from assessment.presenters.review import (
    contradiction_rows,
    jump_rows,
    odd_rows,
    official,
    provisional_result,
    review,
    unproven_rows,
)
from assessment.selectors.answers import find_jumps, get_assessment, get_snapshot, load_sheet, read_snapshot
from assessment.selectors.proofs import load_proofs
from assessment.selectors.remarks import list_open_remarks
from assessment.views.refusing import refusal_told
from assessment.wording.steps import (
    FIGURES_CHANGED,
    NOT_COMPLETE,
    NOT_SUBMITTED_MOVED,
    SUBMITTED,
)
from enterprises.forms.requests import client_ip, signed_in


@require_safe
def check(request: HttpRequest, assessment: UUID) -> HttpResponse:
    """Show all answers, what is missing, and once complete the provisional level."""
    return render(request, "assessment/check.html", _review(request, assessment))


@require_safe
def draft_print(request: HttpRequest, assessment: UUID) -> HttpResponse:
    """Show all answers on paper, marked as a draft."""
    return render(request, "assessment/draft.html", _review(request, assessment))


def _review(request: HttpRequest, public_id: UUID) -> dict[str, object]:
    assessment = get_assessment(signed_in(request), public_id)
    sheet = load_sheet(assessment)
    oddities = odd_rows(assessment, sheet)
    return {
        "assessment": assessment,
        "enterprise": assessment.enterprise,
        "standard": sheet.standard,
        "progress": sheet.progress,
        "sections": review(assessment, sheet),
        "remarks": remark_rows(sheet.standard, list_open_remarks(assessment, sheet.standard.item_codes)),
        "provisional": provisional_result(sheet),
        "oddities": oddities,
        "odd_open": any(odd.confirmed_at is None for odd in oddities),
        "contradictions": (
            *contradiction_rows(assessment, sheet),
            *jump_rows(assessment, sheet, find_jumps(assessment, sheet)),
        ),
        "unproven": unproven_rows(assessment, sheet, load_proofs(assessment)),
        "may_fill": assessment.is_draft and can_fill(request.user, assessment.enterprise),
        "at": timezone.now(),
    }


@require_POST
def confirm_figures(request: HttpRequest, assessment: UUID) -> HttpResponse:
    """Keep that figures which hardly fit are right, as they were seen."""
    found = get_assessment(signed_in(request), assessment)
    check_can_fill(request.user, found.enterprise)
    with refusal_told(request):
        confirmed = services.confirm_figures(
            assessment=found,
            tokens=frozenset(request.POST.getlist("sure")),
            by=signed_in(request),
            at=timezone.now(),
        )
        if not confirmed:
            messages.warning(request, FIGURES_CHANGED)
    return redirect(reverse("assessment:check", args=[found.public_id]) + "#oddities")


@require_safe
def official_order(request: HttpRequest, assessment: UUID) -> HttpResponse:
    """Show the answers in the order of the official form, for copying."""
    found = get_assessment(signed_in(request), assessment)
    sheet = load_sheet(found)
    questions, scenes = official(sheet)
    return render(
        request,
        "assessment/official.html",
        {
            "assessment": found,
            "enterprise": found.enterprise,
            "standard": sheet.standard,
            "questions": questions,
            "scenes": scenes,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest, assessment: UUID) -> HttpResponse:
    """Take the declaration and freeze the assessment."""
    found = get_assessment(signed_in(request), assessment)
    check_can_fill(request.user, found.enterprise)
    form = DeclarationForm(
        request.POST if request.method == "POST" else None, initial={"filler_name": signed_in(request).name}
    )
    try:
        if form.is_valid():
            snapshot = services.submit(
                assessment=found,
                declaration=form.declaration(pledges.CURRENT),
                by=signed_in(request),
                at=timezone.now(),
                address=client_ip(request),
            )
            return redirect("reports:result", snapshot.public_id)
        return _submit_page(request, found, form)
    except services.NotDraft:
        messages.info(request, SUBMITTED)
    except services.OtherRevision:
        messages.warning(request, NOT_SUBMITTED_MOVED)
    except services.Incomplete:
        messages.warning(request, NOT_COMPLETE)
    return redirect("assessment:check", found.public_id)


def _submit_page(request: HttpRequest, assessment: Assessment, form: DeclarationForm) -> HttpResponse:
    """Show the declaration. Raises Incomplete and NotDraft, as submitting would."""
    if not assessment.is_draft:
        raise services.NotDraft
    sheet = load_sheet(assessment)
    if not sheet.progress.complete:
        raise services.Incomplete(sheet.progress)
    return render(
        request,
        "assessment/submit.html",
        {
            "assessment": assessment,
            "enterprise": assessment.enterprise,
            "form": form,
            "provisional": provisional_result(sheet),
            "pledge_template": pledges.template(pledges.CURRENT),
        },
        status=422 if form.is_bound else 200,
    )


@require_safe
def pledge(request: HttpRequest, snapshot: UUID) -> HttpResponse:
    """Show the pledge of a submitted result, with room for signature, seal and date."""
    found = get_snapshot(signed_in(request), snapshot)
    return render(
        request,
        "assessment/pledge.html",
        {
            "snapshot": found,
            "content": read_snapshot(found),
            "pledge_template": pledges.template(found.pledge_version),
        },
    )
