"""What is wrong on the page of a draft, of the row and of the rows on it, to stand on top of the page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """An error at its field. `row`: of which row on the page, empty: of the page itself."""

    anchor: str
    row: str = ""
    field: str = ""
    text: str


def mistakes(form: BaseForm, formsets: Iterable[Any]) -> list[Mistake]:
    """Return what is wrong, in the order of the page; what is wrong with the row as a whole stands there."""
    found = list(_of_fields(form, ""))
    for formset in formsets:
        kind = formset.model._meta.verbose_name
        for number, row in enumerate(formset.forms, start=1):
            name = f"{kind} {number}"
            whole = (Mistake(anchor=row.prefix or "", row=name, text=str(e)) for e in row.non_field_errors())
            found += [*whole, *_of_fields(row, name)]
    return found


def _of_fields(form: BaseForm, row: str) -> Iterator[Mistake]:
    for field in form:
        anchor = field.id_for_label or f"{field.auto_id}_0"
        for error in field.errors:
            yield Mistake(anchor=anchor, row=row, field=str(field.label), text=str(error))
