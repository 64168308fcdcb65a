"""The preview of a file as a page shows it: by table, what changes first, what stays counted."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editing.domain.table_changes import FilePreview, RowChange, RowState, ValueChange
from editing.domain.table_rows import Identity, Row, Trouble
from editing.domain.tables import POSITION, ROOT, Table
from editing.files.cells import cell_text
from editing.wording.words import Words

LONGEST_NAME = 40

STATES = {
    RowState.NEW: gettext_lazy("新增"),
    RowState.CHANGED: gettext_lazy("修改"),
    RowState.UNCHANGED: gettext_lazy("不变"),
    RowState.REJECTED: gettext_lazy("不能导入"),
}
REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class ShownValue:
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row: what it is called, where it stands in the file, what becomes of it and why."""

    name: str
    place: str
    state: str
    state_name: str
    values: tuple[ShownValue, ...] = ()
    reasons: tuple[str, ...] = ()  # why it is rejected
    problems: tuple[str, ...] = ()  # what keeps the draft from being published


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table: rows to look at, names of those that stay, and problems of all rows together."""

    title: str
    rows: tuple[ShownRow, ...]
    unchanged: tuple[str, ...]
    problems: tuple[str, ...]

    @property
    def is_quiet(self) -> bool:
        """Return whether there is nothing to look at."""
        return not self.rows and not self.problems


@dataclass(frozen=True, slots=True)
class ShownPreview:
    """The whole page. Counts are of rows; those of `removed` are rows of the draft."""

    tables: tuple[ShownTable, ...]  # those with something to look at
    quiet_tables: tuple[ShownTable, ...]
    new: int
    changed: int
    unchanged: int
    rejected: int
    removed: int
    problems: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewInput:
    """A preview with the words of its content, in the active language."""

    found: FilePreview[Any]
    tables: tuple[Table, ...]
    words: Words
    trouble_text: Callable[[Trouble], str]
    problem_text: Callable[[Any], str]

    def problems(self, identity: Identity) -> tuple[str, ...]:
        """Return the problems of a row in words, each once."""
        return tuple(dict.fromkeys(map(self.problem_text, self.found.problems.get(identity, ()))))


def show(judged: PreviewInput) -> ShownPreview:
    """Return the page's values."""
    comparison = judged.found.comparison
    tables = tuple(_table(judged, table) for table in judged.tables if table.columns)
    return ShownPreview(
        tables=tuple(table for table in tables if not table.is_quiet),
        quiet_tables=tuple(table for table in tables if table.is_quiet and table.unchanged),
        new=comparison.count(RowState.NEW),
        changed=comparison.count(RowState.CHANGED),
        unchanged=comparison.count(RowState.UNCHANGED),
        rejected=comparison.count(RowState.REJECTED),
        removed=len(comparison.removed),
        problems=len({id(problem) for found in judged.found.problems.values() for problem in found}),
    )


def _table(judged: PreviewInput, table: Table) -> ShownTable:
    rows: list[ShownRow] = []
    unchanged: list[str] = []
    for change in judged.found.comparison.rows:
        if change.row.table == table.name:
            problems = judged.problems(change.row.identity(table))
            if change.state is RowState.UNCHANGED and not problems:
                unchanged.append(_name(change.row, table))
            else:
                rows.append(_row(judged, change, problems, table))
    gone = [row for row in judged.found.comparison.removed if row.table == table.name]
    rows += [ShownRow(_name(row, table), "", REMOVED, _("删去")) for row in gone]
    together = judged.problems((table.name, ())) if table.name != ROOT else ()
    return ShownTable(judged.words.title(table), tuple(rows), tuple(unchanged), together)


def _row(judged: PreviewInput, change: RowChange, problems: tuple[str, ...], table: Table) -> ShownRow:
    values = change.changes if change.state is RowState.CHANGED else _all_values(change, table)
    reasons = tuple(_reason(judged, change.row, trouble, table) for trouble in change.row.troubles)
    hopeless = change.state is RowState.REJECTED and not reasons
    return ShownRow(
        name=_name(change.row, table),
        place=_place(change.row),
        state=change.state,
        state_name=str(STATES[change.state]),
        values=tuple(_value(value, table, judged.words) for value in values),
        reasons=problems if hopeless else reasons,
        problems=() if hopeless else problems,
    )


def _reason(judged: PreviewInput, row: Row, trouble: Trouble, table: Table) -> str:
    text = judged.trouble_text(trouble)
    if not trouble.column:
        return text
    label = _label(trouble.column, table, judged.words)
    column = " ".join(part for part in (row.cell(trouble.column), label) if part)
    return _("%(column)s：%(reason)s") % {"column": column, "reason": text}


def _all_values(change: RowChange, table: Table) -> tuple[ValueChange, ...]:
    """Return what a new row holds; the other rows that are shown changed nothing or cannot be read."""
    if change.state is not RowState.NEW:
        return ()
    return tuple(
        ValueChange(column=column.name, old=None, new=change.row.values[column.name])
        for column in table.columns
        if column.name in change.row.values
    )


def _value(change: ValueChange, table: Table, words: Words) -> ShownValue:
    return ShownValue(
        label=_label(change.column, table, words),
        old=_text(change.column, change.old, table, words),
        new=_text(change.column, change.new, table, words),
    )


def _text(name: str, value: Any, table: Table, words: Words) -> str:
    columns = {column.name: column for column in (*table.parent_columns, *table.columns)}
    return cell_text(columns[name], value, words) if name in columns else str(value)


def _label(name: str, table: Table, words: Words) -> str:
    """Return what a column is called; a key that no table has is called by itself."""
    known = {column.name for column in (*table.parent_columns, *table.columns)}
    return words.label(table, name) if name in known or name == POSITION else name


def _name(row: Row, table: Table) -> str:
    """Return the keys of a row and the beginning of its first text."""
    keys = " / ".join(str(key) for key in row.reference(table))
    texts = (row.values.get(column.name) for column in table.columns if column.name.endswith(".zh"))
    text = next((text for text in texts if isinstance(text, str) and text != row.key(table)), "")
    short = f"{text[:LONGEST_NAME]}…" if len(text) > LONGEST_NAME else text
    return f"{keys} {short}".strip()


def _place(row: Row) -> str:
    """Return where the row stands in its file: a row of a sheet, or the path in a YAML file."""
    if row.table == ROOT or not row.place:
        return ""
    return _("第 %(number)s 行") % {"number": row.place} if row.place.isdigit() else row.place
