"""Reads: tokens as a member sees them, and the one by which somebody asks."""

from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.http import Http404

from api.domain.tokens import digest
from api.models import Token
from api.permissions import sees_all
from enterprises.models import Membership, Role, User


def get_membership(user: User, enterprise: UUID) -> Membership:
    """Return how the user belongs to the firm. Raises Http404."""
    found = (
        Membership.objects.filter(user=user, enterprise__public_id=enterprise)
        .select_related("enterprise")
        .first()
    )
    if found is None:
        raise Http404
    return found


# What opened before the person's password, address, number or factor changed opens nothing any more.
_NOT_ENDED = Q(revoked_at=None) & (
    Q(membership__user__secured_at=None) | Q(made_at__gt=F("membership__user__secured_at"))
)


def list_tokens(membership: Membership) -> QuerySet[Token]:
    """Return the tokens that a member may see and end, the newest first: those that were not ended."""
    found = Token.objects.filter(_NOT_ENDED, membership__enterprise=membership.enterprise_id)
    if not sees_all(Role(membership.role)):
        found = found.filter(membership=membership)
    return found.select_related("membership__user")


def get_token(membership: Membership, public_id: UUID) -> Token:
    """Return a token that the member may end. Raises Http404."""
    found = list_tokens(membership).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def count_open_tokens(membership: Membership, at: datetime) -> int:
    """Return how many tokens of a member open anything."""
    return Token.objects.filter(_NOT_ENDED, membership=membership, expires_at__gt=at).count()


def find_open_token(given: str, at: datetime) -> Token | None:
    """Return the token that was given while it opens anything, None for any other text."""
    return (
        Token.objects.filter(
            _NOT_ENDED, digest=digest(given), expires_at__gt=at, membership__user__is_active=True
        )
        .select_related("membership__user", "membership__enterprise")
        .first()
    )
