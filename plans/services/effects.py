"""Figures of what came of the work."""

from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from enterprises.models import User
from plans.models import EffectFigure, KeptPlan
from plans.services.locking import lock_proven


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectValues:
    """A figure before and after the change, in the unit given, and where it comes from."""

    name: str
    unit: str
    before: Decimal
    after: Decimal
    basis: str


@transaction.atomic
def add_effect(*, plan: KeptPlan, values: EffectValues, by: User, at: datetime) -> EffectFigure:
    """Add a figure. Raises RefusedPlan where the plan takes none."""
    lock_proven(plan.pk)
    return EffectFigure.objects.create(plan=plan, entered_by=by, entered_at=at, **asdict(values))


@transaction.atomic
def change_effect(*, effect: EffectFigure, values: EffectValues, by: User, at: datetime) -> None:
    """Enter a figure anew. Raises RefusedPlan where the plan takes none."""
    lock_proven(effect.plan_id)
    EffectFigure.objects.filter(pk=effect.pk).update(entered_by=by, entered_at=at, **asdict(values))


@transaction.atomic
def remove_effect(*, effect: EffectFigure) -> None:
    """Take a figure away. Raises RefusedPlan where the plan takes none."""
    lock_proven(effect.plan_id)
    EffectFigure.objects.filter(pk=effect.pk).delete()
