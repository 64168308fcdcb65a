"""What staff change for somebody who cannot sign in.

Password and second factor together open an account. So no one of the staff but a superuser does both for the
same person within a week; each is recorded, and the person is told.
"""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Q, QuerySet

from audit.models import Action, Record
from audit.services import record
from enterprises.domain.keys import Change, GivenReason, ResetReason
from enterprises.models import User
from enterprises.services.sessions import end_access

APART = timedelta(days=7)
KIND = "user"
ADDED = "added"  # as the admin has it logged (`audit.admin.looking`); with a password


class NoSecondFactor(Exception):
    """The person has none, or somebody else has just reset it."""


class HasResetFactor(Exception):
    """Who gives a password has lately reset the second factor."""


class HasGivenKeys(Exception):
    """Who resets the second factor has lately set what the person signs in with."""


def hold(user: User) -> None:
    """Have other requests that change this person wait for the end of the transaction: two that are sent at
    once would each not see the other's record."""
    User.objects.select_for_update().only("pk").get(pk=user.pk)


def has_given_keys(*, by: User, user: User, at: datetime) -> bool:
    """Return whether this one of the staff has lately set what the person signs in with."""
    identity = Q(action=Action.SIGN_IN_CHANGED, detail__in=(Change.EMAIL, Change.PHONE))
    given = Q(action=Action.SIGN_IN_CHANGED, detail__startswith=f"{Change.PASSWORD_GIVEN} ")
    added = Q(action=Action.ADMIN_CHANGED, detail=ADDED)
    return not by.is_superuser and _done(by, user, at).filter(identity | given | added).exists()


def has_reset_factor(*, by: User, user: User, at: datetime) -> bool:
    """Return whether this one of the staff has lately reset the person's second factor."""
    resets = Q(action=Action.SIGN_IN_CHANGED, detail__in=[_detail(reason) for reason in ResetReason])
    return not by.is_superuser and _done(by, user, at).filter(resets).exists()


@transaction.atomic
def record_identity(*, user: User, changes: list[Change], by: User, at: datetime) -> int:
    """Staff have changed an address or number: end all that was signed in; return how many sessions ended."""
    ended = end_access(user=user, at=at)
    if Change.EMAIL in changes:  # allauth sends links to reset the password to its copy, too
        EmailAddress.objects.filter(user=user).delete()
    for change in changes:
        record(Action.SIGN_IN_CHANGED, by=by, at=at, kind=KIND, subject=user.pk, detail=change)
    return ended


def give_password(*, user: User, password: str, reason: GivenReason, by: User, at: datetime) -> int:
    """Set a password that staff tell the person; return how many sessions ended.

    Raises HasResetFactor. Who may: `enterprises.admin.people`.
    """
    user.set_password(password)  # before the transaction: it takes its time, and SQLite has one writer
    with transaction.atomic():
        hold(user)
        if has_reset_factor(by=by, user=user, at=at):
            raise HasResetFactor
        user.save(update_fields=["password"])
        ended = end_access(user=user, at=at)
        detail = f"{Change.PASSWORD_GIVEN} {reason}"
        record(Action.SIGN_IN_CHANGED, by=by, at=at, kind=KIND, subject=user.pk, detail=detail)
    return ended


@transaction.atomic
def reset_second_factor(*, user: User, reason: ResetReason, by: User, at: datetime) -> int:
    """Delete all second factors of a person with the recovery codes; return how many sessions ended.

    Raises NoSecondFactor, HasGivenKeys. Who may: `enterprises.admin.second_factor`.
    """
    hold(user)
    if has_given_keys(by=by, user=user, at=at):
        raise HasGivenKeys
    if not Authenticator.objects.filter(user=user).delete()[0]:
        raise NoSecondFactor
    ended = end_access(user=user, at=at)
    record(Action.SIGN_IN_CHANGED, by=by, at=at, kind=KIND, subject=user.pk, detail=_detail(reason))
    return ended


def _done(by: User, user: User, at: datetime) -> QuerySet[Record]:
    return Record.objects.filter(by=by.pk, kind=KIND, subject=str(user.pk), at__gt=at - APART)


def _detail(reason: ResetReason) -> str:
    return f"{Change.FACTORS_RESET} {reason}"
