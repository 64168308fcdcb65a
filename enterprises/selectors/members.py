"""Reads: who belongs to a firm, and who asks to."""

from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from enterprises.models import Enterprise, JoinRequest, Membership, Role, User

# Of a membership: reminders reach the member by mail.
REACHED = {"user__email__isnull": False, "user__is_active": True, "user__wants_reminders": True}


def list_memberships(user: User) -> QuerySet[Membership]:
    """Return the user's memberships with their enterprises, newest enterprise first.

    Each has `asking`: how many ask the owner to become members; 0 for anybody else.
    """
    asking = Count("enterprise__join_requests", filter=Q(role=Role.OWNER))
    return (
        Membership.objects.filter(user=user)
        .annotate(asking=asking)
        .select_related("enterprise")
        .order_by("-enterprise__created_at", "-pk")
    )


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


def list_join_requests(enterprise: Enterprise) -> QuerySet[JoinRequest]:
    """Return who asks to become a member, the first first."""
    return JoinRequest.objects.filter(enterprise=enterprise).select_related("user")


def list_awaited(user: User) -> QuerySet[JoinRequest, str]:
    """Return the names of the firms whose owner has yet to decide about the user."""
    return JoinRequest.objects.filter(user=user).values_list("enterprise__name", flat=True)
