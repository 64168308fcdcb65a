"""Holding a plan still while something about it is written."""

from collections.abc import Collection

from plans.models import PROVEN, KeptPlan, PlanState
from plans.services.refusals import Refusal, RefusedPlan


def lock_followed(plan_id: int) -> None:
    """Keep the plan as it is until the transaction ends. Raises RefusedPlan if it is not followed."""
    _lock(plan_id, (PlanState.FOLLOWED,), Refusal.NOT_FOLLOWED)


def lock_proven(plan_id: int) -> int:
    """As `lock_followed`, for a plan that takes what proves it; return the key of its firm as it is now.

    Raises RefusedPlan.
    """
    return _lock(plan_id, PROVEN, Refusal.NOT_PROVEN)


def _lock(plan_id: int, states: Collection[str], refusal: Refusal) -> int:
    locked = KeptPlan.objects.select_for_update().filter(pk=plan_id, state__in=states)
    firm: int | None = locked.values_list("enterprise_id", flat=True).first()
    if firm is None:
        raise RefusedPlan(refusal)
    return firm
