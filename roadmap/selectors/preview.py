"""What a file would change of the published library, row by row. Nothing is written here.

New and changed entries become drafts. Entries that are not in the file stay as they are; of those that are,
a part that is missing goes.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from editing.domain.canonical import canonical_json, digest
from editing.domain.table_changes import FilePreview, RowChange, RowState, TableComparison, compare
from editing.domain.table_rows import Identity, Row, examined
from editing.domain.tables import POSITION
from roadmap.domain.checks import own_problems
from roadmap.domain.entries import Entry
from roadmap.domain.library import Library, key_of
from roadmap.domain.problems import Problem
from roadmap.domain.tables import BY_NAME, TABLES, library_of, rows_of
from roadmap.selectors import entries as selectors


def preview(rows: Iterable[Row]) -> FilePreview[Library]:
    """Compare the rows of a file with the published library; problems stand at the rows of the entries."""
    old, old_digest = selectors.published_with_digest()
    new_rows = examined(TABLES, rows)
    library = None if any(row.troubles for row in new_rows) else library_of(new_rows)
    comparison = _by_entry(compare(TABLES, rows_of(old), new_rows), new_rows)
    problems = _problems(old, library) if library else {}
    return FilePreview(
        basis=digest(canonical_json([old_digest])),
        comparison=comparison.rejecting(lambda row: row.identity(BY_NAME[row.table]) in problems),
        problems=problems,
        content=None if problems else library,
    )


def _by_entry(comparison: TableComparison, rows: Iterable[Row]) -> TableComparison:
    """Leave out what importing leaves alone: entries that the file does not speak of, and their order."""
    spoken = {_entry(row) for row in rows}
    return TableComparison(
        rows=tuple(_unmoved(change) for change in comparison.rows),
        removed=tuple(row for row in comparison.removed if _entry(row) in spoken),
    )


def _unmoved(change: RowChange) -> RowChange:
    if change.state is not RowState.CHANGED or "." in change.row.table:
        return change
    changes = tuple(value for value in change.changes if value.column != POSITION)
    return replace(change, changes=changes, state=RowState.CHANGED if changes else RowState.UNCHANGED)


def _entry(row: Row) -> tuple[str, object]:
    """Return kind and code of the entry that a row belongs to."""
    kind = row.table.partition(".")[0]
    return kind, row.parents[0] if row.parents else row.key(BY_NAME[row.table])


def _problems(old: Library, library: Library) -> dict[Identity, tuple[Problem, ...]]:
    """Return what is wrong with entries that would be written."""
    standard = selectors.reference_standard()
    found: dict[Identity, list[Problem]] = defaultdict(list)
    for entry in library:
        if _differs(old, entry):
            for problem in own_problems(entry, standard):
                found[str(problem.kind), (problem.code,)].append(problem)
    return {identity: tuple(problems) for identity, problems in found.items()}


def _differs(old: Library, entry: Entry) -> bool:
    return old.by_key.get(key_of(entry)) != entry
