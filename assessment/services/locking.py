"""What saving and the life of an assessment share: the lock, and an answer as columns."""

from collections.abc import Collection
from typing import Any

from assessment.models import AnswerKind, Assessment
from assessment.services.refusals import NotDraft, OtherRevision, SectionClosed
from standards.domain.answers import AtLevel, Chosen, Figures, NotApplicable, Undecided, Value
from standards.domain.standard import Standard
from standards.selectors.revisions import compiled


def lock_draft(assessment: Assessment) -> Assessment:
    """Hold the assessment until the transaction ends and return it as it is now.

    Raises NotDraft, OtherRevision.
    """
    columns = ("state", "revision", "closed", "enterprise")
    held = Assessment.objects.select_for_update().only(*columns).get(pk=assessment.pk)
    check_unmoved(assessment, held)
    return held


def lock_item(assessment: Assessment, code: str) -> Assessment:
    """As `lock_draft`, for what stands at an item: nothing does in a closed section. Raises SectionClosed."""
    held = lock_draft(assessment)
    check_section(compiled(held.revision_id), code, held.closed)
    return held


def check_section(standard: Standard, code: str, closed: Collection[str]) -> None:
    """Raise SectionClosed if the item's section is one of those that are closed."""
    section = standard.section_by_item.get(code)
    if section is not None and section.code in closed:
        raise SectionClosed


def check_unmoved(assessment: Assessment, held: Assessment) -> None:
    """Raise NotDraft or OtherRevision if the assessment is no longer what was read.

    `held`: its row, read under the lock.
    """
    if not held.is_draft:
        raise NotDraft
    if held.revision_id != assessment.revision_id:
        raise OtherRevision


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
        case Undecided(met=met, unsure=unsure):
            columns |= {"kind": AnswerKind.UNSURE if unsure else AnswerKind.BEGUN, "level": met}
    return columns
