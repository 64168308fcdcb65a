"""Rows of a draft on its page, or of a part on its page: which are kept, and in which order."""

from django import forms
from django.forms.models import BaseInlineFormSet


class RowFormSet(BaseInlineFormSet):
    """Rows that are saved with the page they are on."""

    def kept(self) -> list[forms.ModelForm]:
        """Return the rows that are there or are being added; not those left blank or deleted."""
        return [
            form
            for form in self.forms
            if form not in self.deleted_forms and (form.instance.pk is not None or form.has_changed())
        ]


def wanted_place(form: forms.ModelForm, field: str, here: int) -> tuple[float, bool]:
    """Return where a row goes, to sort by: one that was given a place goes before the one that has it.

    `field`: that of the place; `here`: the place the row has, 0 for a new one, which goes last.
    """
    typed = form.cleaned_data.get(field) if field in form.changed_data else None
    if typed is None:
        return (here or float("inf"), True)
    return (typed + 0.5 if typed > here > 0 else typed, False)
