"""A kept plan: what it is, following it as an action list, ending it, and throwing it away."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from assessment.selectors.answers import find_superseding
from audit.models import Action
from enterprises.forms.requests import signed_in
from enterprises.models import User
from enterprises.selectors.members import list_members
from enterprises.views.logged import record_use
from plans import services
from plans.forms.following import BeginForm, CloseForm
from plans.models import KeptPlan, PlanState
from plans.permissions import can_change, check_can_change
from plans.presenters.actions import ActionList, ActionRow, by_due, load_action_list
from plans.presenters.funding import shown_support
from plans.presenters.trend import Trend
from plans.selectors.kept import read_plan_details
from plans.selectors.planner import load_planner_inputs
from plans.selectors.plans import find_followed, get_plan
from plans.views.refusing import refusal_told
from plans.wording.done import PLAN_BEGUN, PLAN_DELETED, PLAN_ENDED
from plans.wording.plans import refusal_text
from roadmap.selectors.names import Naming

FILTERS = ("all", "open", "mine")


@require_safe
def plan(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Show a plan: as it was kept, or as the action list of the firm that follows it."""
    user = signed_in(request)
    found = get_plan(user, plan)
    if found.state == PlanState.KEPT:
        return _kept_page(request, user, found)
    today = timezone.localdate()
    actions = load_action_list(found, today)
    chosen = request.GET.get("show", "")
    show = chosen if chosen in FILTERS else FILTERS[0]
    context = {
        "plan": found,
        "enterprise": found.enterprise,
        "superseding": find_superseding(found.snapshot),
        "news": actions.news,
        "trend": Trend(actions=actions, today=today),
        "groups": by_due(_shown(actions, show, user)),
        "show": show,
        "may_change": can_change(user, found.enterprise),
    }
    return render(request, "plans/followed.html", context)


def _shown(actions: ActionList, show: str, user: User) -> tuple[ActionRow, ...]:
    if show == "mine":
        return tuple(row for row in actions.rows if row.step.owner_id == user.pk)
    return tuple(row for row in actions.rows if show == "all" or row.facts.is_open)


def _kept_page(request: HttpRequest, user: User, found: KeptPlan) -> HttpResponse:
    details = read_plan_details(found)
    names = Naming()
    inputs = load_planner_inputs(found.snapshot, timezone.localdate())
    context = {
        "plan": found,
        "enterprise": found.enterprise,
        "superseding": find_superseding(found.snapshot),
        "details": details,
        "excluded": [names.name("measure", code) for code in details.content.excluded],
        "wanted": [names.name("measure", code) for code in details.content.wanted],
        "expected": [
            names.name("option", f"{one.question} {one.option}") for one in details.content.expected
        ],
        "followed": find_followed(found.enterprise),
        "may_change": can_change(user, found.enterprise),
        "support": shown_support(inputs, details.plan, kept=found.public_id, begins_on=inputs.day),
    }
    return render(request, "plans/kept.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Choose the day on which it begins, look at the days that follow, and begin."""
    user = signed_in(request)
    found = get_plan(user, plan)
    check_can_change(user, found.enterprise)
    steps, members = read_plan_details(found).plan.steps, list_members(found.enterprise)
    begin = partial(BeginForm, steps=steps, members=members)
    if request.method != "POST":
        return _follow_page(request, found, begin(begins_on=timezone.localdate()))
    form = begin(request.POST)
    if not form.is_valid():
        return _follow_page(request, found, form, status=422)
    if request.POST.get("then") == "preview":
        again = {**form.cleaned_data, "laid_out_for": form.cleaned_data["begins_on"]}
        return _follow_page(request, found, begin(initial=again))
    with refusal_told(request):
        services.follow_plan(
            plan=found,
            begins_on=form.cleaned_data["begins_on"],
            shared=form.shared(),
            by=user,
            at=timezone.now(),
        )
        messages.success(request, PLAN_BEGUN)
    return redirect("plans:plan", found.public_id)


def _follow_page(
    request: HttpRequest, found: KeptPlan, form: BeginForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "plan": found,
        "enterprise": found.enterprise,
        "form": form,
        "followed": find_followed(found.enterprise),
    }
    return render(request, "plans/follow.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Ask, then end the plan as finished or stopped."""
    user = signed_in(request)
    found = get_plan(user, plan)
    check_can_change(user, found.enterprise)
    if request.method != "POST":
        if not found.is_followed:
            return redirect("plans:plan", found.public_id)
        actions = load_action_list(found, timezone.localdate())
        context = {"plan": found, "enterprise": found.enterprise, "progress": actions.news.progress}
        return render(request, "plans/close.html", context)
    form = CloseForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    with refusal_told(request):
        services.close_plan(
            plan=found, state=PlanState(form.cleaned_data["state"]), by=user, at=timezone.now()
        )
        messages.success(request, PLAN_ENDED)
    return redirect("plans:plan", found.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Ask, then delete a plan that was never followed."""
    user = signed_in(request)
    found = get_plan(user, plan)
    check_can_change(user, found.enterprise)
    if request.method != "POST" and found.state == PlanState.KEPT:
        return render(request, "plans/discard.html", {"plan": found, "enterprise": found.enterprise})
    if request.method != "POST":
        messages.warning(request, refusal_text(services.Refusal.NOT_KEPT))
        return redirect("plans:plan", found.public_id)
    try:
        services.discard_plan(plan=found)
        record_use(request, Action.DELETED, kind="plan", subject=plan)
        messages.success(request, PLAN_DELETED)
    except services.RefusedPlan as refused:
        messages.warning(request, refusal_text(refused.refusal))
        return redirect("plans:plan", found.public_id)
    return redirect("assessment:overview", found.enterprise.public_id)
