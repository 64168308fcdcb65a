"""Who may do what in an enterprise. Denied by default; outsiders learn nothing: 404.

Every member may look: the selectors find for each user only what belongs to the user's firms.
"""

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404

from enterprises.models import Enterprise, Membership, Role, User

if TYPE_CHECKING:
    Person = User | AnonymousUser

EDITING = frozenset({Role.OWNER, Role.EDITOR})


def role_of(user: "Person", enterprise: Enterprise) -> Role | None:
    """Return the user's role in the enterprise, None for an outsider (superusers included)."""
    if not isinstance(user, User) or not user.is_active:
        return None
    role = Membership.objects.filter(user=user, enterprise=enterprise).values_list("role", flat=True).first()
    return Role(role) if role else None


def can_edit(user: "Person", enterprise: Enterprise) -> bool:
    """Owner and editors may fill in and submit."""
    return role_of(user, enterprise) in EDITING


def can_manage(user: "Person", enterprise: Enterprise) -> bool:
    """Only the owner decides about members."""
    return role_of(user, enterprise) is Role.OWNER


def can_decide_verifications(user: "Person") -> bool:
    """Staff with this right say whether a firm is who it says."""
    return user.has_perm("enterprises.decide_verification")


def check_can_edit(user: "Person", enterprise: Enterprise) -> None:
    """Raise Http404 for outsiders, PermissionDenied for viewers."""
    check_role_edits(role_of(user, enterprise))


def check_role_edits(role: Role | None) -> None:
    """As `check_can_edit`, for a role at hand. Raise Http404 for none, PermissionDenied for viewers."""
    if role is None:
        raise Http404
    if role not in EDITING:
        raise PermissionDenied("viewers change nothing")


def check_can_manage(user: "Person", enterprise: Enterprise) -> None:
    """Raise Http404 for outsiders, PermissionDenied for editors and viewers."""
    role = role_of(user, enterprise)
    if role is None:
        raise Http404
    if role is not Role.OWNER:
        raise PermissionDenied("only the owner decides")
