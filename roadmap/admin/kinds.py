"""The kinds of entries in the admin: what each list shows, and how each form is laid out."""

from functools import partial
from typing import Any, cast

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from editing.models.choices import choices_of
from enterprises.wording.firms import OWNERSHIPS, TAGS
from roadmap import models
from roadmap.admin import parts
from roadmap.admin.entries import VALIDITY, EntryAdmin
from roadmap.admin.filters import RegionFilter, SectorFilter, StageFilter
from roadmap.admin.forms import CodesField, EntryForm
from roadmap.admin.naming import naming_of
from roadmap.domain.support import SupportMeasure
from roadmap.selectors.entries import content_of
from roadmap.wording.support import NOTICE, paragraphs
from roadmap.wording.tables import HINTS


@admin.register(models.Sector)
class SectorAdmin(EntryAdmin):
    ordering = ["order", "code", "-version"]
    search_fields = ("code", "name_zh", "name_en", "scope_zh", "scope_en")
    list_filter = [*EntryAdmin.list_filter, "evidence"]
    parts_by_code = (models.StageScene,)
    fieldsets = (
        (
            _("基本信息"),
            {
                "fields": (
                    ("code", "order", "evidence"),
                    ("name_zh", "name_en"),
                    ("scope_zh", "scope_en"),
                )
            },
        ),
        (_("相近案例"), {"fields": ("near_case", ("near_why_zh", "near_why_en"))}),
        VALIDITY,
    )
    inlines = (
        parts.PainRows,
        parts.PrioritySceneRows,
        parts.StageBlocks,
        parts.StageEstimateRows,
        parts.TargetBlocks,
        parts.SectorDivisionRows,
    )


@admin.register(models.Measure)
class MeasureAdmin(EntryAdmin):
    ordering = ["sector", "stage", "order", "code", "-version"]
    list_display = ["called", "sector", "stage", "numbered", "state_column", "validity", "last_hand"]
    named_columns = ("sector", "stage")
    search_fields = ("code", "title_zh", "title_en", "how_zh", "how_en")
    list_filter = [*EntryAdmin.list_filter, SectorFilter, StageFilter, "evidence"]
    fieldsets = (
        (
            _("基本信息"),
            {
                "fields": (
                    "code",
                    ("sector", "stage", "order"),
                    ("title_zh", "title_en"),
                    ("how_zh", "how_en"),
                )
            },
        ),
        (
            _("做完后"),
            {
                "fields": (
                    ("done_when_zh", "done_when_en"),
                    ("proof_zh", "proof_en"),
                    ("effect_zh", "effect_en"),
                )
            },
        ),
        (_("依据"), {"fields": ("evidence", ("source_zh", "source_en"))}),
        VALIDITY,
    )
    inlines = (
        parts.MeasureStepRows,
        parts.MeasureOptionRows,
        parts.MeasureCostRows,
        parts.PrerequisiteRows,
        parts.MeasureSystemRows,
    )


class CaseForm(EntryForm):
    scenes = CodesField(column="scene", label=_("案例场景"))


@admin.register(models.Case)
class CaseAdmin(EntryAdmin):
    form = CaseForm
    named_columns = ("sector",)
    list_display = [
        "called",
        "sector",
        "numbered",
        "state_column",
        "validity",
        "grade",
        "is_sme",
        "last_hand",
    ]
    search_fields = ("code", "firm_zh", "firm_en", "what_zh", "what_en")
    list_filter = [*EntryAdmin.list_filter, SectorFilter, "grade", "is_sme"]
    parts_by_code = (models.CaseScene,)
    fieldsets = (
        (
            _("基本信息"),
            {
                "fields": (
                    "code",
                    ("firm_zh", "firm_en"),
                    ("region_zh", "region_en"),
                    ("sector", "is_sme"),
                )
            },
        ),
        (
            _("做法和效果"),
            {
                "fields": (
                    ("what_zh", "what_en"),
                    "cost",
                    ("duration_zh", "duration_en"),
                    ("effect_zh", "effect_en"),
                    "scenes",
                )
            },
        ),
        (_("依据"), {"fields": (("grade", "year", "self_reported"), "source", "url")}),
        VALIDITY,
    )


