"""Looking roadmaps up. They are edited in their files and loaded by `load_roadmaps`: nothing changes here."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from roadmap import models


class ReadOnly:
    """No adding, changing or deleting, for whomever."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class PainInline(ReadOnly, admin.TabularInline):
    model = models.Pain


class PrioritySceneInline(ReadOnly, admin.TabularInline):
    model = models.PriorityScene


class TargetInline(ReadOnly, admin.StackedInline):
    model = models.Target


class EstimateInline(ReadOnly, admin.TabularInline):
    model = models.Estimate


class MeasureInline(ReadOnly, admin.StackedInline):
    model = models.Measure


@admin.register(models.Sector)
class SectorAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["name_zh", "name_en", "code", "scope_zh", "near_case"]
    list_select_related = ["near_case"]
    search_fields = ["code", "name_zh", "name_en", "scope_zh", "scope_en"]
    inlines = [PainInline, PrioritySceneInline, TargetInline]


@admin.register(models.Stage)
class StageAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["sector", "name_zh", "target_level", "scenes"]
    list_display_links = ["name_zh"]
    list_filter = ["sector", "code"]
    list_select_related = ["sector"]
    search_fields = ["sector__name_zh", "measures__title_zh", "measures__how_zh"]
    inlines = [MeasureInline, EstimateInline]


@admin.register(models.Case)
class CaseAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["code", "firm_zh", "sector", "grade", "is_sme", "self_reported", "year"]
    list_filter = ["grade", "is_sme", "sector"]
    list_select_related = ["sector"]
    search_fields = ["code", "firm_zh", "firm_en", "what_zh"]


@admin.register(models.LibraryVersion)
class LibraryVersionAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["digest", "loaded_at"]
