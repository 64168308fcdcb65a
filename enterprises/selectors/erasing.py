"""Reads: which firms are to be erased, and whose consent that takes."""

from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from enterprises.domain.erasure import number_digest
from enterprises.models import Enterprise, ErasedNumber, Membership, Role, User

# Who had others removed, or made viewers, waits as long before a firm is erased without another's consent.
EDITORS_COUNT = timedelta(days=90)


def lacks_consent(enterprise: Enterprise, at: datetime) -> bool:
    """Return whether another one who may fill in, or lately might, has to agree before the firm is erased."""
    if enterprise.erase_agreed_by_id is not None:
        return False
    return _lost_an_editor(enterprise, at) or _has_editor(enterprise)


def alone_from(enterprise: Enterprise, at: datetime) -> datetime | None:
    """Return from when a firm whose editors were removed lately is erased without a consent; else None."""
    removed_at = enterprise.editor_removed_at
    if removed_at is None or not _lost_an_editor(enterprise, at) or _has_editor(enterprise):
        return None
    return removed_at + EDITORS_COUNT


def may_agree(enterprise: Enterprise, user: User, at: datetime) -> bool:
    """Return whether this member's consent counts: an editor's who has not asked for the erasing.

    Where an editor was removed lately both have been members for as long: a second account, invited in the
    place of the one who was removed, would agree to anything.
    """
    two = {enterprise.erase_asked_by_id, user.pk}
    if len(two) < 2 or not enterprise.memberships.filter(user=user, role=Role.EDITOR).exists():
        return False
    old = enterprise.memberships.filter(user__in=two, added_at__lte=at - EDITORS_COUNT)
    return not _lost_an_editor(enterprise, at) or old.count() == 2


def _lost_an_editor(enterprise: Enterprise, at: datetime) -> bool:
    removed_at = enterprise.editor_removed_at
    return removed_at is not None and removed_at > at - EDITORS_COUNT


def _has_editor(enterprise: Enterprise) -> bool:
    return enterprise.memberships.filter(role=Role.EDITOR).exists()


def list_due_firms(at: datetime) -> QuerySet[Enterprise]:
    """Return the firms whose waiting time is over, and whom no consent is missing."""
    editors = Membership.objects.filter(enterprise=OuterRef("pk"), role=Role.EDITOR)
    due = Enterprise.objects.filter(erase_due_at__lte=at).select_related("erase_asked_by")
    long_ago = Q(editor_removed_at=None) | Q(editor_removed_at__lte=at - EDITORS_COUNT)
    alone = long_ago & ~Exists(editors)
    return due.filter(Q(erase_agreed_by__isnull=False) | alone).order_by("erase_due_at")


def erased_on(number: str) -> date | None:
    """Return the day on which the firm was erased whose report or statement bore a number, if any."""
    found = ErasedNumber.objects.filter(digest=number_digest(number)).select_related("tombstone").first()
    return timezone.localdate(found.tombstone.erased_at) if found else None
