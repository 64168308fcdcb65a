"""Looking the library up: entries in their versions, each with its parts. Nothing changes here."""

from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.db.models import Model

from assessment.criteria.admin import LookOnly
from roadmap import models
from roadmap.rows import TABLES


def _inlines(model: type[Model]) -> list[type[InlineModelAdmin]]:
    """Return an inline for each table of the entry's parts."""
    [table] = [table for table in TABLES.values() if table.model is model]
    return [
        type(
            f"{part.model.__name__}Inline",
            (LookOnly, admin.TabularInline),
            {"__module__": __name__, "model": part.model, "fk_name": "entry"},
        )
        for part in table.tables()
    ]


class EntryAdmin(LookOnly, admin.ModelAdmin):
    list_filter = ["state"]


@admin.register(models.Sector)
class SectorAdmin(EntryAdmin):
    list_display = ["name_zh", "name_en", "code", "version", "state", "scope_zh"]
    search_fields = ["code", "name_zh", "name_en", "scope_zh", "scope_en"]
    inlines = _inlines(models.Sector)


@admin.register(models.Measure)
class MeasureAdmin(EntryAdmin):
    list_display = ["title_zh", "sector", "stage", "code", "version", "state"]
    list_filter = ["state", "sector", "stage"]
    search_fields = ["code", "title_zh", "how_zh", "title_en"]
    inlines = _inlines(models.Measure)


@admin.register(models.Case)
class CaseAdmin(EntryAdmin):
    list_display = [
        "code",
        "firm_zh",
        "sector",
        "version",
        "state",
        "grade",
        "is_sme",
        "self_reported",
        "year",
    ]
    list_filter = ["state", "grade", "is_sme", "sector"]
    search_fields = ["code", "firm_zh", "firm_en", "what_zh"]
    inlines = _inlines(models.Case)


@admin.register(models.Solution)
class SolutionAdmin(EntryAdmin):
    list_display = ["name_zh", "provider_zh", "code", "version", "state"]
    search_fields = ["code", "name_zh", "provider_zh", "what_zh"]
    inlines = _inlines(models.Solution)


@admin.register(models.SupportMeasure)
class SupportMeasureAdmin(EntryAdmin):
    list_display = ["name_zh", "issuer_zh", "region", "code", "version", "state", "deadline"]
    search_fields = ["code", "name_zh", "issuer_zh", "terms_zh"]
    inlines = _inlines(models.SupportMeasure)


@admin.register(models.LibraryVersion)
class LibraryVersionAdmin(LookOnly, admin.ModelAdmin):
    list_display = ["digest", "at"]
