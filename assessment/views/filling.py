"""Filling: the task list, a section as one page, and one answer at a time."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessment import services
from assessment.domain.pace import time_left
from assessment.domain.sheet import Sheet, StoredAnswer
from assessment.forms.items import Entry, ItemsForm, figure_name, item_by_code
from assessment.models import Assessment, Guest
from assessment.permissions import can_close, can_fill, can_move, check_can_fill, check_role_fills
from assessment.presenters.items import FigureRow, outcome_of, shared_of
from assessment.presenters.links import Row, part_name
from assessment.presenters.remarks import remark_rows
from assessment.presenters.sections import next_task, section_page, tasks_of
from assessment.selectors.answers import get_assessment, get_assessment_and_role, load_part, load_sheet
from assessment.selectors.links import codes_of, list_links
from assessment.selectors.moves import find_newer_revision, find_undoable
from assessment.selectors.pace import section_paces
from assessment.selectors.remarks import list_open_remarks, load_remarks
from assessment.selectors.sections import find_work, load_works
from assessment.wording.sections import SECTION_CLOSED
from assessment.wording.steps import CLOSED, NOT_SAVED_MOVED
from enterprises.forms.requests import signed_in, wants_part
from enterprises.models import User
from enterprises.selectors.sectors import own_sector
from standards.domain.answers import InvalidAnswer
from standards.domain.figures import dependents, own_figures
from standards.domain.standard import Section, Standard
from standards.wording.answers import refusal

BACK_TO_CHECK = "check"


@require_safe
def tasks(request: HttpRequest, assessment: UUID) -> HttpResponse:
    """Show what there is to do, section by section, and where to go on."""
    found = get_assessment(signed_in(request), assessment)
    sheet = load_sheet(found)
    remarks = list_open_remarks(found, sheet.standard.item_codes)
    paces = section_paces(found.revision_id, timezone.localtime())
    lines = tasks_of(
        sheet.progress,
        load_works(found),
        found.closed,
        [remark.code for remark in remarks],
        standard=sheet.standard,
        paces=paces,
    )
    mine = [one for one in lines if one.work and one.work.member == request.user]
    links = _links(found, sheet)
    newer, undoable = find_newer_revision(found), find_undoable(found)
    return render(
        request,
        "assessment/tasks.html",
        {
            "assessment": found,
            "enterprise": found.enterprise,
            "standard": sheet.standard,
            "sheet": sheet,  # for what apps above say of it
            "progress": sheet.progress,
            "tasks": lines,
            "left": time_left(sheet.standard, sheet.progress.open, paces),
            "asked": remark_rows(
                sheet.standard, (one for one in remarks if one.asked_id == signed_in(request).pk)
            ),
            "mine": mine,
            "has_size_figures": not found.enterprise.sizing.missing,
            "next": next_task(lines, mine),
            "may_fill": found.is_draft and can_fill(request.user, found.enterprise),
            "links": links,
            "may_manage": bool(links) and can_close(request.user, found.enterprise),
            "newer": newer,
            "undoable": undoable,
            "may_move": bool(newer or undoable) and can_move(request.user, found.enterprise),
        },
    )


def _links(assessment: Assessment, sheet: Sheet) -> tuple[Row, ...]:
    """Return the links of a draft, as its task list shows them."""
    listed = list_links(assessment, sheet.standard, frozenset(sheet.progress.open), timezone.now())
    return tuple(Row(listed=one, part=part_name(one.link, sheet.standard)) for one in listed)


@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, assessment: UUID, section: str) -> HttpResponse:
    """Show a section's items; a POST saves all of them and goes on."""
    found = get_assessment(signed_in(request), assessment)
    sheet = load_sheet(found)
    page = next((page for page in sheet.standard.sections if page.code == section), None)
    if page is None:
        raise Http404
    if request.method != "POST":
        if not (found.is_draft and can_fill(request.user, found.enterprise)):
            return redirect("assessment:check", found.public_id)
        form = ItemsForm(assessment=found.public_id, sheet=sheet, items=page.items)
        return _section_page(request, found, page, form)
    check_can_fill(request.user, found.enterprise)
    form = ItemsForm(assessment=found.public_id, sheet=sheet, items=page.items, data=request.POST)
    try:
        save_form(found, form, by=signed_in(request), changes_only=True)
    except services.NotDraft:
        messages.warning(request, CLOSED)
        return redirect("assessment:check", found.public_id)
    except services.OtherRevision:
        return moved_meanwhile(request, found)
    if form.rejected:
        return _section_page(request, found, page, form, status=422)
    return _after_save(request, found, sheet.standard, page)


