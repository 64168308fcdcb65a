"""Rows of an entry on its page, kept in their order."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from editing.forms.formsets import RowFormSet, wanted_place
from roadmap.admin.forms import EMPTY
from roadmap.models import Part, Stage
from roadmap.wording.steps import COLUMNS_TWICE, ROW_TWICE


class PartFormSet(RowFormSet):
    """Rows sorted by what they say: `sorted_by` names the columns, a minus the greatest first."""

    sorted_by: tuple[str, ...] = ()

    model: type[Part]

    def save(self, commit: bool = True) -> Any:
        """Write what was added, changed, deleted, and what has another place by that."""
        changed = any(form.has_changed() for form in self.forms)
        moved = self._arrange() if changed else []
        written = super().save(commit=commit)
        for row in moved:
            row.save(update_fields=["position"])
        return written

    def get_unique_error_message(self, unique_check: Sequence[str]) -> str:
        """Say what stands in two rows by the columns' names; Django's own says it by the fields'."""
        within = set(unique_check) - {self.fk.name}
        columns = [str(column.verbose_name) for column in self.model._meta.fields if column.name in within]
        return COLUMNS_TWICE % {"columns": _("、").join(columns)}

    def get_form_error(self) -> str:
        """Say at the later of two rows that it is there already."""
        return str(ROW_TWICE)

    def place(self, form: forms.ModelForm) -> tuple[Any, ...]:
        """Return what a row is sorted by."""
        values = [(name.startswith("-"), getattr(form.instance, name.lstrip("-"))) for name in self.sorted_by]
        return tuple(-value if falling else value for falling, value in values)

    def _arrange(self) -> list[Any]:
        """Number the rows from 1; return those that would not be written otherwise."""
        moved = []
        for place, form in enumerate(sorted(self.kept(), key=self.place), start=1):
            if form.instance.position != place and not form.has_changed():
                moved.append(form.instance)
            form.instance.position = place
        return moved


class OrderedFormSet(PartFormSet):
    """Rows in an order that people set, by number or by drag."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        place = form.fields["position"]
        place.required, place.initial = False, None
        place.widget = forms.NumberInput(attrs={"class": "_reorder_", "min": 1})

    def place(self, form: forms.ModelForm) -> tuple[Any, ...]:
        return wanted_place(form, "position", form.initial.get("position") or 0)


class OfStageFormSet(PartFormSet):
    """Rows that each belong to a stage of the same sector, in the order of the stages."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        stage = form.fields["stage"]
        stage.queryset = Stage.objects.filter(entry=self.instance.pk)
        stage.choices = [("", EMPTY), *((row.pk, str(row)) for row in self._stages)]

    def place(self, form: forms.ModelForm) -> tuple[Any, ...]:
        return (form.instance.stage.position, *super().place(form))

    @cached_property
    def _stages(self) -> list[Stage]:
        return list(Stage.objects.filter(entry=self.instance.pk).order_by("position", "pk"))
