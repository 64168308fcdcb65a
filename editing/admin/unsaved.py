"""What a person had typed when a page could no longer be saved: shown once more, so that nothing is lost."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from editing.wording.changes import field_text
from enterprises.forms.requests import key_from

ROW = re.compile(r"([a-z]+)-(\d{1,4})-(\w+)")  # a field of a row on the page: options-2-text_zh
WRITTEN = (models.CharField, models.TextField, models.DecimalField, models.IntegerField)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsaved:
    """A value that differs from what is there."""

    label: str
    text: str


def unsaved(data: Mapping[str, Any], obj: Any, tables: Mapping[str, Any]) -> list[Unsaved]:
    """Return the texts and numbers typed on the page of an object that are not what it says.

    `tables`: by prefix, those of the rows on the page. Choices and ticks are left out.
    """
    rows = {prefix: table._default_manager.in_bulk(_keys(data, prefix)) for prefix, table in tables.items()}
    found: list[Unsaved | None] = []
    for name, text in data.items():
        match = ROW.fullmatch(name)
        if match is None:
            found.append(_told(obj, name, text))
        elif match[1] in tables:
            row = rows[match[1]].get(key_from(data.get(f"{match[1]}-{match[2]}-id", "")))
            found.append(_told(row or tables[match[1]](), match[3], text))
    return [one for one in found if one is not None]


def prefix_of(rows_on_page: Any, model: Any) -> str:
    """Return what the names of fields begin with in the rows on the page of a model: `options`."""
    fields = rows_on_page._meta.concrete_fields
    return next(
        str(f.remote_field.related_name) for f in fields if f.is_relation and f.related_model is model
    )


def _keys(data: Mapping[str, Any], prefix: str) -> list[int]:
    names = (f"{prefix}-{match[2]}-id" for match in map(ROW.fullmatch, data) if match and match[1] == prefix)
    return [key for key in {key_from(data.get(name, "")) for name in names} if key]


def _told(row: Any, name: str, text: str) -> Unsaved | None:
    field = next((one for one in row._meta.concrete_fields if one.name == name), None)
    if not isinstance(field, WRITTEN) or field.choices or field.primary_key:
        return None
    typed, known = text.strip(), field_text(field, getattr(row, field.attname), {})
    return Unsaved(label=str(field.verbose_name), text=typed) if typed and typed != known else None
