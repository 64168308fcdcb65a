"""Reads: enterprises and memberships as one user may see them."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from enterprises.models import Enterprise, Membership, User


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


def list_members(enterprise: Enterprise) -> QuerySet[Membership]:
    """Return the memberships with their users, in the order they were added."""
    return Membership.objects.filter(enterprise=enterprise).select_related("user").order_by("added_at", "pk")
