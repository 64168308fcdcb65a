"""Rows of a part on its page: each carries the revision; saving them, none runs into another."""

from typing import Any

from django.db.models import QuerySet

from editing.forms.formsets import RowFormSet, wanted_place
from editing.services.syncing import set_aside
from standards.models import Part, Revision
from standards.wording.parts import USED_HERE


class PartFormSet(RowFormSet):
    """Rows that say their place themselves: the levels of a scene."""

    once = "position"  # the field whose value no two rows may share

    model: type[Part]

    def clean(self) -> None:
        """Say at its field where a value occurs twice, rows that others added since included.

        In place of Django's own check, which says it of the page as a whole.
        """
        if not self.once:
            return
        shown = [form.instance.pk for form in self.forms if form.instance.pk]
        taken = set(beside(self).exclude(pk__in=shown).values_list(self.once, flat=True))
        for form in self.kept():
            value = form.cleaned_data.get(self.once)
            if value is not None and value in taken:
                form.add_error(self.once, USED_HERE % {"value": value})
            taken.add(value)

    def save_parts(self, revision: Revision) -> None:
        """Write what was added, changed and deleted."""
        written = self.save(commit=False)
        for row in self.deleted_objects:
            row.delete()
        self.write(written, revision)

    def write(self, written: list[Any], revision: Revision) -> None:
        """Save rows which may take each other's places and keys."""
        known = [row for row in written if row.pk]
        set_aside(self.model, [row.pk for row in known])
        for row in known if self.once == "key" else ():
            self.model._default_manager.filter(pk=row.pk).update(**{self.once: f"~{row.pk}"})
        for row in written:
            row.revision = revision
            row.save()


class OrderedFormSet(PartFormSet):
    """Rows in an order: numbered from 1 by what was typed, and as they stood where nothing was."""

    once = ""

    def save_parts(self, revision: Revision) -> None:
        """Write what was added, changed, deleted and moved. Rows that others added stay, at the end."""
        written = self.save(commit=False)
        for row in self.deleted_objects:
            row.delete()
        placed = self._places()
        kept = sorted(
            self.kept(), key=lambda form: wanted_place(form, "place", placed.get(form.instance.pk, 0))
        )
        ordered = [form.instance for form in kept]
        ordered += beside(self).exclude(pk__in=[row.pk for row in ordered]).order_by("position")
        for place, row in enumerate(ordered, start=1):
            row.position = place
        moved = [row for row in ordered if row in written or placed[row.pk] != row.position]
        self.write(moved, revision)

    def _places(self) -> dict[int, int]:
        """Return the places of the rows there are, those outside the form included."""
        return dict(beside(self).values_list("pk", "position"))


class OptionFormSet(OrderedFormSet):
    """The options of a question: in an order, each with a key of its own."""

    once = "key"


def beside(formset: PartFormSet) -> QuerySet[Any]:
    """Return the rows there are of what a formset belongs to, those outside the form included."""
    known: QuerySet[Any] = formset.model._default_manager.all()
    return known.filter(**{formset.fk.name: formset.instance}) if formset.instance.pk else known.none()
