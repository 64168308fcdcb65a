"""What a file would change if it were imported, row by row. Nothing is written here.

A file goes into the draft of its standard; where there is none, into a new draft that begins as a copy of
the newest revision; where the standard is unknown, into a new standard.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from editing.domain.canonical import canonical_json, digest
from editing.domain.table_changes import FilePreview, compare
from editing.domain.table_rows import Identity, Row, Trouble
from editing.domain.tables import ROOT, Table
from editing.models import State
from standards.domain import exchange
from standards.domain.standard import DIMENSIONS, RULE, SCENES, WHOLE, Outline, Problem, problems
from standards.domain.tables import BY_NAME, TABLES, can_hold, examine, outline_of, rows_of, standard_code
from standards.models import Revision
from standards.selectors import revisions as selectors

# Problems of all rows of a table together, by what `Problem.where` calls them.
TOGETHER = {
    DIMENSIONS: ("dimensions", ()),
    SCENES: ("scene_groups.scenes", ()),
    RULE: ("rule.thresholds", ()),
}
OTHER_ORIGIN = "the standard has the origin {}"
OFFICIAL = ".official"  # ends the columns of official texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where a file goes: `draft`, or else a new draft from `newest`, or else a new standard."""

    draft: Revision | None = None
    newest: Revision | None = None

    def outline(self) -> Outline | None:
        """Return what the file is compared with, under the number of the draft; None for a new standard."""
        if self.draft:
            return selectors.outline(self.draft.pk)
        if self.newest:
            return replace(selectors.outline(self.newest.pk), revision=self.newest.number + 1)
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview(FilePreview[Outline]):
    """What a file would change of its target."""

    target: Target


def preview(rows: Iterable[Row], *, official: bool) -> Preview:
    """Compare the rows of a file with its target. `official`: the official texts are taken over too."""
    target = _target(rows := tuple(rows))
    old = target.outline()
    old_rows = rows_of(old) if old else ()
    new_rows = _origin_checked(examine(_adopted(rows, old_rows, official=official)), old)
    outline = None if any(row.troubles for row in new_rows) else outline_of(new_rows)
    found = problems(outline) if outline else ()
    comparison = compare(TABLES, old_rows, new_rows)
    at_rows = _at_rows(new_rows, found)
    unholdable = [problem for problem in found if not can_hold(problem)]

    def is_hopeless(row: Row) -> bool:
        """Return whether the row has a problem that no draft may have."""
        return any(problem in unholdable for problem in at_rows.get(row.identity(BY_NAME[row.table]), ()))

    return Preview(
        target=target,
        basis=_stamp(target, old, official=official),
        comparison=comparison.rejecting(is_hopeless),
        problems=at_rows,
        content=None if unholdable else outline,
    )


def _target(rows: tuple[Row, ...]) -> Target:
    revisions = (
        Revision.objects.filter(standard__code=standard_code(rows))
        .select_related("standard")
        .order_by("-number")
    )
    draft = revisions.filter(state=State.DRAFT).first()
    return Target(draft=draft, newest=None if draft else revisions.first())


def _stamp(target: Target, old: Outline | None, *, official: bool) -> str:
    """Return what changes when the same file would change something else."""
    draft = target.draft.pk if target.draft else 0
    return digest(canonical_json([official, draft, exchange.to_data(old) if old else {}]))


def _adopted(rows: tuple[Row, ...], old: tuple[Row, ...], *, official: bool) -> Iterable[Row]:
    """Leave to the target what no file changes: its number, its verification, maybe its official texts."""
    before = {row.identity(BY_NAME[row.table]): row for row in old}
    for row in rows:
        was = before.get(row.identity(BY_NAME[row.table]))
        values = {name: value for name, value in row.values.items() if not _is_kept(name, official)}
        for name, value in was.values.items() if was else ():
            # An official text stays with our own text, and goes with it.
            goes = name.endswith(OFFICIAL) and name.replace(OFFICIAL, ".zh") not in values
            if _is_kept(name, official) and not goes:
                values[name] = value
        if row.table == ROOT and was:
            values["revision"] = was.values["revision"]
        yield replace(row, values=values)


def _is_kept(name: str, official: bool) -> bool:
    return name.startswith("verification.") or (not official and name.endswith(OFFICIAL))


def _origin_checked(rows: tuple[Row, ...], old: Outline | None) -> tuple[Row, ...]:
    if old is None:
        return rows
    trouble = Trouble(column="origin", reason=OTHER_ORIGIN, detail=old.origin)
    return tuple(
        replace(row, troubles=(*row.troubles, trouble))
        if row.table == ROOT and row.values.get("origin") != old.origin
        else row
        for row in rows
    )


# --- problems of the whole, at the rows concerned ------------------------------------------------


def _at_rows(rows: tuple[Row, ...], found: Iterable[Problem]) -> dict[Identity, tuple[Problem, ...]]:
    places: dict[str, list[Identity]] = defaultdict(list, {name: [of] for name, of in TOGETHER.items()})
    for row in rows:
        table = BY_NAME[row.table]
        places[_place(row, table)].append(row.identity(table))
    at_rows: dict[Identity, tuple[Problem, ...]] = {}
    for problem in found:
        for identity in places.get(problem.where, places[WHOLE]):
            at_rows[identity] = (*at_rows.get(identity, ()), problem)
    return at_rows


def _place(row: Row, table: Table) -> str:
    """Return what `Problem.where` calls the part of a row."""
    if table.name == ROOT:
        return WHOLE
    if table.name == "rule.thresholds":
        return f"{RULE}.{row.key(table)}"
    return ".".join(str(key) for key in row.reference(table))
