"""Who may fill, submit and correct, and who may try a draft. Denied by default; outsiders get 404.

Owner and editors fill, submit and correct: in a small firm they are the same few people, and every
submission names the person responsible. Viewers read everything the firm has and change nothing.
"""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from enterprises.models import Enterprise, Role
from enterprises.permissions import (
    can_edit,
    can_manage,
    check_can_edit,
    check_can_manage,
    check_role_edits,
)
from standards import permissions as criteria

if TYPE_CHECKING:
    from enterprises.permissions import Person


def can_fill(user: "Person", enterprise: Enterprise) -> bool:
    """Owner and editors may start, fill, submit and correct."""
    return can_edit(user, enterprise)


def check_can_fill(user: "Person", enterprise: Enterprise) -> None:
    """Raise Http404 for outsiders, PermissionDenied for viewers."""
    check_can_edit(user, enterprise)


def check_role_fills(role: Role) -> None:
    """As `check_can_fill`, for a member's role at hand. Raise PermissionDenied for viewers."""
    check_role_edits(role)


def can_move(user: "Person", enterprise: Enterprise) -> bool:
    """Only the owner moves a draft to another revision: it touches what colleagues have answered."""
    return can_manage(user, enterprise)


def check_can_move(user: "Person", enterprise: Enterprise) -> None:
    """Raise Http404 for outsiders, PermissionDenied for editors and viewers."""
    check_can_manage(user, enterprise)


def can_close(user: "Person", enterprise: Enterprise) -> bool:
    """Only the owner returns, closes and opens sections: it is about what colleagues have answered."""
    return can_manage(user, enterprise)


def check_can_close(user: "Person", enterprise: Enterprise) -> None:
    """Raise Http404 for outsiders, PermissionDenied for editors and viewers."""
    check_can_manage(user, enterprise)


def check_can_look_at_criteria(user: "Person") -> None:
    """Staff who may look at criteria may try and compare them. Raise PermissionDenied."""
    if not criteria.can_view(user):
        raise PermissionDenied


def can_replay(user: "Person") -> bool:
    """Whoever may change drafts may see what one would do to the results submitted so far."""
    return criteria.can_write(user)


def check_can_replay(user: "Person") -> None:
    """Raise PermissionDenied."""
    if not can_replay(user):
        raise PermissionDenied
