"""Who may keep, follow and change a firm's plans and quotes. Denied by default; outsiders get 404.

Every member may look, and try plans: that stores nothing.
"""

from typing import TYPE_CHECKING

from enterprises.models import Enterprise
from enterprises.permissions import can_edit, check_can_edit

if TYPE_CHECKING:
    from enterprises.permissions import Person


def can_plan(user: "Person", enterprise: Enterprise) -> bool:
    """Owner and editors."""
    return can_edit(user, enterprise)


def check_can_plan(user: "Person", enterprise: Enterprise) -> None:
    """Raise Http404 for outsiders, PermissionDenied for viewers."""
    check_can_edit(user, enterprise)
