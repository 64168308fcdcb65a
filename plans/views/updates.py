"""What done steps offer to an open draft: a person says which of it is true."""

from collections.abc import Collection
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from assessment.models import Assessment
from assessment.permissions import check_can_fill
from assessment.selectors.answers import get_assessment, load_sheet
from assessment.services import NotDraft, OtherRevision
from enterprises.forms.requests import signed_in
from plans.presenters.updates import offer_rows, other_rows
from plans.selectors.updates import find_offers
from plans.services import apply_offers
from plans.wording.updates import NOT_UPDATED, NOTHING_CHOSEN, answers_updated


@require_http_methods(["GET", "HEAD", "POST"])
def updates(request: HttpRequest, assessment: UUID) -> HttpResponse:
    """List what the done steps lead to, nothing chosen; a POST saves what was chosen."""
    user = signed_in(request)
    found = get_assessment(user, assessment)
    check_can_fill(user, found.enterprise)
    if request.method != "POST":
        return _page(request, found)
    versions = _chosen(request.POST)
    if not versions:
        messages.warning(request, NOTHING_CHOSEN)
        return redirect("plans:updates", found.public_id)
    offers_of_draft = find_offers(found, load_sheet(found))
    try:
        applied = apply_offers(
            assessment=found, offers=offers_of_draft.offered, versions=versions, by=user, at=timezone.now()
        )
    except (NotDraft, OtherRevision):
        messages.warning(request, NOT_UPDATED)
        return redirect("assessment:tasks", found.public_id)
    if applied.saved:
        messages.success(request, answers_updated(len(applied.saved)))
    if applied.conflicts:
        return _page(request, found, applied.conflicts, status=409)
    return redirect("assessment:tasks", found.public_id)


def _chosen(given: QueryDict) -> dict[str, int]:
    """Return the versions of the chosen items as they were shown. Raises BadRequest."""
    try:
        return {str(code): int(given.get(f"version-{code}", "")) for code in given.getlist("take")}
    except ValueError:
        raise BadRequest from None


def _page(
    request: HttpRequest, assessment: Assessment, conflicts: Collection[str] = (), *, status: int = 200
) -> HttpResponse:
    sheet = load_sheet(assessment)
    offers_of_draft = find_offers(assessment, sheet)
    context = {
        "assessment": assessment,
        "enterprise": assessment.enterprise,
        "standard": sheet.standard,
        "rows": offer_rows(sheet, offers_of_draft, conflicts),
        "others": other_rows(sheet, offers_of_draft),
        "conflicts": conflicts,
    }
    return render(request, "plans/updates.html", context, status=status)
