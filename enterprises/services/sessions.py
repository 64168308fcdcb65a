"""Ending the sessions of a person."""

from datetime import datetime

from enterprises.models import Session, User
from enterprises.selectors import session_handle


def end_session(*, user: User, handle: str, keep: str | None) -> bool:
    """End the session of this person that a handle names, unless it is the one to keep; return whether."""
    others = Session.objects.filter(user=user).exclude(session_key=keep)
    key = next((key for key in others.values_list("pk", flat=True) if session_handle(key) == handle), None)
    return key is not None and bool(others.filter(pk=key).delete()[0])


def end_sessions(*, user: User, keep: str | None = None) -> int:
    """End all sessions of a person but the one to keep, and return how many ended."""
    return Session.objects.filter(user=user).exclude(session_key=keep).delete()[0]


def forget_ended(*, at: datetime) -> int:
    """Delete the sessions of anybody that have run out, and return how many."""
    return Session.objects.filter(expire_date__lt=at).delete()[0]
