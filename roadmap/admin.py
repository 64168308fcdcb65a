"""Looking roadmaps up. They are edited in their files and loaded by `load_roadmaps`: nothing changes here."""

from django.contrib import admin

from assessment.criteria.admin import LookOnly
from roadmap import models


class PainInline(LookOnly, admin.TabularInline):
    model = models.Pain


class PrioritySceneInline(LookOnly, admin.TabularInline):
    model = models.PriorityScene


class TargetInline(LookOnly, admin.StackedInline):
    model = models.Target


class EstimateInline(LookOnly, admin.TabularInline):
    model = models.Estimate


class MeasureInline(LookOnly, admin.StackedInline):
    model = models.Measure


@admin.register(models.Sector)
class SectorAdmin(LookOnly, admin.ModelAdmin):
    list_display = ["name_zh", "name_en", "code", "scope_zh", "near_case"]
    list_select_related = ["near_case"]
    search_fields = ["code", "name_zh", "name_en", "scope_zh", "scope_en"]
    inlines = [PainInline, PrioritySceneInline, TargetInline]


@admin.register(models.Stage)
class StageAdmin(LookOnly, admin.ModelAdmin):
    list_display = ["sector", "name_zh", "target_level", "scenes"]
    list_display_links = ["name_zh"]
    list_filter = ["sector", "code"]
    list_select_related = ["sector"]
    search_fields = ["sector__name_zh", "measures__title_zh", "measures__how_zh"]
    inlines = [MeasureInline, EstimateInline]


@admin.register(models.Case)
class CaseAdmin(LookOnly, admin.ModelAdmin):
    list_display = ["code", "firm_zh", "sector", "grade", "is_sme", "self_reported", "year"]
    list_filter = ["grade", "is_sme", "sector"]
    list_select_related = ["sector"]
    search_fields = ["code", "firm_zh", "firm_en", "what_zh"]


@admin.register(models.LibraryVersion)
class LibraryVersionAdmin(LookOnly, admin.ModelAdmin):
    list_display = ["digest", "loaded_at"]
