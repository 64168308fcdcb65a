"""Reads: where a person is signed in, and how long the next attempt waits."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Count, F, Max, Q, QuerySet
from django.utils.crypto import salted_hmac

from enterprises.domain.sign_in import (
    KNOWN_PLACE,
    SAME_PERSON,
    SAME_PERSON_AND_PLACE,
    SAME_PLACE,
    WINDOW,
    Slowing,
    seconds_left,
)
from enterprises.models import Session, SignInPlace, User, WrongPassword


def has_signed_in_at(user: User, place: str) -> bool:
    """Return whether a person has signed in at a place before."""
    return SignInPlace.objects.filter(user=user, place=place).exists()


def list_sessions(user: User, *, at: datetime) -> QuerySet[Session]:
    """Return where a person is signed in, the latest used first."""
    last = F("seen_at").desc(nulls_last=True)
    return Session.objects.filter(user=user, expire_date__gt=at).order_by(last, "pk")


def session_handle(session_key: str) -> str:
    """Return what names a session on a page: the key itself would open it."""
    return salted_hmac("enterprises.session", session_key, algorithm="sha256").hexdigest()[:20]


def seconds_to_wait(*, person: str, place: str, at: datetime, known: bool = False) -> int:
    """Return how long the next attempt to sign in has to wait after the wrong ones of the last hour.

    `known`: the person has signed in at the place before; what others guess elsewhere does not count there.
    """
    whose = {
        SAME_PERSON_AND_PLACE: Q(person=person, place=place),
        SAME_PERSON: Q(person=person),
        SAME_PLACE: Q(place=place),
    }
    if known:
        whose = {KNOWN_PLACE: Q(person=person, place=place)}
    return _longest_wait(whose, WrongPassword.objects.filter(Q(person=person) | Q(place=place)), at)


def seconds_to_wait_at(place: str, *, at: datetime) -> int:
    """Return how long the next code that names nobody has to wait: a workshop shares one address."""
    return _longest_wait({SAME_PLACE: Q(place=place)}, WrongPassword.objects.filter(place=place), at)


def _longest_wait(whose: Mapping[Slowing, Q], wrong: QuerySet[WrongPassword], at: datetime) -> int:
    found = wrong.filter(at__gt=at - WINDOW).aggregate(
        **{f"wrong_{n}": Count("pk", filter=condition) for n, condition in enumerate(whose.values())},
        **{f"last_{n}": Max("at", filter=condition) for n, condition in enumerate(whose.values())},
    )
    return max(
        seconds_left(slowing, found[f"wrong_{n}"], at - (found[f"last_{n}"] or at))
        for n, slowing in enumerate(whose)
    )
