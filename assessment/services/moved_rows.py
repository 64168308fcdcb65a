"""All that an assessment holds, as plain data that a move keeps, and back as rows."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Model, QuerySet

from assessment.models import Answer, Assessment, FigureValue
from editing.domain.canonical import canonical_json, digest

Rows = dict[str, list[dict[str, Any]]]
ANSWER = (
    "code",
    "kind",
    "options",
    "level",
    "reason",
    "version",
    "needs_confirmation",
    "changed_by_id",
    "guest_id",
    "changed_at",
)
FIGURE = ("code", "value", "version", "changed_by_id", "changed_at")


def rows_of(assessment: Assessment) -> Rows:
    """Return every answer and figure with version, who and when, in the order they were first given."""
    return {
        "answers": _plain(Answer.objects.filter(assessment=assessment), ANSWER),
        "figures": _plain(FigureValue.objects.filter(assessment=assessment), FIGURE),
    }


def fingerprint(rows: Rows) -> str:
    """Return what tells whether anything has changed since."""
    return digest(canonical_json(rows))


def changed_codes(then: Rows, now: Rows, table: str) -> tuple[str, ...]:
    """Return the codes in one of the tables whose rows are other ones now, new or gone."""
    before = {row["code"]: row for row in then[table]}
    after = {row["code"]: row for row in now[table]}
    return tuple(code for code in dict.fromkeys((*before, *after)) if before.get(code) != after.get(code))


def put_back(assessment: Assessment, rows: Rows) -> None:
    """Make the assessment hold exactly these rows."""
    Answer.objects.filter(assessment=assessment).delete()
    FigureValue.objects.filter(assessment=assessment).delete()
    Answer.objects.bulk_create(Answer(assessment=assessment, **_columns(row)) for row in rows["answers"])
    FigureValue.objects.bulk_create(
        FigureValue(assessment=assessment, **_columns(row) | {"value": Decimal(row["value"])})
        for row in rows["figures"]
    )


def _plain(rows: QuerySet[Any, Model], columns: tuple[str, ...]) -> list[dict[str, Any]]:
    return [
        {name: _spelled(value) for name, value in row.items()} for row in rows.order_by("pk").values(*columns)
    ]


def _spelled(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _columns(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"changed_at": datetime.fromisoformat(row["changed_at"])}
