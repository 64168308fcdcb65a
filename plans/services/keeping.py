"""Keeping a plan, following it, and ending it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from django.db import IntegrityError, transaction

from assessment.models import Snapshot
from enterprises.models import User
from plans.domain import kept
from plans.models import KeptPlan, PlanState, Step
from plans.selectors.kept import read_plan_details
from plans.services.refusals import Refusal, RefusedPlan
from roadmap.domain.schedule import step_dates


def keep_plan(*, snapshot: Snapshot, content: kept.Kept, name: str, by: User, at: datetime) -> KeptPlan:
    """Keep a plan made from a result. Raises RefusedPlan if it has no steps."""
    if not content.measures:
        raise RefusedPlan(Refusal.NOTHING_TO_DO)
    return KeptPlan.objects.create(
        enterprise_id=snapshot.assessment.enterprise_id,
        snapshot=snapshot,
        name=name,
        content=kept.dump(content),
        kept_by=by,
        kept_at=at,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedStep:
    """Whose a step is, None while that is open, and its last day."""

    owner: User | None
    due_on: date


def follow_plan(
    *,
    plan: KeptPlan,
    begins_on: date,
    shared: Mapping[str, SharedStep] = MappingProxyType({}),
    by: User,
    at: datetime,
) -> None:
    """Make the plan the one that the firm follows: its steps get rows, each with its days.

    `shared`: by code of measure; a step that is not in it has no owner and the days of the plan.
    Raises RefusedPlan if it is followed or closed already, or if the firm follows another one.
    """
    steps = read_plan_details(plan).plan.steps
    try:
        with transaction.atomic():
            taken = KeptPlan.objects.filter(pk=plan.pk, state=PlanState.KEPT).update(
                state=PlanState.FOLLOWED, begins_on=begins_on
            )
            if not taken:
                raise RefusedPlan(Refusal.NOT_KEPT)
            Step.objects.bulk_create(
                Step(
                    plan=plan,
                    position=position,
                    code=step.measure.code,
                    starts_on=days.starts_on,
                    due_on=given.due_on if given else days.due_on,
                    owner=given.owner if given else None,
                    cost_planned=step.effort.cost.planned,
                    changed_by=by,
                    changed_at=at,
                )
                for position, step in enumerate(steps, start=1)
                for days, given in ((step_dates(step.slot, begins_on), shared.get(step.measure.code)),)
            )
    except IntegrityError:
        raise RefusedPlan(Refusal.ANOTHER_FOLLOWED) from None


def close_plan(*, plan: KeptPlan, state: PlanState, by: User, at: datetime) -> None:
    """End a plan as finished or stopped; its steps stay as they are. Raises RefusedPlan."""
    closed = KeptPlan.objects.filter(pk=plan.pk, state=PlanState.FOLLOWED).update(
        state=state, closed_by=by, closed_at=at
    )
    if not closed:
        raise RefusedPlan(Refusal.NOT_FOLLOWED)


def discard_plan(*, plan: KeptPlan) -> None:
    """Delete a plan that is kept and was never followed. Raises RefusedPlan."""
    if not KeptPlan.objects.filter(pk=plan.pk, state=PlanState.KEPT).delete()[0]:
        raise RefusedPlan(Refusal.NOT_KEPT)
