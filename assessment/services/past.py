"""What items were answered before they are changed, kept in the transaction that changes them."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from assessment.models import Answer, AnswerKind, Assessment, PastAnswer
from assessment.selectors.answers import load_figures
from assessment.selectors.prepared import Prepared, inserting
from editing.domain.decimals import plain
from standards.domain.figures import used_figures
from standards.domain.standard import Standard
from standards.selectors.revisions import compiled


def keep_past(assessment: Assessment, standard: Standard, row: Answer, pool: Mapping[str, Decimal]) -> None:
    """Keep an answer as it stands. `pool`: the assessment's figures; nothing is read.

    A scene that is answered level by level is changed with every tap; what stood in between is not kept.
    """
    if row.kind != AnswerKind.BEGUN:
        _KEEP.insert(**_columns(assessment, standard, row, pool))


def keep_all_past(assessment: Assessment, codes: Collection[str]) -> None:
    """Keep the answers to these items as they stand, under the assessment's present revision."""
    standard, pool = compiled(assessment.revision_id), load_figures(assessment)
    rows = Answer.objects.filter(assessment=assessment, code__in=codes).exclude(kind=AnswerKind.BEGUN)
    PastAnswer.objects.bulk_create(
        PastAnswer(**_columns(assessment, standard, row, pool)) for row in rows.order_by("pk")
    )


_KEEP = Prepared[PastAnswer](lambda: inserting(PastAnswer))


def _columns(
    assessment: Assessment, standard: Standard, row: Answer, pool: Mapping[str, Decimal]
) -> dict[str, Any]:
    question = standard.question_by_code.get(row.code)
    used = used_figures(question, pool) if question else {}
    return {
        "assessment_id": assessment.pk,
        "revision_id": assessment.revision_id,
        "code": row.code,
        "kind": row.kind,
        "options": row.options,
        "level": row.level,
        "reason": row.reason,
        "figures": {code: plain(number) for code, number in used.items()},
        "changed_by_id": row.changed_by_id,
        "guest_id": row.guest_id,
        "changed_at": row.changed_at,
    }
