"""A version of an entry as a page to read: what nobody may change is shown as text, not as a form."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.utils import flatten
from django.db.models import Field, Model
from django.utils.translation import gettext

from roadmap import models
from roadmap.presenters.entries import Named, content_fields, parts_of, stage_names, value_text
from roadmap.selectors.names import Naming


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    label: str
    text: str  # empty: there is none
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Values under a heading, each line with what stands side by side."""

    title: str
    lines: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartTable:
    """The parts of one kind, a row each."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    sections: tuple[Section, ...]
    tables: tuple[PartTable, ...]


def sheet(entry: models.Entry, fieldsets: Any, naming: Naming) -> Sheet:
    """Return the entry by the fieldsets of its form, with all its parts: a query a table of parts."""
    parts = parts_of(entry)
    named = stage_names(parts)
    sections = [_section(entry, str(title or ""), options["fields"], naming) for title, options in fieldsets]
    return Sheet(
        sections=tuple(section for section in sections if section.lines),
        tables=tuple(_table(model, rows, naming, named) for model, rows in parts.items()),
    )


def _section(entry: models.Entry, title: str, lines: Sequence[Any], naming: Naming) -> Section:
    known = {field.name: field for field in entry._meta.concrete_fields}
    columns = ([known[name] for name in flatten([line]) if name in known] for line in lines)
    values = (tuple(_value(entry, field, naming, {}) for field in fields) for fields in columns)
    return Section(title=title, lines=tuple(line for line in values if any(value.text for value in line)))


def _table(model: type[Model], rows: list[Any], naming: Naming, named: Named) -> PartTable:
    fields = content_fields(model)
    return PartTable(
        title=str(model._meta.verbose_name_plural),
        heads=tuple(str(field.verbose_name) for field in fields),
        rows=tuple(tuple(_value(row, field, naming, named) for field in fields) for row in rows),
    )


def _value(row: Any, field: Field, naming: Naming, named: Named) -> Value:
    text = value_text(row, field, naming, named)
    if field.name == "region" and not text:
        text = gettext("全国")
    return Value(label=str(field.verbose_name), text=text, lang="en" if field.name.endswith("_en") else "")