class SolutionForm(EntryForm):
    scenes = CodesField(column="scene", label=_("适用场景"))
    questions = CodesField(column="question", label=_("适用题目"))


@admin.register(models.Solution)
class SolutionAdmin(EntryAdmin):
    form = SolutionForm
    search_fields = ("code", "name_zh", "name_en", "provider_zh", "provider_en", "what_zh")
    list_filter = [*EntryAdmin.list_filter, "deployment", "price_model", "evidence"]
    parts_by_code = (models.SolutionScene, models.SolutionQuestion)
    fieldsets = (
        (
            _("基本信息"),
            {
                "fields": (
                    "code",
                    ("name_zh", "name_en"),
                    ("provider_zh", "provider_en"),
                    ("what_zh", "what_en"),
                    "scenes",
                    "questions",
                )
            },
        ),
        (
            _("部署和价格"),
            {
                "fields": (
                    ("deployment", "price_model"),
                    ("price_zh", "price_en"),
                    "licence",
                    ("contact", "url"),
                )
            },
        ),
        (_("依据"), {"fields": ("evidence", "source")}),
        VALIDITY,
    )


class SupportForm(EntryForm):
    sizes = CodesField(
        column="size", label=_("适用规模"), help_text=HINTS["sizes"], choices=choices_of(models.FIRM_SIZES)
    )
    sectors = CodesField(column="sector", label=_("适用细分行业"), help_text=HINTS["sectors"])
    ownerships = CodesField(
        column="ownership",
        label=_("适用所有制"),
        help_text=HINTS["ownerships"],
        choices=choices_of(OWNERSHIPS),
    )
    tags = CodesField(column="tag", label=_("须有的资质"), help_text=HINTS["tags"], choices=choices_of(TAGS))
    excludes = CodesField(column="support", label=_("不可同享的政策"), help_text=HINTS["excludes"])


@admin.register(models.SupportMeasure)
class SupportAdmin(EntryAdmin):
    form = SupportForm
    named_columns = ("region",)
    change_form_template = "admin/roadmap/support_form.html"
    list_display = [
        "called",
        "region",
        "numbered",
        "state_column",
        "validity",
        "deadline",
        "evidence",
        "last_hand",
    ]
    search_fields = ("code", "name_zh", "name_en", "issuer_zh", "issuer_en", "terms_zh")
    list_filter = [*EntryAdmin.list_filter, "type", RegionFilter, "quota_used_up", "evidence"]
    parts_by_code = (
        models.SupportSize,
        models.SupportOwnership,
        models.SupportTag,
        models.SupportSector,
        models.SupportExclusion,
    )
    fieldsets = (
        (
            _("基本信息"),
            {
                "fields": (
                    "code",
                    ("type", "region"),
                    ("park_zh", "park_en"),
                    ("name_zh", "name_en"),
                    ("issuer_zh", "issuer_en"),
                    ("terms_zh", "terms_en"),
                )
            },
        ),
        (
            _("对象和条件"),
            {
                "fields": (
                    ("level_before_low", "level_before_high", "level_after_low"),
                    ("sizes", "ownerships", "tags"),
                    "sectors",
                    "min_investment",
                )
            },
        ),
        (
            _("时间"),
            {"fields": (("contract_from", "contract_until"), ("payment_from", "payment_until"), "deadline")},
        ),
        (
            _("金额"),
            {
                "fields": (
                    ("counts_zh", "counts_en"),
                    ("advance_percent", "advance_cap", "loan_years"),
                    ("excludes_other_funding", "quota_used_up"),
                    "excludes",
                )
            },
        ),
        (_("依据"), {"fields": ("evidence", ("source_zh", "source_en"), ("url", "telephone"))}),
        VALIDITY,
    )
    inlines = (parts.TierBlocks, parts.SubSectorRows, parts.ProgrammeRows)

    def about(self, request: HttpRequest, entry: models.Entry) -> dict[str, Any]:
        """Add what a firm will read."""
        naming = naming_of(request)
        told = paragraphs(
            cast(SupportMeasure, content_of(entry)),
            level=partial(naming.name, "level_after_low"),
            sector=partial(naming.name, "sector"),
        )
        return {**super().about(request, entry), "paragraphs": told, "notice": NOTICE}
