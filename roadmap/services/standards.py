"""The standard that entries are checked against."""

from assessment.criteria.models import Revision
from assessment.domain.standard import Standard
from roadmap import entry_selectors as selectors
from roadmap.services.refusals import Refusal, RefusedChange


def reference_standard() -> Standard:
    """Return the standard whose scenes and questions entries may name. Raises RefusedChange."""
    try:
        return selectors.reference_standard()
    except Revision.DoesNotExist:
        raise RefusedChange(Refusal.NO_STANDARD) from None
