"""One item with what became of it: its answers over time."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from assessment import services
from assessment.forms.items import item_by_code
from assessment.forms.past import RestoreForm
from assessment.models import Assessment
from assessment.permissions import can_fill, check_can_fill
from assessment.presenters.past import answers_over_time
from assessment.selectors.answers import get_assessment, load_part, value_of
from assessment.selectors.past import figures_of, get_past, list_past
from assessment.views.refusing import refusal_told
from assessment.wording.past import NOT_RESTORED, RESTORED
from assessment.wording.sections import SECTION_CLOSED
from enterprises.forms.requests import signed_in
from standards.domain.answers import InvalidAnswer
from standards.domain.figures import own_figures
from standards.selectors.revisions import compiled_of
from standards.wording.answers import label, refusal


@require_safe
def item(request: HttpRequest, assessment: UUID, code: str) -> HttpResponse:
    """Show what an item was answered, by whom and when."""
    found = _of_item(request, assessment, code)
    sheet = load_part(found, [code])
    section = sheet.standard.section_by_item[code]
    is_closed = section.code in found.closed
    context = {
        "assessment": found,
        "enterprise": found.enterprise,
        "section": section,
        "code": code,
        "label": label(sheet.standard, code),
        "version": sheet.at(code).version,
        "answers": answers_over_time(found, sheet, code, list_past(found, code)),
        "may_fill": found.is_draft and not is_closed and can_fill(request.user, found.enterprise),
    }
    return render(request, "assessment/items/item.html", context)


@require_POST
def restore(request: HttpRequest, assessment: UUID, code: str) -> HttpResponse:
    """Save an earlier answer again, unless somebody changed the present one since it was seen."""
    found = _of_item(request, assessment, code)
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
        except services.SectionClosed:
            messages.warning(request, SECTION_CLOSED)
        except InvalidAnswer as error:  # other figures have changed since
            messages.warning(request, refusal(standard, error))
        else:
            messages.success(request, RESTORED)
    return redirect("assessment:item", found.public_id, code)


def _of_item(request: HttpRequest, public_id: UUID, code: str) -> Assessment:
    """Return the assessment, if the item is one of its revision. Raises Http404."""
    found = get_assessment(signed_in(request), public_id)
    if item_by_code(compiled_of(found.revision), code) is None:
        raise Http404
    return found
