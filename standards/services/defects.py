"""The way out of a published mistake: what is wrong with a revision, and which one corrects it.

The frozen revision and what was submitted under it stay as they are; readers of old results are told.
"""

from datetime import datetime

from django.db import IntegrityError, transaction

from editing.models import State
from editing.services.refusals import RefusedChange
from enterprises.models import User
from standards.models import Defect, Revision
from standards.services.refusals import StandardRefusal


def mark_defective(*, revision: Revision, reason: str, by: User | None, at: datetime) -> Defect:
    """Record what is wrong with a revision that was published.

    Raises RefusedChange if it never was, if no reason is given, or if it is marked already.
    """
    if revision.state == State.DRAFT:
        raise RefusedChange(StandardRefusal.NEVER_PUBLISHED, revision)
    if not reason.strip():
        raise RefusedChange(StandardRefusal.REASON_MISSING)
    try:
        with transaction.atomic():
            return Defect.objects.create(
                revision=revision, reason=reason.strip(), recorded_by=by, recorded_at=at
            )
    except IntegrityError as error:
        raise RefusedChange(StandardRefusal.DEFECT_KNOWN, revision) from error


@transaction.atomic
def link_correction(*, defect: Defect, corrected_by: Revision, by: User | None, at: datetime) -> Defect:
    """Record which revision corrects a defective one, once and for all.

    Raises RefusedChange unless it is a later revision of the same standard, published and without a defect.
    """
    wrong = defect.revision
    if (
        corrected_by.state != State.PUBLISHED
        or corrected_by.standard_id != wrong.standard_id
        or corrected_by.number <= wrong.number
        or Defect.objects.filter(revision=corrected_by).exists()
    ):
        raise RefusedChange(StandardRefusal.NO_CORRECTION, corrected_by)
    open_ = Defect.objects.filter(pk=defect.pk, corrected_by=None)
    if not open_.update(corrected_by=corrected_by, linked_by=by, linked_at=at):
        raise RefusedChange(StandardRefusal.CORRECTED, wrong)
    defect.refresh_from_db()
    return defect
