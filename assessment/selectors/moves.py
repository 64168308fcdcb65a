"""Reads about moves: which revision a draft may move to, which move can be undone."""

from assessment.models import Assessment, Move
from assessment.selectors.prepared import Parameter, Prepared
from standards.models import Revision

_NEWEST = Prepared(
    lambda: (
        Revision.objects.published()
        .filter(standard=Parameter(Revision, "standard"), defect=None)
        .select_related("standard", "verification")
        .order_by("-number")[:1]
    )
)


def find_newer_revision(assessment: Assessment) -> Revision | None:
    """Return the newest published revision of the draft's standard without a defect, if it is a later one.

    Corrections stay on their revision: they say what was meant when the result was submitted.
    """
    if not assessment.is_draft or assessment.corrects_id is not None:
        return None
    newest = _NEWEST.find(standard=assessment.revision.standard_id)
    return newest if newest is not None and newest.number > assessment.revision.number else None


_LAST_MOVE = Prepared(
    lambda: (
        Move.objects.filter(assessment=Parameter(Move, "assessment"), undone_at=None)
        .select_related("from_revision__standard", "to_revision", "moved_by")
        .order_by("-pk")[:1]
    )
)


def find_undoable(assessment: Assessment) -> Move | None:
    """Return the last move that has not been undone, while the assessment is a draft."""
    return _LAST_MOVE.find(assessment=assessment.pk) if assessment.is_draft else None
