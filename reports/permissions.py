"""Who may ask for which report. Every member may read the reports that are there."""

from typing import TYPE_CHECKING

from enterprises.models import Enterprise
from enterprises.permissions import can_edit, can_manage, check_can_edit, check_can_manage
from reports.models import Variant

if TYPE_CHECKING:
    from enterprises.permissions import Person


def can_request(user: "Person", enterprise: Enterprise, variant: str) -> bool:
    """Owner and editors; the variant with operating figures only the owner."""
    allowed = can_manage if variant == Variant.WITH_FIGURES else can_edit
    return allowed(user, enterprise)


def check_can_request(user: "Person", enterprise: Enterprise, variant: str) -> None:
    """Raise Http404 for outsiders, PermissionDenied for members without the right."""
    check = check_can_manage if variant == Variant.WITH_FIGURES else check_can_edit
    check(user, enterprise)
