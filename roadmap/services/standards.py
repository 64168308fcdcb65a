"""The standard that entries are checked against."""

from editing.services.refusals import RefusedChange
from roadmap.selectors import entries as selectors
from roadmap.services.refusals import LibraryRefusal
from standards.domain.standard import Standard
from standards.models import Revision


def reference_standard() -> Standard:
    """Return the standard whose scenes and questions entries may name. Raises RefusedChange."""
    try:
        return selectors.reference_standard()
    except Revision.DoesNotExist:
        raise RefusedChange(LibraryRefusal.NO_STANDARD) from None
