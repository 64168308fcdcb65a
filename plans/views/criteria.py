"""Ticking by what a step is done."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRefresh

from enterprises.forms.requests import signed_in, wants_part
from plans import services
from plans.forms.steps import TickForm
from plans.permissions import check_can_change
from plans.selectors.plans import get_step
from plans.selectors.proofs import list_criteria
from plans.wording.plans import refusal_text


@require_POST
def tick(request: HttpRequest, step: UUID) -> HttpResponse:
    """Say that a criterion is met, or take that back; htmx gets the criteria anew."""
    user = signed_in(request)
    found = get_step(user, step)
    check_can_change(user, found.plan.enterprise)
    form = TickForm(request.POST, criteria=list_criteria(found))
    if not form.is_valid():
        raise BadRequest
    number = form.cleaned_data["criterion"]
    try:
        if form.cleaned_data["met"] == "yes":
            services.tick(step=found, criterion=number, by=user, at=timezone.now())
        else:
            services.untick(step=found, criterion=number)
    except services.RefusedPlan as refused:
        messages.warning(request, refusal_text(refused.refusal))
        if wants_part(request):
            return HttpResponseClientRefresh()
    if wants_part(request):
        context = {"step": found, "criteria": list_criteria(found), "may_prove": True}
        return render(request, "plans/_criteria.html", context)
    step_url = reverse("plans:step", args=[found.public_id])
    return HttpResponseRedirect(f"{step_url}#criteria")
