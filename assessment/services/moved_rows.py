"""All that an assessment holds, as plain data that a move keeps, and back as rows."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Model, QuerySet

from assessment.domain.moving import Staying, staying
from assessment.domain.sheet import Sheet
from assessment.models import Answer, AnswerKind, Assessment, FigureValue, Move
from editing.domain.canonical import canonical_json, digest
from standards.domain.figures import dependents
from standards.selectors.revisions import compiled

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


def fingerprint(rows: Rows, closed: Collection[str]) -> str:
    """Return what tells whether anything has changed since. `closed`: the sections that are."""
    return digest(canonical_json({"rows": rows, "closed": sorted(closed)}))


def changed_codes(then: Rows, now: Rows, table: str) -> tuple[str, ...]:
    """Return the codes in one of the tables whose rows are other ones now, new or gone."""
    before = {row["code"]: row for row in then[table]}
    after = {row["code"]: row for row in now[table]}
    return tuple(code for code in dict.fromkeys((*before, *after)) if before.get(code) != after.get(code))


def staying_of(move: Move, sheet: Sheet, now: Rows, closed: Collection[str]) -> Staying:
    """Return what undoing the move leaves as it stands in these closed sections. `sheet`: as it is now."""
    if not closed:
        return Staying()
    return staying(
        sheet,
        compiled(move.from_revision_id),
        closed,
        answers=changed_codes(move.after, now, "answers"),
        figures=changed_codes(move.after, now, "figures"),
    )


def undone(move: Move, now: Rows, stays: Staying) -> Rows:
    """Return what stood before the move, but for what stays.

    A person looks again at what stays where it reads otherwise, and at what a figure decides that stays.
    """
    old = compiled(move.from_revision_id)
    hanging = {code for figure in stays.figures for code in dependents(old, figure)} - {*stays.answers}
    return {
        "answers": [
            _asking(row)
            if row["code"] in stays.look_again
            or (row["code"] in hanging and row["kind"] == AnswerKind.FIGURES)
            else row
            for row in _merged(move.before["answers"], now["answers"], stays.answers)
        ],
        "figures": [*_merged(move.before["figures"], now["figures"], stays.figures)],
    }


def _merged(
    before: Iterable[dict[str, Any]], now: Iterable[dict[str, Any]], stays: Collection[str]
) -> Iterator[dict[str, Any]]:
    """Yield the rows of before, in their order, but of these codes those of now."""
    present = {row["code"]: row for row in now if row["code"] in stays}
    for row in before:
        if row["code"] not in stays:
            yield row
        elif row["code"] in present:
            yield present.pop(row["code"])
    yield from present.values()


def _asking(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"needs_confirmation": True, "version": row["version"] + 1}


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
