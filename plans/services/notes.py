"""Notes on steps: what somebody wrote stays."""

from datetime import datetime

from django.db import transaction

from enterprises.models import User
from plans.models import Note, Step
from plans.services.locking import lock_proven


@transaction.atomic
def add_note(*, step: Step, text: str, by: User, at: datetime) -> Note:
    """Add a note. Raises RefusedPlan where the plan takes none."""
    lock_proven(step.plan_id)
    return Note.objects.create(step=step, text=text, by=by, at=at)
