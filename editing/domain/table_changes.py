"""What a file would change: its rows against those that are there, and what would go."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any, Generic, TypeVar

from editing.domain.table_rows import Identity, Row
from editing.domain.tables import POSITION, Table

Content = TypeVar("Content")


class RowState(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueChange:
    """A value that differs, None where there is none. Column POSITION: its place among its siblings."""

    column: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """What becomes of a row of the file."""

    row: Row
    state: RowState
    changes: tuple[ValueChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TableComparison:
    """Every row of the file in its order, and the rows that are not in the file and would go."""

    rows: tuple[RowChange, ...]
    removed: tuple[Row, ...]

    def count(self, state: RowState) -> int:
        """Return how many rows of the file are in this state."""
        return sum(change.state is state for change in self.rows)

    def rejecting(self, hopeless: Callable[[Row], bool]) -> "TableComparison":
        """Return it with the rows rejected that nothing can take."""
        rows = (replace(one, state=RowState.REJECTED) if hopeless(one.row) else one for one in self.rows)
        return replace(self, rows=tuple(rows))

    @property
    def is_empty(self) -> bool:
        """Return whether the file says exactly what is there."""
        return not self.removed and all(change.state is RowState.UNCHANGED for change in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePreview(Generic[Content]):
    """The rows of a file against what is there.

    `basis` is another where the same file would change something else. `content` is what the file makes, None
    where it cannot be taken; its `problems` stand by the identity of the row concerned, or of none in the
    table concerned.
    """

    basis: str
    comparison: TableComparison
    problems: Mapping[Identity, tuple[Any, ...]]
    content: Content | None


def compare(tables: tuple[Table, ...], old: Iterable[Row], new: Iterable[Row]) -> TableComparison:
    """Compare the examined rows of a file with those that are there, by identity."""
    by_name = {table.name: table for table in tables}
    before = {row.identity(by_name[row.table]): row for row in old}
    after = tuple(new)
    moved = _moved(by_name, before, after)
    found = {row.identity(by_name[row.table]) for row in after}
    return TableComparison(
        rows=tuple(_compare_row(by_name[row.table], before, row, moved) for row in after),
        removed=tuple(row for identity, row in before.items() if identity not in found),
    )


def _compare_row(table: Table, before: Mapping[Identity, Row], row: Row, moved: set[Identity]) -> RowChange:
    if row.troubles:
        return RowChange(row=row, state=RowState.REJECTED)
    identity = row.identity(table)
    old = before.get(identity)
    if old is None:
        return RowChange(row=row, state=RowState.NEW)
    changes = _differing(table, old, row)
    if identity in moved:
        changes += (ValueChange(column=POSITION, old=old.position, new=row.position),)
    return RowChange(row=row, state=RowState.CHANGED if changes else RowState.UNCHANGED, changes=changes)


def _differing(table: Table, old: Row, new: Row) -> tuple[ValueChange, ...]:
    parents = zip(table.parent_columns, old.parents, new.parents, strict=True)
    pairs = [(column.name, was, now) for column, was, now in parents]
    pairs += [
        (column.name, old.values.get(column.name), new.values.get(column.name)) for column in table.columns
    ]
    return tuple(ValueChange(column=name, old=was, new=now) for name, was, now in pairs if was != now)


def _moved(
    by_name: Mapping[str, Table], before: Mapping[Identity, Row], after: Iterable[Row]
) -> set[Identity]:
    """Return the rows that stand elsewhere among those siblings that were there before and stay."""
    old: dict[Any, list[Identity]] = defaultdict(list)
    new: dict[Any, list[Identity]] = defaultdict(list)
    for row in after:
        identity = row.identity(by_name[row.table])
        was = before.get(identity)
        if was is not None and was.parents == row.parents:
            new[row.table, row.parents].append(identity)
    staying = {identity for identities in new.values() for identity in identities}
    for identity, row in before.items():
        if identity in staying:
            old[row.table, row.parents].append(identity)
    moved: set[Identity] = set()
    for siblings, order in new.items():
        moved |= _out_of_order(old[siblings], order)
    return moved


def _out_of_order(old: list[Identity], new: list[Identity]) -> set[Identity]:
    if old == new:
        return set()
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    kept = {identity for block in blocks for identity in new[block.b : block.b + block.size]}
    return set(new) - kept
