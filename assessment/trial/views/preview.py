"""Preview: the questionnaire of a revision as a firm would see it, answerable, scored, not stored."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from assessment.forms.items import ItemsForm
from assessment.permissions import check_can_look_at_criteria
from assessment.presenters.sections import section_page
from assessment.trial.presenters.preview import carried, outcome, tried_form
from assessment.trial.selectors.revisions import get_revision
from standards.domain.standard import Section, Standard
from standards.models import Revision
from standards.selectors.revisions import outline
from standards.wording.changes import problem_sentences

RESULT = "result"


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, revision: int) -> HttpResponse:
    """Show a section, the one before or behind it, or what all answers come to: as the button says."""
    check_can_look_at_criteria(request.user)
    found = get_revision(revision)
    written = outline(found.pk)
    troubles = problem_sentences(written)
    if troubles:
        context = {"revision": found, "problems": troubles}
        return render(request, "assessment/trial/preview_problems.html", context)
    standard = Standard.of(written)
    form = tried_form(standard, request.POST)
    here = _section(standard, request.POST.get("section") or request.GET.get("section", ""))
    form.show(here.items)
    if form.rejected:
        return _section_page(request, found, form, here, status=422)
    if request.POST.get("then") == RESULT:
        return _result_page(request, found, form)
    return _section_page(request, found, form, _section(standard, request.POST.get("then", ""), here))


def _section(standard: Standard, code: str, otherwise: Section | None = None) -> Section:
    known = {section.code: section for section in standard.sections}
    return known.get(code) or otherwise or standard.sections[0]


def _section_page(
    request: HttpRequest, revision: Revision, form: ItemsForm, section: Section, *, status: int = 200
) -> HttpResponse:
    form.show(section.items)
    context = {
        **section_page(form, section),
        "revision": revision,
        "sections": form.sheet.progress.sections,
        "carried": carried(form, request.POST, section.codes),
    }
    return render(request, "assessment/trial/preview.html", context, status=status)


def _result_page(request: HttpRequest, revision: Revision, form: ItemsForm) -> HttpResponse:
    context = {
        "revision": revision,
        "sections": form.sheet.progress.sections,
        "carried": carried(form, request.POST, ()),
        "outcome": outcome(form.sheet),
    }
    return render(request, "assessment/trial/preview_result.html", context)
