"""The transformation guide: an overview, a page for each stage, and one on what levels are good for."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from roadmap.domain.uses import by_level_asked
from roadmap.selectors.guide import guide, uses
from roadmap.selectors.library import library
from roadmap.selectors.names import Naming


@login_not_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show the stages and what each has something to say about."""
    return render(request, "roadmap/guide/overview.html", {"guide": guide()})


@login_not_required
@require_safe
def stage(request: HttpRequest, stage: str) -> HttpResponse:
    """Show what a firm does in a stage, topic by topic."""
    whole = guide()
    try:
        found = whole.stage(stage)
    except KeyError:
        raise Http404 from None
    context = {"guide": whole, "stage": found, "chapters": whole.chapters(found)}
    return render(request, "roadmap/guide/stage.html", context)


@login_not_required
@require_safe
def levels(request: HttpRequest) -> HttpResponse:
    """Show who asks for which level, and the support measures of today that do."""
    naming = Naming()
    asked = by_level_asked(library(timezone.localdate()).support_measures)
    measures = [(naming.name("level_after_low", level), found) for level, found in asked.items()]
    return render(request, "roadmap/guide/levels.html", {"uses": uses(), "measures": measures})
