"""Ending the sessions of a person."""

from datetime import datetime

from django.db import transaction

from audit.models import Action
from audit.services import record
from enterprises.models import Session, User
from enterprises.selectors.sign_in import session_handle


@transaction.atomic
def end_session(*, user: User, handle: str, keep: str | None, at: datetime) -> bool:
    """End the session of this person that a handle names, unless it is the one to keep; return whether."""
    others = Session.objects.filter(user=user).exclude(session_key=keep)
    key = next((key for key in others.values_list("pk", flat=True) if session_handle(key) == handle), None)
    if key is None or not others.filter(pk=key).delete()[0]:
        return False
    record(Action.SESSIONS_ENDED, by=user, at=at, detail="1")
    return True


@transaction.atomic
def end_others(*, user: User, keep: str | None, at: datetime) -> int:
    """End all sessions of a person but the one to keep, as they asked for; return how many ended."""
    count = end_sessions(user=user, keep=keep)
    if count:
        record(Action.SESSIONS_ENDED, by=user, at=at, detail=str(count))
    return count


def end_sessions(*, user: User, keep: str | None = None) -> int:
    """End all sessions of a person but the one to keep, and return how many ended."""
    return Session.objects.filter(user=user).exclude(session_key=keep).delete()[0]


@transaction.atomic
def end_access(*, user: User, keep: str | None = None, at: datetime) -> int:
    """What signs a person in has changed: end the other sessions, and all tokens made before.

    Return how many sessions ended. Tokens lie in an app above, which asks when that was.
    """
    User.objects.filter(pk=user.pk).update(secured_at=at)
    user.secured_at = at
    return end_sessions(user=user, keep=keep)


def forget_ended(*, at: datetime) -> int:
    """Delete the sessions of anybody that have run out, and return how many."""
    return Session.objects.filter(expire_date__lt=at).delete()[0]
