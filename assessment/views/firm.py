"""A firm's assessments and results: where filling starts and corrections are asked for."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessment import services
from assessment.forms.items import CorrectionForm
from assessment.forms.quick import COOKIE, carried_answers
from assessment.models import Snapshot
from assessment.permissions import can_fill, check_can_fill
from assessment.selectors.answers import (
    find_draft,
    get_assessment,
    get_snapshot,
    list_results,
    load_sheet,
    offered_standards,
)
from assessment.wording.steps import (
    ALREADY_BEGUN,
    ALREADY_CORRECTED,
    CLOSED,
    DRAFT_DELETED,
    NOT_DELETED_MOVED,
    STANDARD_RETIRED,
    SUBMIT_BEFORE_CORRECTING,
)
from audit.models import Action
from enterprises.forms.requests import signed_in
from enterprises.models import Enterprise
from enterprises.selectors.firms import get_enterprise
from enterprises.views.logged import record_use
from standards.domain.standard import Standard
from standards.models import Revision
from standards.selectors.revisions import compiled_of, default_revision, find_offered


@require_safe
def overview(request: HttpRequest, enterprise: UUID) -> HttpResponse:
    """Show what the firm has: the open draft, its results, and how to begin."""
    return _overview(request, get_enterprise(signed_in(request), enterprise))


def _overview(
    request: HttpRequest,
    enterprise: Enterprise,
    *,
    correcting: Snapshot | None = None,
    form: CorrectionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    draft = find_draft(enterprise)
    results = list_results(enterprise)
    offered = () if draft else offered_standards(enterprise)
    latest = next((result for result in results if not result.is_superseded), None)
    return render(
        request,
        "assessment/overview.html",
        {
            "enterprise": enterprise,
            "draft": draft,
            "progress": load_sheet(draft).progress if draft else None,
            "results": results,
            "latest": latest,
            "offered": offered,
            "quick": _quick_answers(request, offered),
            "may_copy": latest is not None and latest.snapshot.standard_code in [s.code for s in offered],
            "may_fill": can_fill(request.user, enterprise),
            "correcting": correcting,
            "correction_form": form or CorrectionForm(),
        },
        status=status,
    )


def _quick_answers(request: HttpRequest, offered: tuple[Standard, ...]) -> int:
    """Return how many answers of the quick check a new assessment would begin with."""
    found = (carried_answers(request, standard) for standard in offered)
    return max((len(answers.questions) + len(answers.scenes) for answers in found), default=0)


@require_POST
def start(request: HttpRequest, enterprise: UUID) -> HttpResponse:
    """Open a draft, empty or from an earlier result of the same firm."""
    firm = get_enterprise(signed_in(request), enterprise)
    check_can_fill(request.user, firm)
    copy_from = _own_snapshot(request, firm)
    try:
        revision = None if copy_from else _chosen_revision(request, firm) or default_revision()
        draft = services.start_assessment(
            enterprise=firm,
            by=signed_in(request),
            at=timezone.now(),
            revision=revision,
            copy_from=copy_from,
            answers=carried_answers(request, compiled_of(revision)) if revision else None,
        )
    except Revision.DoesNotExist:
        messages.warning(request, STANDARD_RETIRED)
        return redirect("assessment:overview", firm.public_id)
    except services.OpenDraft:
        messages.info(request, ALREADY_BEGUN)
        return redirect("assessment:overview", firm.public_id)
    response = redirect("assessment:tasks", draft.public_id)
    response.delete_cookie(COOKIE)
    return response


def _chosen_revision(request: HttpRequest, enterprise: Enterprise) -> Revision | None:
    """Return the revision of the standard that was chosen, None where nothing was; others are not found."""
    code = request.POST.get("standard", "")
    if not code:
        return None
    found = find_offered(code, demonstrations=enterprise.is_demo)
    if found is None:
        raise Http404
    return found


def _own_snapshot(request: HttpRequest, enterprise: Enterprise) -> Snapshot | None:
    """Return the snapshot to copy from; a foreign or malformed one is not found."""
    given = request.POST.get("copy_from", "")
    if not given:
        return None
    snapshot = get_snapshot(signed_in(request), _uuid(given))
    if snapshot.assessment.enterprise_id != enterprise.pk:
        raise Http404
    return snapshot


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


@require_POST
def correct(request: HttpRequest, snapshot: UUID) -> HttpResponse:
    """Open a correction of a submitted result, with its reason."""
    found = get_snapshot(signed_in(request), snapshot)
    enterprise = found.assessment.enterprise
    check_can_fill(request.user, enterprise)
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        return _overview(request, enterprise, correcting=found, form=form, status=422)
    try:
        draft = services.correct(
            snapshot=found, reason=form.cleaned_data["reason"], by=signed_in(request), at=timezone.now()
        )
    except services.OpenDraft:
        messages.warning(request, SUBMIT_BEFORE_CORRECTING)
        return redirect("assessment:overview", enterprise.public_id)
    except services.AlreadySuperseded:
        messages.warning(request, ALREADY_CORRECTED)
        return redirect("assessment:overview", enterprise.public_id)
    return redirect("assessment:tasks", draft.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, assessment: UUID) -> HttpResponse:
    """Delete a draft that was started by mistake, after asking."""
    found = get_assessment(signed_in(request), assessment)
    check_can_fill(request.user, found.enterprise)
    if not found.is_draft:
        raise Http404
    if request.method != "POST":
        context = {
            "assessment": found,
            "enterprise": found.enterprise,
            "answered": load_sheet(found).progress.answered,
        }
        return render(request, "assessment/discard.html", context)
    try:
        services.discard(assessment=found)
    except services.NotDraft:
        messages.warning(request, CLOSED)
    except services.OtherRevision:
        messages.warning(request, NOT_DELETED_MOVED)
    else:
        record_use(request, Action.DELETED, kind="assessment", subject=assessment)
        messages.success(request, DRAFT_DELETED)
    return redirect("assessment:overview", found.enterprise.public_id)
