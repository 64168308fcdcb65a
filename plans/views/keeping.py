"""Keeping a plan as it was seen."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from assessment.selectors.answers import get_snapshot
from enterprises.forms.requests import signed_in
from plans.forms.keeping import KeepForm
from plans.permissions import check_can_change
from plans.presenters.planner.page import planner_page
from plans.presenters.planner.showing import content_of
from plans.selectors.planner import load_planner_inputs
from plans.services import RefusedPlan, keep_plan
from plans.views.planner import page_context
from plans.wording.done import PLAN_KEPT
from plans.wording.plans import refusal_text


@require_POST
def keep(request: HttpRequest, snapshot: UUID) -> HttpResponse:
    """Keep the plan for the parameters, if it still is the plan that was seen."""
    user = signed_in(request)
    inputs = load_planner_inputs(get_snapshot(user, snapshot), timezone.localdate())
    check_can_change(user, inputs.enterprise)
    form = KeepForm(request.POST)
    page = planner_page(inputs, QueryDict(request.POST.get("plan", "")))
    plan = page.shown.plan
    seen = page.shown.seen == request.POST.get("seen", "")
    if form.is_valid() and page.form.is_valid() and plan is not None and seen:
        content = content_of(inputs, page.shown.outcome, plan)
        name = form.cleaned_data["name"]
        try:
            kept = keep_plan(snapshot=inputs.snapshot, content=content, name=name, by=user, at=timezone.now())
        except RefusedPlan as refused:
            messages.warning(request, refusal_text(refused.refusal))
        else:
            messages.success(request, PLAN_KEPT)
            return redirect("plans:plan", kept.public_id)
    context = page_context(user, page) | {"keeping": form, "overtaken": not seen}
    return render(request, "plans/planner/page.html", context, status=422 if seen else 409)
