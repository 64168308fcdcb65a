"""Standing by figures that hardly fit."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from assessment.models import Assessment, FigureConfirmation, Guest
from assessment.selectors.answers import load_sheet
from assessment.services.locking import lock_draft
from enterprises.models import User


def confirm_figures(
    *, assessment: Assessment, tokens: Collection[str], by: User, at: datetime, guest: Guest | None = None
) -> int:
    """Keep that somebody stands by these values, and return how many questions that answers.

    A token says which values were seen: where they are others by now, nothing is confirmed.
    Raises NotDraft, OtherRevision.
    """
    with transaction.atomic():
        lock_draft(assessment)
        meant = [one.oddity for one in load_sheet(assessment).asked if one.oddity.token in tokens]
        for oddity in meant:
            FigureConfirmation.objects.update_or_create(
                assessment=assessment,
                rule=oddity.code,
                defaults={"token": oddity.token, "confirmed_by": by, "guest": guest, "confirmed_at": at},
            )
    return len(meant)
