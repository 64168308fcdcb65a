"""Standing by figures that hardly fit."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from assessment.domain.oddities import Asked
from assessment.models import Assessment, FigureConfirmation, Guest
from assessment.selectors.answers import load_part, load_sheet
from assessment.selectors.links import codes_of, is_open
from assessment.services.locking import lock_draft
from assessment.services.refusals import LinkClosed
from enterprises.models import User
from standards.selectors.revisions import compiled_of


def confirm_figures(
    *, assessment: Assessment, tokens: Collection[str], by: User, at: datetime, guest: Guest | None = None
) -> int:
    """Keep that somebody stands by these values, and return how many questions that answers.

    A token says which values were seen: where they are others by now, nothing is confirmed.
    A guest stands by figures that are entered at the items of the link, and by no others.
    Raises NotDraft, OtherRevision and, for a guest, LinkClosed.
    """
    with transaction.atomic():
        lock_draft(assessment)
        if guest is not None and not is_open(guest, at):
            raise LinkClosed
        asked = _asked_of(guest, assessment) if guest else load_sheet(assessment).asked
        meant = {one.oddity for one in asked if one.oddity.token in tokens}
        for oddity in meant:
            FigureConfirmation.objects.update_or_create(
                assessment=assessment,
                rule=oddity.code,
                defaults={"token": oddity.token, "confirmed_by": by, "guest": guest, "confirmed_at": at},
            )
    return len(meant)


def _asked_of(guest: Guest, assessment: Assessment) -> tuple[Asked, ...]:
    codes = codes_of(guest, compiled_of(assessment.revision))
    sheet = load_part(assessment, codes, among=codes)
    return tuple(one for code in codes for one in sheet.asked_at(code))
