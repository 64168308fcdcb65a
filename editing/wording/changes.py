"""What a history entry changed, in words: from the entries that django-simple-history keeps of any model."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from editing.domain.decimals import plain

Named = Mapping[tuple[type[models.Model], object], str]
OWN = frozenset({"id", "revision", "entry"})  # which row it is and what it belongs to: that never changes


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One value before and after, as people read it. An absent value is empty."""

    name: str
    label: str
    old: str
    new: str


def field_changes(before: Any, after: Any, named: Named) -> tuple[FieldChange, ...]:
    """Return what differs between two history entries of a row, in the order of the columns.

    None: the row was not there. `named`: from `names_of` the same entries.
    """
    model = (after or before).instance_type
    pairs = [(field, _value(before, field), _value(after, field)) for field in telling_fields(model)]
    return tuple(
        FieldChange(
            name=field.name,
            label=str(field.verbose_name),
            old=field_text(field, old, named),
            new=field_text(field, new, named),
        )
        for field, old, new in pairs
        if old != new
    )


def names_of(entries: Iterable[Any]) -> Named:
    """Return what the rows are called that the entries point to; a query for each table that occurs."""
    wanted: dict[type[models.Model], set[object]] = {}
    for entry in entries:
        for field in telling_fields(entry.instance_type):
            value = getattr(entry, field.attname)
            if isinstance(field, models.ForeignKey) and value is not None:
                wanted.setdefault(field.related_model, set()).add(value)
    return {
        (model, pk): str(row)
        for model, keys in wanted.items()
        for pk, row in model._default_manager.in_bulk(list(keys)).items()
    }


def telling_fields(model: type[models.Model], *, besides: frozenset[str] = frozenset()) -> list[models.Field]:
    """Return the columns in which two states of a row may differ, but for those besides."""
    return [field for field in model._meta.concrete_fields if field.name not in OWN | besides]


def field_text(field: Any, value: Any, named: Named) -> str:
    """Return a value as people read it; one that points to a row that is gone is its number."""
    if value is None:
        return ""
    if isinstance(field, models.ForeignKey):
        return named.get((field.related_model, value), f"#{value}")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    match value:
        case bool():
            return _("是") if value else _("否")
        case Decimal():
            return plain(value)
    return date_format(value) if hasattr(value, "isoformat") else str(value)


def change_text(who: object, at: datetime, value: str) -> str:
    """Return who gave a field another value, when, and which. `who`: None for a command."""
    when = date_format(localtime(at), "DATETIME_FORMAT")
    values = {"who": who or _("系统"), "when": when, "value": value or _("（空）")}
    return _("%(who)s 于 %(when)s 改为：%(value)s") % values


def _value(entry: Any | None, field: Any) -> Any:
    return None if entry is None else getattr(entry, field.attname)
