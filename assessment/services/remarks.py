"""Writes: a remark at an item, and that somebody has dealt with it."""

from datetime import datetime

from django.db import transaction

from assessment.models import Assessment, Remark
from assessment.services.locking import lock_draft, lock_item
from assessment.services.refusals import TooMany
from enterprises.models import User

MOST_REMARKS = 100  # at an item


def add_remark(
    *, assessment: Assessment, code: str, text: str, asked: User | None, by: User, at: datetime
) -> Remark:
    """Write a remark, for somebody to confirm or for all.

    Raises:
        TooMany: as many as may be stand at the item.
        SectionClosed, NotDraft, OtherRevision.
    """
    with transaction.atomic():
        lock_item(assessment, code)
        if Remark.objects.filter(assessment=assessment, code=code).count() >= MOST_REMARKS:
            raise TooMany
        return Remark.objects.create(
            assessment=assessment,
            code=code,
            text=text,
            asked=asked,
            to_tell=asked is not None and asked != by,
            by=by,
            at=at,
        )


def settle_remark(*, remark: Remark, by: User, at: datetime) -> None:
    """Keep that a remark is dealt with, in a closed section too; whoever said so first stays.

    Raises NotDraft, OtherRevision.
    """
    with transaction.atomic():
        lock_draft(remark.assessment)
        Remark.objects.filter(pk=remark.pk, done_at=None).update(done_by=by, done_at=at)
