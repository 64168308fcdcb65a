"""The board: steps by state, moved by buttons."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from enterprises.forms.requests import signed_in, wants_part
from enterprises.models import User
from plans import services
from plans.domain.progress import StepState
from plans.forms.steps import MoveForm
from plans.models import STEP_STATES, PlanState, Step
from plans.permissions import can_change, check_can_change
from plans.presenters.actions import ActionList, ActionRow, load_action_list
from plans.selectors.plans import get_plan, get_step
from plans.selectors.proofs import count_unticked, list_criteria
from plans.views.folds import Fold, fold_url
from plans.wording.done import STEP_MOVED, done_text, done_today_text
from plans.wording.plans import refusal_text

COLUMNS = (StepState.TO_DO, StepState.DOING, StepState.DONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """The cards of one state."""

    state: StepState
    rows: tuple[ActionRow, ...]

    @property
    def label(self) -> str:
        return str(STEP_STATES[self.state])


@require_safe
def board(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Show the steps of a followed plan by state."""
    user = signed_in(request)
    found = get_plan(user, plan)
    if found.state == PlanState.KEPT:
        return redirect("plans:plan", found.public_id)
    actions = load_action_list(found, timezone.localdate())
    may_move = found.is_followed and can_change(user, found.enterprise)
    return render(request, "plans/board.html", _board(actions, may_move=may_move))


def _board(actions: ActionList, *, may_move: bool) -> dict[str, object]:
    return {
        "plan": actions.plan,
        "enterprise": actions.plan.enterprise,
        "columns": [_column(actions, state) for state in COLUMNS],
        "dropped": _column(actions, StepState.DROPPED),
        "may_move": may_move,
    }


def _column(actions: ActionList, state: StepState) -> Column:
    return Column(state=state, rows=tuple(row for row in actions.rows if row.step.state == state))


@require_POST
def move(request: HttpRequest, step: UUID) -> HttpResponse:
    """Give a step another state; htmx gets the board anew, with what became of it in words."""
    user = signed_in(request)
    found = get_step(user, step)
    check_can_change(user, found.plan.enterprise)
    form = MoveForm(request.POST)
    if not form.is_valid():
        raise BadRequest
    state, refused = StepState(form.cleaned_data["state"]), ""
    try:
        services.move_step(
            step=found,
            state=state,
            version=form.cleaned_data["version"],
            on=timezone.localdate(),
            by=user,
            at=timezone.now(),
        )
    except services.RefusedPlan as error:
        refused = refusal_text(error.refusal)
    on_step = form.cleaned_data["on_step"]
    news = refused or _moved_text(found, state, on_step=on_step)
    if wants_part(request):
        return _moved_part(request, user, found, news=news, status=409 if refused else 200)
    (messages.warning if refused else messages.success)(request, news)
    if on_step and state == StepState.DONE and not refused:
        return redirect(fold_url(found, Fold.FILES))  # what proves it is asked for next
    if on_step:
        return redirect("plans:step", found.public_id)
    board_url = reverse("plans:board", args=[found.plan.public_id])
    return HttpResponseRedirect(f"{board_url}#step-{found.public_id}")


def _moved_text(step: Step, state: StepState, *, on_step: bool) -> str:
    if state == StepState.DONE:
        unticked = count_unticked(list_criteria(step))
        return done_text(unticked) if on_step else done_today_text(step.position, unticked)
    return STEP_MOVED % {"number": step.position, "state": STEP_STATES[state]}


def _moved_part(request: HttpRequest, user: User, step: Step, *, news: str, status: int) -> HttpResponse:
    plan = get_plan(user, step.plan.public_id)
    actions = load_action_list(plan, timezone.localdate())
    context = _board(actions, may_move=plan.is_followed)
    return render(request, "plans/_moved.html", {**context, "moved": step.pk, "news": news}, status=status)
