"""What a workbook calls its sheets, columns and choices, handed in by those who know."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from editing.domain.tables import Column, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of a workbook and of the preview of one, in one language.

    `titles`: of the sheets, by table. `labels`: of columns and their parts, by name or, where a name means
    several things, by `table:name`. `forms`: what becomes of a text's label in `zh`, `en` and `official`,
    with the placeholder `label`. `units`: what may be written beside the numbers of a column.
    """

    guide_title: str
    guide: tuple[str, ...]  # the lines of the first sheet
    item: str  # heads the names of the single values
    value: str
    titles: Mapping[str, str]
    labels: Mapping[str, str]
    forms: Mapping[str, str]
    choices: Mapping[type[StrEnum], Mapping[str, str]]
    yes: str
    no: str
    units: Mapping[str, str] = field(default_factory=dict)

    def title(self, table: Table) -> str:
        """Return the name of the table's sheet."""
        return self.titles[table.name]

    def label(self, table: Table, name: str) -> str:
        """Return what heads a column; a column that names a parent is headed by the parent's title."""
        for parent, column in zip(table.lineage, table.parent_columns, strict=True):
            if column.name == name:
                return self.titles[parent.name]
        base, _dot, form = name.rpartition(".")
        if form in self.forms:
            return self.forms[form] % {"label": self._label(table, base)}
        return self._label(table, name)

    def choice(self, column: Column, value: object) -> str:
        """Return what is written for a choice; for anything else the value itself."""
        return self.choices.get(column.entry, {}).get(str(value), str(value))

    def _label(self, table: Table, name: str) -> str:
        return self.labels.get(f"{table.name}:{name}") or self.labels[name]
