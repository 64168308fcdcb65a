"""What saving and the life of an assessment share: the lock, and an answer as columns."""

from typing import Any

from assessment.domain.answers import AtLevel, Chosen, Figures, NotApplicable
from assessment.domain.sheet import Value
from assessment.models import AnswerKind, Assessment, AssessmentState
from assessment.services.refusals import NotDraft


def lock_draft(assessment: Assessment) -> None:
    """Hold the assessment until the transaction ends. Raises NotDraft."""
    state = (
        Assessment.objects.select_for_update().filter(pk=assessment.pk).values_list("state", flat=True).get()
    )
    if state != AssessmentState.DRAFT:
        raise NotDraft


def columns_of(value: Value | None) -> dict[str, Any]:
    """Return what an answer row holds of a value."""
    columns: dict[str, Any] = {"kind": AnswerKind.CLEARED, "options": [], "level": None, "reason": ""}
    match value:
        case Chosen(options=keys):
            columns |= {"kind": AnswerKind.OPTIONS, "options": list(keys)}
        case Figures():
            columns |= {"kind": AnswerKind.FIGURES}
        case AtLevel(level=level):
            columns |= {"kind": AnswerKind.LEVEL, "level": level}
        case NotApplicable(reason=reason):
            columns |= {"kind": AnswerKind.NA, "reason": reason}
    return columns
