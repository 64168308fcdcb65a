"""What the columns of a file are called: as the columns of the tables, whose `verbose_name` says it once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Field, Model
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from editing.domain.tables import POSITION
from editing.domain.texts import Text
from editing.models.mapping import Slot, Table
from editing.wording.words import Words

Names = Mapping[str, "str | Promise"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Labelled:
    """A column of a file: its table and name there, what it is called, and what may stand in it."""

    table: str
    name: str
    label: object
    kind: Any
    field: Field


def words(
    tables: Mapping[str, Table],
    *,
    titles: Names,
    labels: Names,
    choices: Mapping[type[StrEnum], Mapping[Any, object]],
    units: Mapping[str, str],
    guide: str,
    forms: tuple[str, ...] = (),
) -> Words:
    """Return the words of the files of some content, in the active language.

    `tables`: by their names in a file (`sectors.stages`). `titles`, `labels`, `choices`: what stands in no
    table, or is called otherwise in files, by name or by `table:name`. `units`: of
    numbers, by name. `guide`: the template of the first
    sheet. `forms`: of a text, beside the two languages.
    """
    columns = list(_columns(tables))
    usual = {table: part.model._meta.verbose_name for table, part in tables.items()}
    called = {
        f"{one.table}:{one.name}": labels.get(f"{one.table}:{one.name}") or labels.get(one.name) or one.label
        for one in columns
    }
    found = {one.kind: dict(one.field.flatchoices) for one in columns if _is_choice(one.kind)}
    every = {"zh": "%(label)s", "en": _("%(label)s（英文）"), "official": _("%(label)s（官方原文）")}
    return Words(
        guide_title=_("填写说明"),
        guide=tuple(render_to_string(guide).splitlines()),
        item=_("项目"),
        value=_("值"),
        titles={name: str(title) for name, title in {**usual, **titles}.items()},
        labels={name: str(label) for name, label in {POSITION: _("次序"), **labels, **called}.items()},
        forms={form: every[form] for form in ("zh", "en", *forms)},
        choices={
            kind: {str(value): str(label) for value, label in members.items()}
            for kind, members in {**found, **choices}.items()
        },
        yes=_("是"),
        no=_("否"),
        units=units,
    )


def by_name(table: Table, name: str = "") -> dict[str, Table]:
    """Map the names that a table and its parts have in a file to the tables."""
    found = {name: table}
    for path, part in table.lists.items():
        found |= by_name(part, f"{name}.{path}" if name else path)
    return found


def column(model: type[Model], name: str) -> "str | Promise":
    """Return what a column is called."""
    field: Any = model._meta.get_field(name)
    called: str | Promise = field.verbose_name
    return called


def _columns(tables: Mapping[str, Table]) -> Iterator[_Labelled]:
    for name, table in tables.items():
        for path, slot in _leaves(table.slot, ""):
            model, of = table.model, slot.column
            label: object = None
            kind = slot.hint
            if slot.part:
                model, of, kind = slot.part.model, slot.part.column, slot.part.kind
                if kind is Text or not of:
                    continue  # it has a table of its own in the file too
                label = model._meta.verbose_name
            field: Any = model._meta.get_field(f"{of}_zh" if kind is Text else of)
            yield _Labelled(table=name, name=path, label=label or field.verbose_name, kind=kind, field=field)


def _leaves(slot: Slot, path: str) -> Iterator[tuple[str, Slot]]:
    if not slot.inner:
        yield path, slot
    for inner in slot.inner:
        yield from _leaves(inner, f"{path}.{inner.name}" if path else inner.name)


def _is_choice(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, StrEnum)
