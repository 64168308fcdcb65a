"""Reads: which result of a firm came before another, and which may be compared."""

from collections.abc import Iterable, Sequence

from assessment.models import Snapshot
from assessment.selectors.answers import ResultLine, list_results, list_snapshots
from reports.domain.previous import previous_result
from reports.models import Report


def list_history(snapshot: Snapshot) -> tuple[tuple[ResultLine, ...], Snapshot | None]:
    """Return the firm's results, newest first, and the one before this (`find_previous`). One query."""
    lines = list_results(snapshot.assessment.enterprise)
    return lines, _previous(snapshot, [line.snapshot for line in lines])


def find_previous(snapshot: Snapshot) -> Snapshot | None:
    """Return the result of the firm by this standard that came before, as it stood when this one was
    submitted; None where this is the first. One query."""
    return _previous(snapshot, list(list_snapshots(snapshot.assessment.enterprise)))


def find_before(report: Report) -> Snapshot | None:
    """Return the result that a comparison begins with, else the one of which a report says what has changed
    since; None for neither. One query, with what reading it takes."""
    read_with = Snapshot.objects.select_related("assessment__revision__verification")
    key = report.before_id or report.previous_id
    return read_with.get(pk=key) if key else None


def _previous(snapshot: Snapshot, newest_first: Sequence[Snapshot]) -> Snapshot | None:
    same = {one.pk: one for one in reversed(newest_first) if one.standard_code == snapshot.standard_code}
    found = previous_result(((pk, one.supersedes_id) for pk, one in same.items()), snapshot.pk)
    return None if found is None else same[found]


def list_comparable(snapshot: Snapshot, lines: Iterable[ResultLine]) -> list[Snapshot]:
    """Return those of a firm's results that this one may be compared with: earlier ones by the same standard
    that have not been corrected, in the order of `lines`."""
    return [
        line.snapshot
        for line in lines
        if line.snapshot.submitted_at < snapshot.submitted_at
        and line.snapshot.standard_code == snapshot.standard_code
        and not line.is_superseded
    ]


def is_newest(snapshot: Snapshot) -> bool:
    """Return whether the firm has no later result by the same standard: a correction is one, too."""
    return not Snapshot.objects.filter(
        assessment__enterprise=snapshot.assessment.enterprise,
        assessment__revision__standard=snapshot.assessment.revision.standard,
        submitted_at__gt=snapshot.submitted_at,
    ).exists()
