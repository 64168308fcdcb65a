"""Figures before and after the change."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from audit.models import Action
from enterprises.forms.requests import signed_in
from enterprises.views.logged import record_use
from plans import services
from plans.forms.effects import EffectForm
from plans.models import KeptPlan, PlanState
from plans.permissions import can_change, check_can_change
from plans.selectors.plans import get_plan
from plans.selectors.proofs import get_effect, list_effects
from plans.views.refusing import refusal_told
from plans.wording.done import ADDED, DELETED, SAVED


@require_http_methods(["GET", "HEAD", "POST"])
def effects(request: HttpRequest, plan: UUID) -> HttpResponse:
    """List the figures of a plan; a POST adds one."""
    user = signed_in(request)
    found = get_plan(user, plan)
    if request.method != "POST":
        if found.state == PlanState.KEPT:
            return redirect("plans:plan", found.public_id)
        return _effects_page(request, found, EffectForm())
    check_can_change(user, found.enterprise)
    form = EffectForm(request.POST)
    if not form.is_valid():
        return _effects_page(request, found, form, status=422)
    with refusal_told(request):
        services.add_effect(plan=found, values=form.values(), by=user, at=timezone.now())
        messages.success(request, ADDED)
    return redirect("plans:effects", found.public_id)


def _effects_page(
    request: HttpRequest, found: KeptPlan, form: EffectForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "plan": found,
        "enterprise": found.enterprise,
        "effects": list_effects(found),
        "may_prove": found.takes_proof and can_change(request.user, found.enterprise),
        "form": form,
    }
    return render(request, "plans/effects.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def effect(request: HttpRequest, plan: UUID, effect: UUID) -> HttpResponse:
    """Enter a figure anew."""
    user = signed_in(request)
    found = get_plan(user, plan)
    check_can_change(user, found.enterprise)
    figure = get_effect(found, effect)
    form = EffectForm(request.POST) if request.method == "POST" else EffectForm.of(figure)
    if not form.is_valid():
        context = {"plan": found, "enterprise": found.enterprise, "effect": figure, "form": form}
        return render(request, "plans/effect.html", context, status=422 if form.is_bound else 200)
    with refusal_told(request):
        services.change_effect(effect=figure, values=form.values(), by=user, at=timezone.now())
        messages.success(request, SAVED)
    return redirect("plans:effects", found.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def remove_effect(request: HttpRequest, plan: UUID, effect: UUID) -> HttpResponse:
    """Ask, then take a figure away."""
    user = signed_in(request)
    found = get_plan(user, plan)
    check_can_change(user, found.enterprise)
    figure = get_effect(found, effect)
    if request.method != "POST":
        context = {"plan": found, "enterprise": found.enterprise, "effect": figure}
        return render(request, "plans/remove_effect.html", context)
    with refusal_told(request):
        services.remove_effect(effect=figure)
        record_use(request, Action.DELETED, kind="effect", subject=effect)
        messages.success(request, DELETED)
    return redirect("plans:effects", found.public_id)
