"""Who may ask for which report. Every member may read the reports that are there."""

from typing import TYPE_CHECKING

from enterprises.models import Enterprise, Role
from enterprises.permissions import EDITING, check_can_edit, check_can_manage, role_of
from reports.models import Variant

if TYPE_CHECKING:
    from enterprises.permissions import Person


def requestable(user: "Person", enterprise: Enterprise) -> frozenset[Variant]:
    """Return what the user may ask for: owner and editors; with operating figures only the owner."""
    role = role_of(user, enterprise)
    if role is Role.OWNER:
        return frozenset(Variant)
    return frozenset(Variant) - {Variant.WITH_FIGURES} if role in EDITING else frozenset()


def check_can_request(user: "Person", enterprise: Enterprise, variant: str) -> None:
    """Raise Http404 for outsiders, PermissionDenied for members without the right."""
    check = check_can_manage if variant == Variant.WITH_FIGURES else check_can_edit
    check(user, enterprise)
