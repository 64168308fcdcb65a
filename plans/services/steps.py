"""What a firm does about a step: who, when, for how much, how far. Nobody overwrites anybody."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import F

from enterprises.models import User
from plans.domain.progress import StepState
from plans.models import Step
from plans.services.locking import lock_followed
from plans.services.refusals import Refusal, RefusedPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class StepValues:
    """All that people say about a step.

    `owner` or `owner_name`, or neither. `done_on` only where it is done.
    """

    state: StepState
    owner: User | None
    owner_name: str
    starts_on: date
    due_on: date
    cost_planned: Decimal  # 万元
    cost_real: Decimal | None  # 万元
    done_on: date | None


def differing(step: Step, values: StepValues) -> dict[str, object]:
    """Return what would change on the step, by field."""
    given = {one.name: getattr(values, one.name) for one in fields(values)}
    return {name: value for name, value in given.items() if getattr(step, name) != value}


def change_step(*, step: Step, values: StepValues, version: int, by: User, at: datetime) -> bool:
    """Say something else of a step that nobody changed since `version`. Return whether anything changed.

    Raises RefusedPlan: the plan is not followed, or somebody was faster.
    """
    if version == step.version and not differing(step, values):
        return False
    given = {one.name: getattr(values, one.name) for one in fields(values)}
    _write(step, given, version=version, by=by, at=at)
    return True


def move_step(*, step: Step, state: StepState, version: int, on: date, by: User, at: datetime) -> None:
    """Give a step another state; one that gets done was done on the day given. Raises RefusedPlan."""
    done_on = on if state == StepState.DONE else None
    _write(step, {"state": state, "done_on": done_on}, version=version, by=by, at=at)


@transaction.atomic
def _write(step: Step, given: dict[str, object], *, version: int, by: User, at: datetime) -> None:
    lock_followed(step.plan_id)
    written = Step.objects.filter(pk=step.pk, version=version).update(
        **given, version=F("version") + 1, changed_by=by, changed_at=at
    )
    if not written:
        raise RefusedPlan(Refusal.CHANGED_MEANWHILE)
