"""Writes: a link is made, taken back, opened under a name and handed in.

All but a name hold the assessment's row, as every answer does: what is withdrawn or handed in takes nothing.
"""

import uuid
from datetime import datetime

from django.db import transaction

from assessment.domain.links import MOST_GUESTS, MOST_OPEN, LinkState
from assessment.models import Assessment, Guest, GuestLink, WorkState
from assessment.selectors.links import code_of, count_open, digest_of, is_open, state_of, token_of
from assessment.services.locking import lock_draft
from assessment.services.refusals import LinkClosed, SectionClosed, TooMany
from assessment.services.sections import keep_state
from enterprises.models import User


def make_link(
    *, assessment: Assessment, section: str, item: str, label: str, until: datetime, by: User, at: datetime
) -> GuestLink:
    """Make a link to a section of the draft, or to one item of it.

    Raises:
        TooMany: as many as may be are open.
        SectionClosed: nothing is saved in the section, whoever answers.
        NotDraft, OtherRevision.
    """
    public_id = uuid.uuid4()
    with transaction.atomic():
        if section in lock_draft(assessment).closed:
            raise SectionClosed
        if count_open(assessment, at) >= MOST_OPEN:
            raise TooMany
        return GuestLink.objects.create(
            public_id=public_id,
            assessment=assessment,
            section=section,
            item=item,
            label=label,
            digest=digest_of(token_of(code_of(public_id))),
            made_by=by,
            made_at=at,
            until=until,
        )


@transaction.atomic
def withdraw_link(*, link: GuestLink, by: User, at: datetime) -> None:
    """Close a link for good. Doing it again changes nothing."""
    Assessment.objects.select_for_update().only("pk").get(pk=link.assessment_id)
    GuestLink.objects.filter(pk=link.pk, withdrawn_at=None).update(withdrawn_by=by, withdrawn_at=at)


@transaction.atomic
def remove_names(*, link: GuestLink) -> None:
    """Forget who came by a link, as they and its maker said it; what they answered stays."""
    Guest.objects.filter(link=link).update(name="")
    GuestLink.objects.filter(pk=link.pk).update(label="")


@transaction.atomic
def give_name(*, link: GuestLink, name: str, at: datetime) -> Guest:
    """Return the guest of this name; the same name again is the same guest. Raises LinkClosed, TooMany."""
    locked = GuestLink.objects.select_for_update().get(pk=link.pk)
    guest = locked.guests.filter(name=name).first()
    if guest is None:
        if state_of(link, at) != LinkState.OPEN:
            raise LinkClosed
        if locked.guests.count() >= MOST_GUESTS:
            raise TooMany
        guest = Guest.objects.create(link=locked, name=name, came_at=at)
    return guest


@transaction.atomic
def hand_in(*, guest: Guest, remark: str, at: datetime) -> None:
    """Say that the part is done as far as the guest can. Raises LinkClosed where it no longer is open."""
    held = Assessment.objects.select_for_update().only("closed").get(pk=guest.link.assessment_id)
    if not is_open(guest, at):
        raise LinkClosed
    link = guest.link
    GuestLink.objects.filter(pk=link.pk).update(handed_in_by=guest, handed_in_at=at, remark=remark)
    if not link.item and link.section not in held.closed:  # what the owner has closed stays as it is
        keep_state(
            link.assessment, link.section, WorkState.HANDED_IN, remark, by=link.made_by, at=at, guest=guest
        )
