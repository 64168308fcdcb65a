"""The quick check: ten items without an account; the server keeps nothing of them."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from assessment.domain.quick import quick_items
from assessment.domain.sheet import Sheet, StoredAnswer
from assessment.forms.items import ItemsForm, item_by_code
from assessment.forms.quick import carried_answers, keep_answers
from assessment.presenters.layout import layout_of
from assessment.presenters.quick import quick_card
from assessment.wording.quick import half_answered
from standards.domain.answers import Answers, Undecided
from standards.domain.standard import Standard
from standards.models import Revision
from standards.selectors.revisions import compiled_of, published_revision


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def quick(request: HttpRequest) -> HttpResponse:
    """Ask ten items; a POST hands the answers back to the browser and goes to the result."""
    standard = _standard()
    asked = (item_by_code(standard, code) for code in quick_items().items)
    form = ItemsForm(
        assessment=None,
        sheet=_sheet(standard, carried_answers(request, standard)),
        items=[item for item in asked if item is not None],
        data=request.POST if request.method == "POST" else None,
    )
    form.is_numbered = False
    if request.method != "POST":
        return _page(request, form)
    form.is_valid()
    if form.is_malformed:
        raise BadRequest
    for code, entry in form.entries.items():
        if isinstance(entry.value, Undecided) and not entry.value.unsure:
            form.add_error(code, half_answered(standard, entry.value))
    held = {code: StoredAnswer(value=entry.value) for code, entry in form.entries.items()}
    given = Sheet(standard=standard, held=held)
    if form.rejected or not (given.answers.questions or given.answers.scenes):
        form.sheet = given  # nothing is stored: what was right is shown from here
        return _page(request, form, status=422)
    response = redirect("assessment:quick_result")
    keep_answers(response, standard, given.answers, secure=request.is_secure())
    return response


@login_not_required
@require_safe
def quick_result(request: HttpRequest) -> HttpResponse:
    """Show the provisional level with its range."""
    standard = _standard()
    answers = carried_answers(request, standard)
    if not (answers.questions or answers.scenes):
        return redirect("assessment:quick")
    context = {"standard": standard, "card": quick_card(standard, answers), "asked": len(quick_items().items)}
    return render(request, "assessment/quick_result.html", context)


def _standard() -> Standard:
    try:
        return compiled_of(published_revision(quick_items().standard))
    except Revision.DoesNotExist:
        raise Http404 from None


def _sheet(standard: Standard, answers: Answers) -> Sheet:
    values = {**answers.questions, **answers.scenes}
    return Sheet(
        standard=standard,
        held={code: StoredAnswer(value=value) for code, value in values.items()},
    )


def _page(request: HttpRequest, form: ItemsForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "layout": layout_of(form), "standard": form.sheet.standard}
    return render(request, "assessment/quick.html", context, status=status)
