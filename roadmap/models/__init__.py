"""The library as rows: entries in versions, each with its parts.

Scenes, questions and other entries are plain codes: what they name has versions of its own.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from editing.models import State
from roadmap.models.case import GRADES, Case, CaseScene
from roadmap.models.entry import ESTIMATE_SIZES, EVIDENCE, Entry, EstimatePart, Part
from roadmap.models.measure import (
    Measure,
    MeasureCost,
    MeasureOption,
    MeasureStep,
    MeasureSystem,
    Prerequisite,
)
from roadmap.models.quote import Quote
from roadmap.models.sector import (
    Pain,
    PriorityScene,
    Sector,
    SectorDivision,
    Stage,
    StageEstimate,
    StageScene,
    Target,
)
from roadmap.models.solution import DEPLOYMENTS, PRICE_MODELS, Solution, SolutionQuestion, SolutionScene
from roadmap.models.support import (
    FIRM_SIZES,
    SUPPORT_KINDS,
    SupportExclusion,
    SupportMeasure,
    SupportOwnership,
    SupportProgramme,
    SupportSector,
    SupportSize,
    SupportSubSector,
    SupportTag,
    SupportTier,
)

__all__ = [
    "DEPLOYMENTS",
    "ESTIMATE_SIZES",
    "EVIDENCE",
    "FIRM_SIZES",
    "GRADES",
    "PRICE_MODELS",
    "SUPPORT_KINDS",
    "Case",
    "CaseScene",
    "Entry",
    "EstimatePart",
    "LibraryVersion",
    "Measure",
    "MeasureCost",
    "MeasureOption",
    "MeasureStep",
    "MeasureSystem",
    "Pain",
    "Part",
    "Prerequisite",
    "PriorityScene",
    "Quote",
    "Sector",
    "SectorDivision",
    "Solution",
    "SolutionQuestion",
    "SolutionScene",
    "Stage",
    "StageEstimate",
    "StageScene",
    "State",
    "SupportExclusion",
    "SupportMeasure",
    "SupportOwnership",
    "SupportProgramme",
    "SupportSector",
    "SupportSize",
    "SupportSubSector",
    "SupportTag",
    "SupportTier",
    "Target",
]


class LibraryVersion(models.Model):
    """What was published at one time. The newest row tells processes whether what they hold still holds."""

    digest = models.CharField(_("内容摘要"), max_length=64)
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("路线图版本")
        verbose_name_plural = _("路线图版本")
        get_latest_by = "pk"

    def __str__(self) -> str:
        return self.digest[:12]
