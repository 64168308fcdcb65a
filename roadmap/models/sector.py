"""Sectors with their parts."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from roadmap.models.entry import (
    Entry,
    EstimatePart,
    Part,
    belongs_to,
    code_column,
    evidence_column,
    low_to_high,
    optional_text_column,
    text_column,
)


class Sector(Entry):
    """A sector's roadmap: weights, stages, targets, divisions. Its measures are entries of their own."""

    order = models.PositiveSmallIntegerField(_("次序"))
    name_zh = text_column(_("名称"))
    name_en = optional_text_column(_("名称（英文）"))
    scope_zh = text_column(_("范围"))
    scope_en = optional_text_column(_("范围（英文）"))
    evidence = evidence_column()  # of the weights
    near_case = code_column(_("相近案例"), blank=True)
    near_why_zh = optional_text_column(_("相近理由"))
    near_why_en = optional_text_column(_("相近理由（英文）"))

    class Meta(Entry.Meta):
        verbose_name = _("细分行业")
        verbose_name_plural = _("细分行业")


class Pain(Part):
    entry = belongs_to("roadmap.Sector", "pains")
    text_zh = text_column(_("痛点"))
    text_en = optional_text_column(_("痛点（英文）"))

    class Meta(Part.Meta):
        verbose_name = _("痛点")
        verbose_name_plural = _("痛点")

    def __str__(self) -> str:
        return self.text_zh


class PriorityScene(Part):
    """How much a scene matters in a sector, from 1 to 5."""

    entry = belongs_to("roadmap.Sector", "priorities")
    scene = code_column(_("场景"))
    weight = models.PositiveSmallIntegerField(
        _("权重"), validators=[MinValueValidator(1), MaxValueValidator(5)]
    )

    class Meta(Part.Meta):
        verbose_name = _("优先场景")
        verbose_name_plural = _("优先场景")
        constraints = [
            UniqueConstraint(fields=["entry", "scene"], name="one_weight_each_scene"),
            CheckConstraint(condition=Q(weight__gte=1, weight__lte=5), name="weight_from_1_to_5"),
        ]

    def __str__(self) -> str:
        return f"{self.scene}: {self.weight}"


class Stage(Part):
    entry = belongs_to("roadmap.Sector", "stages")
    code = code_column(_("代码"))
    name_zh = text_column(_("名称"))
    name_en = optional_text_column(_("名称（英文）"))
    rule_zh = text_column(_("做法"))
    rule_en = optional_text_column(_("做法（英文）"))
    target_level = models.PositiveSmallIntegerField(_("目标等级"))

    class Meta(Part.Meta):
        verbose_name = _("阶段")
        verbose_name_plural = _("阶段")
        constraints = [UniqueConstraint(fields=["entry", "code"], name="one_stage_each_code")]

    def __str__(self) -> str:
        return self.name_zh


class StageScene(Part):
    """A scene that counts in a stage."""

    entry = belongs_to("roadmap.Sector", "stage_scenes")
    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="scenes", verbose_name=_("阶段"))
    scene = code_column(_("场景"))

    class Meta(Part.Meta):
        verbose_name = _("阶段场景")
        verbose_name_plural = _("阶段场景")
        constraints = [UniqueConstraint(fields=["stage", "scene"], name="stage_scene_once")]

    def __str__(self) -> str:
        return self.scene


class StageEstimate(EstimatePart):
    entry = belongs_to("roadmap.Sector", "stage_estimates")
    stage = models.ForeignKey(
        Stage, on_delete=models.CASCADE, related_name="estimates", verbose_name=_("阶段")
    )

    class Meta(EstimatePart.Meta):
        verbose_name = _("阶段的参考估算")
        verbose_name_plural = _("阶段的参考估算")
        constraints = [UniqueConstraint(fields=["stage", "size"], name="stage_size_once"), low_to_high()]


class Target(Part):
    """A published goal or baseline of the whole industry."""

    entry = belongs_to("roadmap.Sector", "targets")
    text_zh = text_column(_("目标"))
    text_en = optional_text_column(_("目标（英文）"))
    source_zh = text_column(_("来源"))
    source_en = optional_text_column(_("来源（英文）"))
    published = models.CharField(_("发布时间"), max_length=10)  # year, month or day
    seen = text_column(_("查阅处"))
    evidence = evidence_column()
    other_ruler = models.BooleanField(_("另一把尺"), default=False)  # five levels, not our four

    class Meta(Part.Meta):
        verbose_name = _("行业总体目标")
        verbose_name_plural = _("行业总体目标")

    def __str__(self) -> str:
        return self.text_zh


class SectorDivision(Part):
    """A division whose firms may choose the sector; it is the default one of those with rank 1."""

    entry = belongs_to("roadmap.Sector", "divisions")
    division = models.CharField(_("国民经济行业大类"), max_length=4)
    rank = models.PositiveSmallIntegerField(_("排位（1 为默认）"), validators=[MinValueValidator(1)])

    class Meta(Part.Meta):
        verbose_name = _("对应行业大类")
        verbose_name_plural = _("对应行业大类")
        constraints = [
            UniqueConstraint(fields=["entry", "division"], name="sector_division_once"),
            CheckConstraint(condition=Q(rank__gte=1), name="division_rank_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.division}: {self.rank}"
