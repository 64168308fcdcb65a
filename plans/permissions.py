"""Who may do something about plans. Every member may look, try plans, and download what belongs to them."""

from typing import TYPE_CHECKING

from enterprises.models import Enterprise
from enterprises.permissions import can_edit, check_can_edit

if TYPE_CHECKING:
    from enterprises.permissions import Person


def can_change(user: "Person", enterprise: Enterprise) -> bool:
    """Owner and editors keep and follow plans, enter quotes, change steps and add what proves them."""
    return can_edit(user, enterprise)


def check_can_change(user: "Person", enterprise: Enterprise) -> None:
    """Raise Http404 for outsiders, PermissionDenied for viewers."""
    check_can_edit(user, enterprise)
