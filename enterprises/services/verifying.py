"""Who a firm is: asked for with a picture of the licence, decided by staff, ended by another name or code."""

import uuid
from datetime import date, datetime
from enum import Enum, auto

from django.conf import settings
from django.core.files.base import File
from django.db import IntegrityError, transaction

from audit.models import Action
from audit.services import record
from enterprises.domain import licence
from enterprises.models import OPEN, Enterprise, User, Verification, VerificationState, private_storage
from enterprises.selectors.verifying import verified_twin
from enterprises.services.files import remove_later


class Obstacle(Enum):
    """Why a verification is not asked for, or not decided."""

    EMPTY = auto()
    LARGE = auto()
    KIND = auto()
    WAITING = auto()  # one is under way
    VERIFIED = auto()  # already
    TAKEN = auto()  # another firm is verified with this code
    DECIDED = auto()  # meanwhile, or the firm is another one now
    OWN = auto()  # who decides belongs to the firm, or asked
    SAME_PERSON = auto()  # four eyes are wanted
    PAST = auto()  # it would have ended already
    PUBLIC_MAIL = auto()  # anybody gets an address there
    WRONG_CODE = auto()
    NOT_REGISTERED = auto()  # in the outside register, or this person does not act for the firm
    UNREACHABLE = auto()  # the register


class RefusedVerification(Exception):
    """Nothing was written."""

    def __init__(self, obstacle: Obstacle) -> None:
        super().__init__(obstacle.name)
        self.obstacle = obstacle


def ask_for_verification(
    *, enterprise: Enterprise, picture: "File[bytes]", by: User, at: datetime, on: date
) -> Verification:
    """Keep a picture of the licence until staff have compared it with name and code. `on`: today.

    Raises RefusedVerification.
    """
    head = picture.read(licence.HEAD_BYTES)
    picture.seek(0)
    if found := licence.unfit(head, picture.size):
        raise RefusedVerification(Obstacle[found.name])
    path = private_storage().save(f"licences/{uuid.uuid4().hex}", picture)
    try:
        with transaction.atomic():
            firm = Enterprise.objects.select_for_update().get(pk=enterprise.pk)
            check_can_ask(firm, on)
            return Verification.objects.create(
                enterprise=firm,
                name=firm.name,
                uscc=firm.uscc,
                licence=path,
                media_type=str(licence.media_type(head)),
                asked_by=by,
                asked_at=at,
            )
    except Exception:
        private_storage().delete(path)
        raise


def check_can_ask(firm: Enterprise, on: date) -> None:
    """Raise RefusedVerification for a firm that is verified, waits for it, or has a verified twin."""
    if firm.is_verified_on(on):
        raise RefusedVerification(Obstacle.VERIFIED)
    if firm.verifications.filter(state__in=OPEN).exists():
        raise RefusedVerification(Obstacle.WAITING)
    if verified_twin(firm, on) is not None:
        raise RefusedVerification(Obstacle.TAKEN)


@transaction.atomic
def approve(
    *, verification: Verification, valid_until: date | None, by: User, at: datetime, on: date
) -> Verification:
    """Confirm that name and code are those of the licence; where four eyes are wanted, the second time.

    `valid_until`: the last day, None for no end. Raises RefusedVerification.
    """
    found = _locked(verification, by)
    if valid_until is not None and valid_until < on:
        raise RefusedVerification(Obstacle.PAST)
    if settings.VERIFY_FOUR_EYES and found.state == VerificationState.WAITING:
        found.state, found.first_by, found.first_at = VerificationState.SECOND, by, at
        found.valid_until = valid_until
        found.save(update_fields=["state", "first_by", "first_at", "valid_until"])
        _record(found, "first", by=by, at=at)
        return found
    if found.first_by_id == by.pk:
        raise RefusedVerification(Obstacle.SAME_PERSON)
    _verify(found, valid_until, by=by, at=at, on=on)
    _record(found, "verified", by=by, at=at)
    return found


def _verify(found: Verification, valid_until: date | None, *, by: User, at: datetime, on: date) -> None:
    found.state = VerificationState.VERIFIED
    found.valid_until, found.decided_by, found.decided_at = valid_until, by, at
    _close(found)
    mark_verified(found.enterprise, valid_until, by=by, at=at, on=on)


def mark_verified(firm: Enterprise, valid_until: date | None, *, by: User, at: datetime, on: date) -> None:
    """Let a firm count as verified, in a transaction. Raises RefusedVerification where another one does."""
    lapsed = Enterprise.objects.filter(uscc=firm.uscc, verified_until__lt=on)
    lapsed.update(verified_by=None, verified_at=None, verified_until=None)
    try:
        with transaction.atomic():
            Enterprise.objects.filter(pk=firm.pk).update(
                verified_by=by, verified_at=at, verified_until=valid_until
            )
    except IntegrityError:
        raise RefusedVerification(Obstacle.TAKEN) from None


@transaction.atomic
def refuse(*, verification: Verification, reason: str, by: User, at: datetime) -> Verification:
    """Say why name and code are not those of the licence. Raises RefusedVerification."""
    found = _locked(verification, by)
    found.state, found.reason, found.valid_until = VerificationState.REFUSED, reason, None
    found.decided_by, found.decided_at = by, at
    _close(found)
    _record(found, "refused", by=by, at=at)
    return found


def _record(found: Verification, decision: str, *, by: User, at: datetime) -> None:
    firm = found.enterprise.public_id
    record(Action.VERIFIED, by=by, at=at, kind="enterprise", subject=firm, detail=decision)


def end_verifications(*, enterprise: Enterprise, at: datetime) -> None:
    """End what is verified of a firm or waits for it: its name or code is another one. In a transaction."""
    live = [*OPEN, VerificationState.VERIFIED]
    for found in Verification.objects.select_for_update().filter(enterprise=enterprise, state__in=live):
        found.state, found.ended_at = VerificationState.ENDED, at
        _close(found)


def _locked(verification: Verification, by: User) -> Verification:
    """Return the open verification, locked, that this person may decide."""
    # The firm first, as where its profile is changed: nobody waits for each other.
    Enterprise.objects.select_for_update().get(pk=verification.enterprise_id)
    found = Verification.objects.select_for_update().get(pk=verification.pk)
    if not found.is_open:
        raise RefusedVerification(Obstacle.DECIDED)
    if found.asked_by_id == by.pk or found.enterprise.memberships.filter(user=by).exists():
        raise RefusedVerification(Obstacle.OWN)
    return found


def _close(found: Verification) -> None:
    """Save what was decided. The picture goes once that is certain, unless the operator keeps them."""
    if found.licence and not settings.KEEP_LICENCES:
        remove_later(str(found.licence.name))
        found.licence = ""
    found.save()
