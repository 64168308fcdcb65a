"""The preview of a file as a page shows it: by table, what changes first, what stays counted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessment.criteria.files.preview import Preview
from assessment.criteria.files.tables import TABLES
from assessment.criteria.files.words import page_words
from assessment.criteria.wording import problem_text, trouble_text
from assessment.domain.standard import Problem
from assessment.domain.table_changes import RowChange, State, ValueChange
from assessment.domain.table_rows import Row
from assessment.domain.tables import POSITION, ROOT, Table
from assessment.files.cells import shown
from assessment.files.words import Words

LONGEST_NAME = 40

STATES = {
    State.NEW: gettext_lazy("新增"),
    State.CHANGED: gettext_lazy("修改"),
    State.UNCHANGED: gettext_lazy("不变"),
    State.REJECTED: gettext_lazy("不能导入"),
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
        """Tell whether there is nothing to look at."""
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


def show(preview: Preview) -> ShownPreview:
    """Return the page's values in the active language."""
    comparison = preview.comparison
    tables = tuple(_tables(preview, page_words()))
    return ShownPreview(
        tables=tuple(table for table in tables if not table.is_quiet),
        quiet_tables=tuple(table for table in tables if table.is_quiet and table.unchanged),
        new=comparison.count(State.NEW),
        changed=comparison.count(State.CHANGED),
        unchanged=comparison.count(State.UNCHANGED),
        rejected=comparison.count(State.REJECTED),
        removed=len(comparison.removed),
        problems=len({id(problem) for found in preview.problems.values() for problem in found}),
    )


def _tables(preview: Preview, words: Words) -> Iterator[ShownTable]:
    for table in TABLES:
        rows: list[ShownRow] = []
        unchanged: list[str] = []
        for change in preview.comparison.rows:
            if change.row.table == table.name:
                problems = preview.problems.get(change.row.identity(table), ())
                if change.state is State.UNCHANGED and not problems:
                    unchanged.append(_name(change.row, table))
                else:
                    rows.append(_row(change, problems, table, words))
        gone = [row for row in preview.comparison.removed if row.table == table.name]
        rows += [ShownRow(_name(row, table), "", REMOVED, _("删去")) for row in gone]
        together = preview.problems.get((table.name, ()), ()) if table.name != ROOT else ()
        yield ShownTable(words.title(table), tuple(rows), tuple(unchanged), _texts(together))


def _row(change: RowChange, problems: Iterable[Problem], table: Table, words: Words) -> ShownRow:
    values = change.changes if change.state is State.CHANGED else _all_values(change, table)
    texts = _texts(problems)
    reasons = tuple(
        _("%(column)s：%(reason)s") % {"column": _label(trouble.column, table, words), "reason": text}
        if trouble.column
        else text
        for trouble in change.row.troubles
        for text in (trouble_text(trouble),)
    )
    hopeless = change.state is State.REJECTED and not reasons
    return ShownRow(
        name=_name(change.row, table),
        place=_place(change.row),
        state=change.state,
        state_name=str(STATES[change.state]),
        values=tuple(_value(value, table, words) for value in values),
        reasons=texts if hopeless else reasons,
        problems=() if hopeless else texts,
    )


def _texts(problems: Iterable[Problem]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(problem_text(problem) for problem in problems))


def _all_values(change: RowChange, table: Table) -> tuple[ValueChange, ...]:
    """Return what a new row holds; the other rows that are shown changed nothing or cannot be read."""
    if change.state is not State.NEW:
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
    return shown(columns[name], value, words) if name in columns else str(value)


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
