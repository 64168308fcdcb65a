"""Reads: invitations, and what the address of one carries."""

from datetime import datetime
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.db.models import QuerySet
from django.http import Http404

from enterprises.models import Enterprise, Invitation, User

_INVITATIONS = Signer(salt="enterprises.invitations", sep=".")


def list_invitations(enterprise: Enterprise) -> QuerySet[Invitation]:
    """Return the invitations of a firm that nobody has used or withdrawn, expired ones too, newest first."""
    return Invitation.objects.filter(enterprise=enterprise)


def invitation_token(invitation: Invitation) -> str:
    """Return what the address of an invitation carries; with another secret it opens nothing."""
    return _INVITATIONS.sign(str(invitation.public_id))


def find_invitation(token: str, at: datetime) -> Invitation | None:
    """Return the open invitation of a token with its enterprise. Raises Http404 where we never made one."""
    try:
        public_id = UUID(_INVITATIONS.unsign(token))
    except (BadSignature, ValueError):
        raise Http404 from None
    found = Invitation.objects.filter(public_id=public_id, until__gt=at)
    return found.select_related("enterprise", "made_by").first()


def list_invited(user: User, at: datetime) -> QuerySet[Invitation]:
    """Return the open invitations that were made for the user's address or number, newest first."""
    return Invitation.objects.filter(user=user, until__gt=at).select_related("enterprise", "made_by")
