"""The parts of an entry as rows on its page. Who may change the entry may change them."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from roadmap import models
from roadmap.admin.fields import EntryFields
from roadmap.admin.forms import CodesField, OptionForm, PartForm
from roadmap.admin.formsets import OfStageFormSet, OrderedFormSet, PartFormSet
from roadmap.admin.naming import naming_of

MORE_ROWS = "rows"  # in the address of a page that shows an empty row of each kind, for want of JavaScript
ESTIMATE = ("size", "cost_low", "cost_high", "months_low", "months_high")


class PartRows(EntryFields, admin.options.InlineModelAdmin):
    """Rows of an entry, sorted by what they say."""

    fk_name = "entry"
    form = PartForm
    formset = PartFormSet
    sorted_by: tuple[str, ...] = ("position",)

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return int(MORE_ROWS in request.GET)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        made: Any = super().get_formset(request, obj, **kwargs)
        made.form.naming = naming_of(request)
        made.sorted_by = self.sorted_by
        return made

    def drafted(self) -> type[models.Entry]:
        return self.parent_model


class TableRows(PartRows, admin.TabularInline):
    template = "admin/roadmap/part_table.html"


class OrderedRows(TableRows):
    """Rows in an order that people set; they can be dragged once they are saved."""

    formset = OrderedFormSet
    classes = ("sortable",)


class OrderedBlocks(PartRows, admin.StackedInline):
    """Larger parts in an order that people set."""

    template = "admin/roadmap/part_blocks.html"
    formset = OrderedFormSet
    classes = ("sortable",)


# --- Of sectors --------------------------------------------------------------------------------


class PainRows(OrderedRows):
    model = models.Pain
    fields = ("position", "text_zh", "text_en")


class PrioritySceneRows(TableRows):
    model = models.PriorityScene
    fields = ("scene", "weight")
    sorted_by = ("-weight", "scene")


class StageForm(PartForm):
    scenes = CodesField(column="scene", label=_("阶段场景"))


class StageBlocks(OrderedBlocks):
    model = models.Stage
    form = StageForm
    fields = (
        ("position", "code", "target_level"),
        ("name_zh", "name_en"),
        ("rule_zh", "rule_en"),
        "scenes",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        found: QuerySet[Any] = super().get_queryset(request).prefetch_related("scenes")
        return found


class StageEstimateRows(TableRows):
    model = models.StageEstimate
    formset = OfStageFormSet
    ordering = ("stage__position", "position")
    fields = ("stage", *ESTIMATE)


class TargetBlocks(OrderedBlocks):
    model = models.Target
    fields = (
        ("position", "published", "evidence", "other_ruler"),
        ("text_zh", "text_en"),
        ("source_zh", "source_en"),
        "seen",
    )


class SectorDivisionRows(TableRows):
    model = models.SectorDivision
    fields = ("division", "rank")
    sorted_by = ("division",)


# --- Of measures -------------------------------------------------------------------------------


class MeasureStepRows(OrderedRows):
    model = models.MeasureStep
    fields = ("position", "scene", "from_level", "to_level")


class MeasureOptionRows(OrderedRows):
    model = models.MeasureOption
    form = OptionForm
    fields = ("position", "choice")


class MeasureCostRows(TableRows):
    model = models.MeasureCost
    fields = ESTIMATE


class PrerequisiteRows(OrderedRows):
    model = models.Prerequisite
    fields = ("position", "measure")


class MeasureSystemRows(OrderedRows):
    model = models.MeasureSystem
    fields = ("position", "name_zh", "name_en")


# --- Of support measures -----------------------------------------------------------------------


class TierBlocks(OrderedBlocks):
    model = models.SupportTier
    fields = (
        ("position", "reached", "percent", "cap", "fixed"),
        ("done_from", "done_until"),
        ("batch_zh", "batch_en"),
        ("clause_zh", "clause_en"),
    )


class SubSectorRows(OrderedRows):
    model = models.SupportSubSector
    fields = ("position", "name_zh", "name_en")


class ProgrammeRows(OrderedRows):
    model = models.SupportProgramme
    fields = ("position", "name_zh", "name_en")
