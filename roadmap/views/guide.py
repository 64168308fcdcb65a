"""The transformation guide: an overview, and a page for each stage."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from roadmap.selectors.guide import guide


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
