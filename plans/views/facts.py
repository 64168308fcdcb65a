"""What a firm says of itself so that support can be found: asked beside a plan, kept in its profile."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from assessment.selectors.answers import get_snapshot
from enterprises.forms.requests import signed_in
from enterprises.services.facts import say_facts
from plans.forms.facts import FactsForm
from plans.permissions import check_can_change
from plans.selectors.planner import load_planner_inputs
from plans.selectors.plans import get_plan
from plans.views.planner import back_to_plan
from plans.wording.done import FACTS_KEPT

PLACE = "plan-support"  # on both pages


@require_POST
def facts(request: HttpRequest, snapshot: UUID) -> HttpResponse:
    """Keep the answers, and look for support anew."""
    user = signed_in(request)
    inputs = load_planner_inputs(get_snapshot(user, snapshot), timezone.localdate())
    check_can_change(user, inputs.enterprise)
    form = FactsForm(inputs.askable, request.POST, known=inputs.facts)
    if not form.is_valid():
        raise BadRequest
    say_facts(enterprise=inputs.enterprise, facts=form.said(), by=user, at=timezone.now())
    messages.success(request, FACTS_KEPT)
    if kept := form.cleaned_data["kept"]:
        return redirect(f"{reverse('plans:plan', args=[get_plan(user, kept).public_id])}#{PLACE}")
    return back_to_plan(inputs, form.cleaned_data["back"], place=PLACE)
