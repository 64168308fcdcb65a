"""Moving a draft to a newer revision and undoing it, both after showing what it does."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from assessment import services
from assessment.domain import moving
from assessment.models import Assessment, Move
from assessment.permissions import check_can_move
from assessment.selectors.answers import get_assessment, load_sheet
from assessment.selectors.moves import find_newer_revision, find_undoable
from assessment.services.moved_rows import changed_codes, fingerprint, rows_of, staying_of
from assessment.wording.moves import move_groups, since_rows, undone_text
from assessment.wording.steps import (
    MOVED,
    NOT_MOVED_CHANGED,
    NOT_UNDONE_ANSWERS,
    NOT_UNDONE_CHANGED,
)
from enterprises.forms.requests import signed_in
from standards.models import Revision
from standards.selectors.revisions import compiled_of


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, assessment: UUID) -> HttpResponse:
    """List what a newer revision does to the answers; a POST moves the draft to it."""
    found = get_assessment(signed_in(request), assessment)
    check_can_move(request.user, found.enterprise)
    newer = find_newer_revision(found)
    if newer is None:
        raise Http404
    if request.method != "POST" or request.POST.get("revision") != str(newer.number):
        return _move_page(request, found, newer)
    try:
        services.move_to_revision(assessment=found, revision=newer, by=signed_in(request), at=timezone.now())
    except (services.NotDraft, services.OtherRevision, services.NotOffered):
        messages.warning(request, NOT_MOVED_CHANGED)
    else:
        messages.success(request, MOVED % {"number": newer.number})
    return redirect("assessment:tasks", found.public_id)


def _move_page(request: HttpRequest, assessment: Assessment, newer: Revision) -> HttpResponse:
    sheet = load_sheet(assessment)
    planned = moving.move(sheet, compiled_of(newer))
    return render(
        request,
        "assessment/move.html",
        {
            "assessment": assessment,
            "enterprise": assessment.enterprise,
            "revision": assessment.revision,
            "newer": newer,
            "standard": planned.new,
            "groups": move_groups(sheet, planned),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def undo_move(request: HttpRequest, assessment: UUID) -> HttpResponse:
    """List what was answered since the last move and would go; a POST puts back what stood before."""
    found = get_assessment(signed_in(request), assessment)
    check_can_move(request.user, found.enterprise)
    last = find_undoable(found)
    if last is None:
        raise Http404
    if request.method != "POST":
        return _undo_page(request, found, last)
    sheet = load_sheet(found)
    try:
        stays = services.undo_move(
            move=last, seen=request.POST.get("seen", ""), by=signed_in(request), at=timezone.now()
        )
    except services.StaleWrite:
        messages.warning(request, NOT_UNDONE_ANSWERS)
        return redirect("assessment:undo_move", found.public_id)
    except (services.NotDraft, services.OtherRevision, services.NothingToUndo):
        messages.warning(request, NOT_UNDONE_CHANGED)
    else:
        messages.success(request, undone_text(sheet, last.from_revision.number, stays))
    return redirect("assessment:tasks", found.public_id)


def _undo_page(request: HttpRequest, assessment: Assessment, last: Move) -> HttpResponse:
    sheet = load_sheet(assessment)
    now = rows_of(assessment)
    answers, figures = (changed_codes(last.after, now, table) for table in ("answers", "figures"))
    stays = staying_of(last, sheet, now, assessment.closed)
    goes = since_rows(
        sheet,
        [code for code in answers if code not in stays.answers],
        [code for code in figures if code not in stays.figures],
    )
    return render(
        request,
        "assessment/undo_move.html",
        {
            "assessment": assessment,
            "enterprise": assessment.enterprise,
            "move": last,
            "rows": goes,
            "stays": since_rows(sheet, stays.answers, stays.figures),
            "seen": fingerprint(now, assessment.closed),
        },
    )
