"""Rows of an entry on its page, kept in their order."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext as _

from roadmap.admin.forms import EMPTY
from roadmap.models import Part, Stage


class PartFormSet(BaseInlineFormSet):
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
        return _("“%(columns)s”有重复，每行须各不相同。") % {"columns": _("、").join(columns)}

    def get_form_error(self) -> str:
        """Say at the later of two rows that it is there already."""
        return _("与前面的一行重复。")

    def place(self, form: forms.ModelForm) -> tuple[Any, ...]:
        """Return what a row is sorted by."""
        values = [(name.startswith("-"), getattr(form.instance, name.lstrip("-"))) for name in self.sorted_by]
        return tuple(-value if falling else value for falling, value in values)

    def _arrange(self) -> list[Any]:
        """Number the rows from 1; return those that would not be written otherwise."""
        kept = [form for form in self.forms if self._is_kept(form)]
        kept.sort(key=self.place)
        moved = []
        for place, form in enumerate(kept, start=1):
            if form.instance.position != place and not form.has_changed():
                moved.append(form.instance)
            form.instance.position = place
        return moved

    def _is_kept(self, form: forms.ModelForm) -> bool:
        return form not in self.deleted_forms and (form.instance.pk is not None or form.has_changed())


class OrderedFormSet(PartFormSet):
    """Rows in an order that people set, by number or by drag."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        place = form.fields["position"]
        place.required, place.initial = False, None
        place.widget = forms.NumberInput(attrs={"class": "_reorder_", "min": 1})

    def place(self, form: forms.ModelForm) -> tuple[Any, ...]:
        """Return where a row goes: one that was given a place goes before the one that has it."""
        here = form.initial.get("position") or 0
        typed = form.cleaned_data.get("position") if "position" in form.changed_data else None
        if typed is None:
            return (here or float("inf"), True)
        return (typed + 0.5 if typed > here > 0 else typed, False)


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
