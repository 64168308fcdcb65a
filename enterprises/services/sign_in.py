"""Writes of the sign-in: what went wrong lately, and where a person has signed in.

People and places are digests (`forms.adapter`): nobody reads here who was where, or what was typed.
"""

from datetime import datetime

from django.db import transaction

from enterprises.domain.sign_in import WINDOW
from enterprises.models import SignInPlace, User, WrongPassword

PLACES_KEPT = 10  # of a person, the latest


@transaction.atomic
def count_wrong(*, person: str, place: str, at: datetime) -> None:
    """Count a wrong password, and forget what no longer counts."""
    WrongPassword.objects.filter(at__lt=at - WINDOW).delete()
    WrongPassword.objects.create(person=person, place=place, at=at)


@transaction.atomic
def remember_place(*, user: User, person: str, place: str, at: datetime) -> None:
    """Note that somebody has signed in at a place, which forgives the wrong passwords there."""
    WrongPassword.objects.filter(person=person, place=place).delete()
    SignInPlace.objects.update_or_create(user=user, place=place, defaults={"at": at})
    latest = SignInPlace.objects.filter(user=user).order_by("-at", "-pk")[:PLACES_KEPT]
    SignInPlace.objects.filter(user=user).exclude(pk__in=[one.pk for one in latest]).delete()
