"""Reads: single facts that were handed out of a result."""

from django.db.models import QuerySet

from assessment.models import Snapshot
from reports.models import Statement


def find_statement(number: str) -> Statement | None:
    """Return the statement of this number, whoever asks; None where there is none."""
    return _statements().filter(number=number).first()


def list_statements(snapshot: Snapshot) -> QuerySet[Statement]:
    """Return what was handed out of a result, newest first."""
    return _statements().filter(snapshot=snapshot).order_by("-issued_at", "-pk")


def _statements() -> QuerySet[Statement]:
    return Statement.objects.select_related(
        "certificate",
        "snapshot__superseded_by",
        "snapshot__assessment__enterprise",
        "snapshot__assessment__revision__standard",
        "snapshot__assessment__revision__verification",
    )
