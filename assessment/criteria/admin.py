"""Standards in the admin, for looking only: a revision with its parts, each part a link further in."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from assessment.criteria.models import (
    Dimension,
    Figure,
    Group,
    NotApplicableReason,
    OfficialText,
    Option,
    Question,
    Revision,
    Scene,
    SceneGroup,
    SceneLevel,
    Standard,
    Term,
    Threshold,
    TypicalSystem,
    Variant,
    VariantQuestion,
    VariantScene,
    Verification,
)


class LookOnly:
    """Nobody adds, changes or deletes; the view permission is Django's."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class Parts(LookOnly, admin.TabularInline):
    ordering = ("position",)


def parts(part: type[models.Model], *shown: str, link: bool = False) -> type[Parts]:
    """Return an inline that shows these columns of the parts."""
    attributes = {"__module__": __name__, "model": part, "fields": shown, "show_change_link": link}
    return type(f"{part.__name__}Parts", (Parts,), attributes)


class Looked(LookOnly, admin.ModelAdmin):
    pass


class VerificationInline(LookOnly, admin.TabularInline):
    model = Verification
    fields = ("verified_on", "verified_by", "source", "recorded_by", "recorded_at")


class OfficialTextInline(LookOnly, admin.TabularInline):
    model = OfficialText
    fields = ("path", "text")
    ordering = ("path",)


@admin.register(Standard)
class StandardAdmin(Looked):
    list_display = ("code", "origin")


@admin.register(Revision)
class RevisionAdmin(Looked):
    list_display = ("__str__", "name_zh", "state", "published_at", "retired_at")
    list_filter = ("standard", "state")
    list_select_related = ("standard",)
    ordering = ("standard__code", "-number")
    inlines = (
        VerificationInline,
        parts(Dimension, "position", "code", "name_zh", "name_en", "weight", link=True),
        parts(SceneGroup, "position", "code", "name_zh", "name_en", link=True),
        parts(Threshold, "position", "name_zh", "min_points", "min_scenes", "min_constrained"),
        parts(Figure, "position", "code", "label_zh", "unit_zh", "whole", "note_zh"),
        parts(Variant, "position", "code", "name_zh", "source_zh", link=True),
        parts(NotApplicableReason, "position", "code", "name_zh", "name_en"),
        parts(Term, "position", "word_zh", "explanation_zh", "explanation_en"),
        OfficialTextInline,
    )


class PartAdmin(Looked):
    """A part of a revision; listed by revision and found by code."""

    list_display = ("__str__", "revision", "name_en")
    list_filter = ("revision",)
    list_select_related = ("revision__standard",)
    search_fields = ("code", "name_zh", "name_en")
    ordering = ("revision", "code")


@admin.register(Dimension)
class DimensionAdmin(PartAdmin):
    inlines = (parts(Group, "position", "code", "name_zh", "name_en", "weight", link=True),)


@admin.register(Group)
class GroupAdmin(PartAdmin):
    inlines = (parts(Question, "position", "code", "number", "name_zh", "title_zh", "weight", link=True),)


@admin.register(Question)
class QuestionAdmin(PartAdmin):
    inlines = (
        parts(
            Option,
            "position",
            "key",
            "weight",
            "text_zh",
            "text_en",
            "excludes",
            "range_low",
            "range_high",
            "change",
        ),
    )


@admin.register(SceneGroup)
class SceneGroupAdmin(PartAdmin):
    inlines = (parts(Scene, "position", "code", "name_zh", "name_en", "constrained", link=True),)


@admin.register(Scene)
class SceneAdmin(PartAdmin):
    inlines = (
        parts(SceneLevel, "position", "text_zh", "text_en", "any_of"),
        parts(TypicalSystem, "position", "name"),
    )


@admin.register(Variant)
class VariantAdmin(PartAdmin):
    inlines = (parts(VariantScene, "position", "scene"), parts(VariantQuestion, "position", "question"))