@require_POST
def answer(request: HttpRequest, assessment: UUID, code: str) -> HttpResponse:
    """Save one answer and say in words what became of it."""
    found, role = get_assessment_and_role(signed_in(request), assessment)
    check_role_fills(role)
    sheet = load_part(found, [code], answers=False)
    item = item_by_code(sheet.standard, code)
    if item is None:
        raise Http404
    page = sheet.standard.section_by_item[code]
    form = ItemsForm(assessment=found.public_id, sheet=sheet, items=(item,), data=request.POST)
    if not form.posted(code):
        raise BadRequest
    try:
        saved = save_form(found, form, by=signed_in(request))
    except services.NotDraft:
        return _locked(request, found)
    except services.OtherRevision:
        return moved_meanwhile(request, found)
    if not wants_part(request):
        if form.rejected:
            form.sheet = load_part(found, page.codes)
            return _section_page(request, found, page, form, status=422)
        return _to_item(found, page, code)
    return outcome_part(form, page.codes, code, saved)


def save_form(
    assessment: Assessment,
    form: ItemsForm,
    *,
    by: User,
    guest: Guest | None = None,
    changes_only: bool = False,
) -> dict[str, services.Saved]:
    """Save what can be saved, item by item; note on the form what could not. Raises NotDraft,
    OtherRevision and, for a guest, LinkClosed.

    `changes_only`: leave out what the form's sheet holds already, where that sheet is whole.
    """
    form.is_valid()
    if form.is_malformed:
        raise BadRequest
    saved: dict[str, services.Saved] = {}
    at = timezone.now()
    for code, entry in (form.changes if changes_only else form.entries).items():
        try:
            saved[code] = services.save_answer(
                assessment=assessment,
                code=code,
                value=entry.value,
                version=entry.version,
                by=by,
                at=at,
                figures=entry.figures,
                confirmed=entry.confirmed,
                standard=form.sheet.standard,
                guest=guest,
            )
        except services.StaleWrite:
            form.conflicts[code] = entry
        except services.SectionClosed:
            form.add_error(code, SECTION_CLOSED)
        except InvalidAnswer as error:
            form.add_error(_field_of(form, entry, error), refusal(form.sheet.standard, error))
    if sure := frozenset[str]().union(*(form.entries[code].sure for code in saved)):
        services.confirm_figures(assessment=assessment, tokens=sure, by=by, at=at, guest=guest)
    among = codes_of(guest, form.sheet.standard) if guest else None
    form.sheet = _as_stored(assessment, form, saved, by=guest or by, at=at, among=among)
    return saved


def _as_stored(
    assessment: Assessment,
    form: ItemsForm,
    saved: dict[str, services.Saved],
    *,
    by: User | Guest,
    at: datetime,
    among: Collection[str] | None,
) -> Sheet:
    """Return the form's part of the sheet after saving; what was just written need not be read again."""
    codes = {item.code for item in form.items}
    standard = form.sheet.standard
    written = {code: one for code, one in saved.items() if one.changed and not standard.uses_figures(code)}
    if codes == set(written):
        held = {
            code: StoredAnswer(
                value=one.value,
                version=one.version,
                needs_confirmation=one.needs_confirmation,
                changed_by=str(by),
                changed_at=at,
            )
            for code, one in written.items()
        }
        return Sheet(standard=standard, held=held)
    affected = codes.union(*(one.affected for one in saved.values()))
    return load_part(assessment, affected, among=among)


