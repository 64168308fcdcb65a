"""Reads: what results show of the revision behind them."""

from reports.domain.flaw import Flaw
from standards.domain.standard import Standard
from standards.models import Defect, Revision
from standards.selectors.revisions import compiled


def flaw_of(defect: Defect | None, corrected_by: Revision | None) -> Flaw | None:
    """Return what is wrong with a revision as results show it, None where nothing is."""
    if defect is None:
        return None
    return Flaw(
        reason=defect.reason,
        since=defect.recorded_at,
        corrected=compiled(corrected_by.pk) if corrected_by else None,
    )


def source_of(revision: Revision) -> Standard | None:
    """Return the published standard that a revision of a local one was made from, None for any other."""
    source = revision.standard.derives_from_id
    return None if source is None else compiled(source)
