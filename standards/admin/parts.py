"""The pages of the parts: what each shows, in which order, with which rows on it."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editing.selectors.history import Watched
from enterprises.forms.requests import signed_in
from standards import models
from standards.admin.base import PartAdmin
from standards.admin.inlines import OptionRows, SceneLevelRows, TypicalSystemRows
from standards.forms import parts as forms
from standards.services import point_variant
from standards.wording.parts import ABOUT_FORMULA, ABOUT_THRESHOLD

NAMES = ("name_zh", "name_en")
NOTES = ("note_zh", "note_en")


@admin.register(models.Dimension)
class DimensionAdmin(PartAdmin):
    form = forms.OrderedForm
    fieldsets = ((None, {"fields": (("code", "weight", "place"), NAMES)}),)


@admin.register(models.Group)
class GroupAdmin(PartAdmin):
    form = forms.OrderedForm
    fieldsets = ((None, {"fields": (("dimension", "code", "weight", "place"), NAMES)}),)


@admin.register(models.Question)
class QuestionAdmin(PartAdmin):
    form = forms.QuestionForm
    inlines = (OptionRows,)
    fieldsets = (
        (None, {"fields": (("group", "code", "number"), ("kind", "weight", "place"))}),
        (_("题目"), {"fields": (NAMES, ("title_zh", "title_en"))}),
        (
            _("帮助填写的文字"),
            {"fields": (("help_zh", "help_en"), NOTES, ("evidence_zh", "evidence_en"))},
        ),
        (
            _("由数值得出答案（占比题和变化题）"),
            {
                "description": ABOUT_FORMULA,
                "fields": (
                    ("part", "whole"),
                    ("part_before", "whole_before"),
                    ("decides",),
                    ("formula_text_zh", "formula_text_en"),
                ),
            },
        ),
    )


@admin.register(models.SceneGroup)
class SceneGroupAdmin(PartAdmin):
    form = forms.OrderedForm
    fieldsets = ((None, {"fields": (("code", "place"), NAMES)}),)


@admin.register(models.Scene)
class SceneAdmin(PartAdmin):
    form = forms.OrderedForm
    inlines = (SceneLevelRows, TypicalSystemRows)
    fieldsets = ((None, {"fields": (("group", "code", "place"), ("constrained", "weight"), NAMES, NOTES)}),)


@admin.register(models.Threshold)
class ThresholdAdmin(PartAdmin):
    form = forms.ThresholdForm
    fieldsets = (
        (None, {"fields": (("position",), NAMES)}),
        (
            _("达到这一级的要求"),
            {
                "description": ABOUT_THRESHOLD,
                "fields": (("min_points", "min_mean"), ("min_scenes", "min_constrained")),
            },
        ),
    )


@admin.register(models.Figure)
class FigureAdmin(PartAdmin):
    form = forms.OrderedForm
    fieldsets = (
        (
            None,
            {"fields": (("code", "place", "whole"), ("label_zh", "label_en"), ("unit_zh", "unit_en"), NOTES)},
        ),
    )


@admin.register(models.Variant)
class VariantAdmin(PartAdmin):
    form = forms.VariantForm
    fieldsets = (
        (None, {"fields": (("code", "place"), NAMES, ("source_zh", "source_en"))}),
        (_("哪里不同"), {"fields": (("other_constrained",), ("constrained_scenes",), ("split_questions",))}),
    )

    def watched_besides(self, obj: models.Variant) -> tuple[Watched, ...]:
        links = (models.VariantScene, models.VariantQuestion)
        return tuple(Watched(model=link, column="variant_id", value=obj.pk) for link in links)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        point_variant(
            variant=form.instance,
            scenes=form.cleaned_data["constrained_scenes"],
            questions=form.cleaned_data["split_questions"],
            by=signed_in(request),
            at=timezone.now(),
        )


@admin.register(models.Term)
class TermAdmin(PartAdmin):
    form = forms.TermForm
    fieldsets = (
        (None, {"fields": (("place",), ("word_zh", "word_en"), ("explanation_zh", "explanation_en"))}),
    )


@admin.register(models.NotApplicableReason)
class NotApplicableReasonAdmin(PartAdmin):
    form = forms.OrderedForm
    fieldsets = ((None, {"fields": (("code", "place"), NAMES)}),)