def _field_of(form: ItemsForm, entry: Entry, error: InvalidAnswer) -> str:
    name = figure_name(entry.code, error.detail)
    return name if name in form.fields else entry.code


def outcome_part(
    form: ItemsForm, codes: Collection[str], code: str, saved: dict[str, services.Saved]
) -> HttpResponse:
    """Return the outcome of the item and of those of `codes`, on the same page, that hang on its figures.

    These words alone: what every page is given besides is not worked out.
    """
    own = saved.get(code)
    others = [other for other in (own.affected if own else ()) if other in codes]
    context = {
        "outcome": outcome_of(form, code, just_saved=own is not None),
        "others": [outcome_of(form, other) for other in others],
        "shared": _shared_elsewhere(form, codes, code) if own and own.changed else [],
    }
    status = 409 if form.conflicts else 422 if form.rejected else 200
    return HttpResponse(render_to_string("assessment/_saved.html", context), status=status)


def _shared_elsewhere(form: ItemsForm, codes: Collection[str], code: str) -> list[FigureRow]:
    """Return the numbers entered here as other questions of the page show them."""
    standard = form.sheet.standard
    question = standard.question_by_code.get(code)
    if question is None:
        return []
    return [
        shared_of(form, standard.question(other), figure)
        for figure in own_figures(standard, question)
        for other in dependents(standard, figure)
        if other != code and other in codes
    ]


def _locked(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    if wants_part(request):
        return render(request, "assessment/_locked.html", status=409)
    messages.warning(request, CLOSED)
    return redirect("assessment:check", assessment.public_id)


def moved_meanwhile(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """Say that nothing was saved, as the draft has been moved to another revision since it was read."""
    if wants_part(request):
        return render(request, "assessment/_locked.html", {"moved": True}, status=409)
    messages.warning(request, NOT_SAVED_MOVED)
    return redirect("assessment:tasks", assessment.public_id)


def _section_page(
    request: HttpRequest, assessment: Assessment, page: Section, form: ItemsForm, *, status: int = 200
) -> HttpResponse:
    # An answer that came alone is shown with its whole section, so that the way on is there.
    form.show(page.items)
    is_closed = page.code in assessment.closed
    form.sector = own_sector(assessment.enterprise, timezone.localdate()) if page.scenes else ""
    form.remarks = load_remarks(assessment, page.codes)
    form.closed = assessment.closed
    return render(
        request,
        "assessment/section.html",
        {
            **section_page(form, page),
            "assessment": assessment,
            "enterprise": assessment.enterprise,
            "work": find_work(assessment, page.code),
            "is_closed": is_closed,
            "may_close": is_closed and can_close(request.user, assessment.enterprise),
            "back": BACK_TO_CHECK if _goes_back(request) else "",
        },
        status=status,
    )


def _goes_back(request: HttpRequest) -> bool:
    given = request.POST if request.method == "POST" else request.GET
    return given.get("back") == BACK_TO_CHECK


def _after_save(
    request: HttpRequest, assessment: Assessment, standard: Standard, page: Section
) -> HttpResponseRedirect:
    """Go where the pressed button says: stay at the item, back to checking, or on to the next section."""
    taken = request.POST.get("take", "").partition("-")[0]
    stay = taken or request.POST.get("clear") or request.POST.get("mine") or request.POST.get("theirs")
    if stay in page.codes:
        return _to_item(assessment, page, str(stay))
    if request.POST.get("then") == "stay":  # the Enter key in a field
        return redirect("assessment:section", assessment.public_id, page.code)
    if _goes_back(request):
        return HttpResponseRedirect(
            reverse("assessment:check", args=[assessment.public_id]) + f"#section-{page.code}"
        )
    following = standard.sections[standard.sections.index(page) + 1 :]
    if following and request.POST.get("then") == "next":
        return redirect("assessment:section", assessment.public_id, following[0].code)
    return redirect("assessment:tasks", assessment.public_id)


def _to_item(assessment: Assessment, page: Section, code: str) -> HttpResponseRedirect:
    url = reverse("assessment:section", args=[assessment.public_id, page.code])
    return HttpResponseRedirect(f"{url}#item-{code}")
