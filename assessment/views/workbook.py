"""The questionnaire as a workbook: downloaded, filled elsewhere, looked at item by item, then saved."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from assessment import services
from assessment.domain.sheet import Sheet
from assessment.domain.working import first_fixed
from assessment.files.filling_book import write_book
from assessment.forms.items import ItemsForm, figure_name
from assessment.forms.workbook import BookForm, Refusal, Taken
from assessment.models import Assessment
from assessment.permissions import check_can_fill
from assessment.presenters.workbook import changes_of, lines_of
from assessment.selectors.answers import get_assessment, load_sheet
from assessment.views.filling import moved_meanwhile, save_form
from assessment.wording.sections import SECTION_CLOSED
from assessment.wording.steps import CLOSED
from assessment.wording.workbook import NOTHING_NEW, OF_ANOTHER, OF_ANOTHER_REVISION, SAVED, book_name
from enterprises.domain.file_names import disposition
from enterprises.forms.requests import signed_in
from enterprises.views.logged import logged_download
from standards.wording.answers import fixed_figure, label

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@logged_download("workbook")
def download(request: HttpRequest, assessment: UUID) -> HttpResponse:
    """Send the questionnaire with its answers as a workbook."""
    found = get_assessment(signed_in(request), assessment)
    sheet = load_sheet(found)
    name = book_name(found.enterprise.name, timezone.localdate())
    book = write_book(tuple(lines_of(sheet)), about=_about(found, sheet), title=name.removesuffix(".xlsx"))
    return HttpResponse(
        book,
        content_type=EXCEL,
        headers={"Content-Disposition": disposition(name), "Cache-Control": "private, no-cache"},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, assessment: UUID) -> HttpResponse:
    """Take a workbook back: show what it would change, and save that once it is confirmed."""
    found = get_assessment(signed_in(request), assessment)
    check_can_fill(request.user, found.enterprise)
    if not found.is_draft:
        messages.warning(request, CLOSED)
        return redirect("assessment:check", found.public_id)
    if request.method == "POST":
        return _confirm(request, found) if "confirm" in request.POST else _look(request, found)
    return _page(request, found, {"form": BookForm()})


def _look(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    form = BookForm(request.POST, request.FILES)
    sheet = load_sheet(assessment)
    if form.is_valid() and form.about != _about(assessment, sheet):
        same = form.about.partition(" ")[0] == str(assessment.public_id)
        form.add_error("file", OF_ANOTHER_REVISION if same else OF_ANOTHER)
    if not form.is_valid():
        return _page(request, assessment, {"form": form}, status=400)
    taken = Taken(sheet, form.lines)
    items = _all_items(assessment, sheet, taken.data)
    _refuse_closed(items, assessment)
    refused = [*taken.refused, *_refused(items, taken.cells)]
    return _preview(request, assessment, items, refused)


def _confirm(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    items = _all_items(assessment, load_sheet(assessment), request.POST)
    try:
        saved = save_form(assessment, items, by=signed_in(request), changes_only=True)
    except services.NotDraft:
        messages.warning(request, CLOSED)
        return redirect("assessment:check", assessment.public_id)
    except services.OtherRevision:
        return moved_meanwhile(request, assessment)
    if count := sum(one.changed for one in saved.values()):
        messages.success(request, SAVED % {"count": count})
    if items.rejected:
        again = _all_items(assessment, load_sheet(assessment), request.POST)
        assessment.refresh_from_db(fields=["closed"])  # perhaps just now
        _refuse_closed(again, assessment)
        return _preview(request, assessment, again, _refused(again, {}))
    if not count:
        messages.info(request, NOTHING_NEW)
    return redirect("assessment:tasks", assessment.public_id)


def _all_items(assessment: Assessment, sheet: Sheet, data: QueryDict) -> ItemsForm:
    items = [item for section in sheet.standard.sections for item in section.items]
    return ItemsForm(assessment=assessment.public_id, sheet=sheet, items=items, data=data)


def _refuse_closed(form: ItemsForm, assessment: Assessment) -> None:
    """Say of what would change in a closed section that it is not written, and leave it out."""
    form.is_valid()
    section_of = form.sheet.standard.section_by_item
    for code in form.changes:
        if section_of[code].code in assessment.closed:
            form.add_error(code, SECTION_CLOSED)
            del form.entries[code]
        elif fixed := first_fixed(form.sheet.standard, assessment.closed, form.changed_figures(code)):
            text = fixed_figure(form.sheet.standard, fixed.users)
            form.add_error(figure_name(code, fixed.figure), text)
            del form.entries[code]


def _refused(form: ItemsForm, cells: dict[str, str]) -> list[Refusal]:
    return [
        Refusal(cell=cells.get(name, "") or label(form.sheet.standard, code), text=text)
        for code in form.rejected
        for name, text in form.errors_of(code)
    ]


def _preview(
    request: HttpRequest, assessment: Assessment, form: ItemsForm, refused: Sequence[Refusal]
) -> HttpResponse:
    changes = changes_of(form)
    context = {
        "refused": refused,
        "changes": [change for change in changes if not change.is_conflict],
        "conflicts": [change for change in changes if change.is_conflict],
        "nothing": not changes and not refused,
    }
    return _page(request, assessment, {"form": BookForm(), **context}, status=422 if refused else 200)


def _about(assessment: Assessment, sheet: Sheet) -> str:
    """Return what tells a workbook of this questionnaire from others."""
    return f"{assessment.public_id} {sheet.standard.code} {sheet.standard.revision}"


def _page(
    request: HttpRequest, assessment: Assessment, context: dict[str, object], *, status: int = 200
) -> HttpResponse:
    shown = {"assessment": assessment, "enterprise": assessment.enterprise, **context}
    return render(request, "assessment/workbook.html", shown, status=status)
