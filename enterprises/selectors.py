"""Reads: enterprises and memberships as one user may see them."""

from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from enterprises.domain import regions
from enterprises.models import Enterprise, Membership, Role, StaffRegion, User


def list_memberships(user: User) -> QuerySet[Membership]:
    """Return the user's memberships with their enterprises, newest enterprise first."""
    return (
        Membership.objects.filter(user=user)
        .select_related("enterprise")
        .order_by("-enterprise__created_at", "-pk")
    )


def get_enterprise(user: User, public_id: UUID) -> Enterprise:
    """Return the enterprise if the user is a member.

    Raises:
        Http404: there is none, or the user is an outsider: the two cannot be told apart.
    """
    found = Enterprise.objects.filter(public_id=public_id, memberships__user=user).first()
    if found is None:
        raise Http404
    return found


def list_supported_firms(user: User) -> QuerySet[Enterprise]:
    """Return the firms that staff may look up: all for a superuser, else those of the regions assigned."""
    if user.is_superuser:
        return Enterprise.objects.all()
    codes = StaffRegion.objects.filter(user=user).values_list("code", flat=True)
    within = [Q(region__startswith=regions.prefix(code)) for code in codes]
    return Enterprise.objects.filter(reduce(or_, within)) if within else Enterprise.objects.none()


def list_members(enterprise: Enterprise) -> QuerySet[Membership]:
    """Return the memberships with their users, in the order they were added."""
    return Membership.objects.filter(enterprise=enterprise).select_related("user").order_by("added_at", "pk")


def get_member(enterprise: Enterprise, public_id: UUID) -> Membership:
    """Return one membership of the enterprise.

    Raises:
        Http404: there is none in this enterprise.
    """
    found = list_members(enterprise).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


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
    }
