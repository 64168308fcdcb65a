"""Ticking the criteria of a step.

Both calls say how one criterion shall stand: to say it twice, or from a page that others have changed
meanwhile, takes nothing from anybody.
"""

from datetime import datetime

from django.db import transaction

from enterprises.models import User
from plans.models import Step, Tick
from plans.services.locking import lock_proven


@transaction.atomic
def tick(*, step: Step, criterion: int, by: User, at: datetime) -> None:
    """Say that a criterion is met; who said so first stays. Raises RefusedPlan: the plan takes no proof."""
    lock_proven(step.plan_id)
    Tick.objects.get_or_create(step=step, criterion=criterion, defaults={"by": by, "at": at})


@transaction.atomic
def untick(*, step: Step, criterion: int) -> None:
    """Take a tick back. Raises RefusedPlan: the plan takes no proof."""
    lock_proven(step.plan_id)
    Tick.objects.filter(step=step, criterion=criterion).delete()
