"""Reads: people, and all that is known of one."""

import json
from collections import defaultdict
from typing import Any

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db.models import Count, QuerySet

from enterprises.domain.personal import REGISTER, Personal
from enterprises.models import Consent, Enterprise, Membership, Role, Session, User
from enterprises.selectors.members import list_memberships


def find_user(*, email: str | None, phone: str | None) -> User | None:
    """Return the active user with this e-mail address or mobile number."""
    people = User.objects.filter(is_active=True)
    if email:
        return people.filter(email=email).first()
    return people.filter(phone=phone).first() if phone else None


def list_firms_to_hand_over(user: User) -> QuerySet[Enterprise]:
    """Return the firms the user owns that have other members."""
    return (
        Enterprise.objects.filter(memberships__user=user, memberships__role=Role.OWNER)
        .annotate(people=Count("memberships__enterprise__memberships", distinct=True))
        .filter(people__gt=1)
        .order_by("pk")
    )


def list_firms_alone(user: User) -> QuerySet[Enterprise]:
    """Return the firms of which the user is the only member."""
    return (
        Enterprise.objects.filter(memberships__user=user)
        .annotate(people=Count("memberships__enterprise__memberships", distinct=True))
        .filter(people=1)
        .order_by("pk")
    )


def factors_of(user: User) -> Any:
    """Return the second factors of a person, recovery codes among them: a queryset of allauth's."""
    return Authenticator.objects.filter(user=user)


# What `personal_data` tells in words of its own.
TOLD = {model._meta.label for model in (User, Session, Consent, Authenticator, Membership)}


def personal_data(user: User) -> dict[str, object]:
    """Return everything this app knows about a person, ready for JSON."""
    return {
        "account": {
            "name": user.name,
            "email": user.email,
            "phone": user.phone,
            "registered_at": user.date_joined.isoformat(),
            "last_login_at": user.last_login.isoformat() if user.last_login else None,
        },
        "second_factors": [
            {
                "type": factor.type,
                "since": factor.created_at.isoformat(),
                "last_used_at": factor.last_used_at.isoformat() if factor.last_used_at else None,
            }
            for factor in factors_of(user)
        ],
        "sessions": [
            {
                "signed_in_at": session.signed_in_at.isoformat() if session.signed_in_at else None,
                "last_used_at": session.seen_at.isoformat() if session.seen_at else None,
                "ip": session.address,
                "browser": session.agent,
            }
            for session in user.sessions.order_by("pk")
        ],
        "consents": [
            {"version": consent.version, "at": consent.at.isoformat(), "ip": consent.ip}
            for consent in user.consents.all()
        ],
        "enterprises": [
            {
                "name": membership.enterprise.name,
                "uscc": membership.enterprise.uscc,
                "role": membership.role,
                "since": membership.added_at.isoformat(),
            }
            for membership in list_memberships(user)
        ],
        "records": _records_of(user),
    }


def _records_of(user: User) -> dict[str, list[dict[str, object]]]:
    """Return the exported columns of the register, by model; of the account above they are told already."""
    columns: dict[tuple[str, str], list[Personal]] = defaultdict(list)
    for told in REGISTER:
        if told.exported and told.model not in TOLD:
            columns[told.model, told.whose].append(told)
    return {
        model: [
            {told.part or told.name: _part(told, value) for told, value in zip(listed, row, strict=True)}
            for row in apps.get_model(model)
            ._default_manager.filter(**{whose: user.pk})
            .order_by("pk")
            .values_list(*(told.name for told in listed))
        ]
        for (model, whose), listed in columns.items()
    }


def _part(told: Personal, value: object) -> object:
    return json.loads(str(value))[told.part] if told.part else value
