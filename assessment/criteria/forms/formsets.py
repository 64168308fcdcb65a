"""Rows of a part on its page: each carries the revision, and they are saved without running into each other."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms.models import BaseInlineFormSet

from assessment.criteria.models import Revision
from assessment.criteria.services.arranging import PARENTS
from assessment.criteria.syncing import set_aside


class PartFormSet(BaseInlineFormSet):
    """Rows that say their place themselves: the levels of a scene."""

    def save_parts(self, revision: Revision) -> None:
        """Write what was added, changed and deleted."""
        written = self.save(commit=False)
        for row in self.deleted_objects:
            row.delete()
        self._write(written, revision)

    def _write(self, written: list[Any], revision: Revision) -> None:
        set_aside(self.model, [row.pk for row in written if row.pk])
        for row in written:
            row.revision = revision
            row.save()


class OrderedFormSet(PartFormSet):
    """Rows in an order: numbered from 1 by what was typed, and as they stood where nothing was."""

    def save_parts(self, revision: Revision) -> None:
        """Write what was added, changed, deleted and moved. Rows that others added stay, at the end."""
        written = self.save(commit=False)
        for row in self.deleted_objects:
            row.delete()
        placed = self._places()
        kept = [form for form in self.forms if self._is_kept(form)]
        kept.sort(key=lambda form: self._wish(form, placed))
        ordered = [form.instance for form in kept]
        ordered += self._beside().exclude(pk__in=[row.pk for row in ordered]).order_by("position")
        for place, row in enumerate(ordered, start=1):
            row.position = place
        moved = [row for row in ordered if row in written or placed[row.pk] != row.position]
        self._write(moved, revision)

    def _beside(self) -> QuerySet[Any]:
        beside: QuerySet[Any] = self.model._default_manager.filter(**{PARENTS[self.model]: self.instance})
        return beside

    def _places(self) -> dict[int, int]:
        """Return the places of the rows there are, those outside the form included."""
        return dict(self._beside().values_list("pk", "position"))

    def _is_kept(self, form: forms.ModelForm) -> bool:
        return form not in self.deleted_forms and (form.instance.pk is not None or form.has_changed())

    @staticmethod
    def _wish(form: forms.ModelForm, placed: dict[int, int]) -> tuple[float, bool]:
        """Return where a row goes: one that was given a place goes before the one that has it."""
        typed = form.cleaned_data.get("place") if "place" in form.changed_data else None
        if typed is not None:
            here = placed.get(form.instance.pk, 0)
            return (typed + 0.5, False) if typed > here > 0 else (typed, False)
        return (placed.get(form.instance.pk, float("inf")), True)
