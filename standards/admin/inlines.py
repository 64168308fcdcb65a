"""Rows on the page of a part: options of a question, levels and systems of a scene."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from standards import models
from standards.admin.fields import PartFields
from standards.forms import parts as forms
from standards.forms.formsets import OptionFormSet, OrderedFormSet, PartFormSet

MOST = 60  # rows on one page


class PartRows(PartFields, admin.options.InlineModelAdmin):
    """Rows changed with the page they are on; what may be done to it may be done to them."""

    extra = 1
    max_num = MOST

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        # Without an end of its own, a page would draw as many rows as a hand-made request announces.
        return super().get_formset(request, obj, **{"absolute_max": MOST, **kwargs})

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return self.extra if self.has_change_permission(request, obj) else 0


class OptionRows(PartRows, admin.StackedInline):
    model = models.Option
    form = forms.OptionForm
    formset = OptionFormSet
    ordering = ("position",)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("place", "key", "weight", "excludes", "change"),
                    ("range_low", "range_low_closed", "range_high"),
                    ("text_zh", "text_en"),
                )
            },
        ),
        (_("说明"), {"classes": ("collapse",), "fields": (("note_zh", "note_en"),)}),
    )


class SceneLevelRows(PartRows, admin.StackedInline):
    model = models.SceneLevel
    form = forms.SceneLevelForm
    formset = PartFormSet
    ordering = ("position",)
    fieldsets = ((None, {"fields": (("position", "any_of"), ("text_zh", "text_en"))}),)


class TypicalSystemRows(PartRows, admin.StackedInline):
    model = models.TypicalSystem
    form = forms.RowForm
    formset = OrderedFormSet
    ordering = ("position",)
    fieldsets = ((None, {"fields": (("place", "name"),)}),)
