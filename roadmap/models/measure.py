"""Measures with their parts."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
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


class Measure(Entry):
    """What to do in a stage of one sector, or of every sector."""

    title_column = "title"

    sector = code_column(_("细分行业"), blank=True)  # blank: every sector
    stage = code_column(_("阶段"))
    order = models.PositiveSmallIntegerField(_("次序"))
    title_zh = text_column(_("举措"))
    title_en = optional_text_column(_("举措（英文）"))
    how_zh = text_column(_("怎么做"))
    how_en = optional_text_column(_("怎么做（英文）"))
    done_when_zh = optional_text_column(_("完成标准"))
    done_when_en = optional_text_column(_("完成标准（英文）"))
    proof_zh = optional_text_column(_("佐证材料"))
    proof_en = optional_text_column(_("佐证材料（英文）"))
    effect_zh = optional_text_column(_("预期效果"))
    effect_en = optional_text_column(_("预期效果（英文）"))
    evidence = evidence_column()
    source_zh = optional_text_column(_("来源"))
    source_en = optional_text_column(_("来源（英文）"))

    class Meta(Entry.Meta):
        verbose_name = _("举措")
        verbose_name_plural = _("举措")


class MeasureStep(Part):
    """A scene that the measure brings from one level to another."""

    entry = belongs_to("roadmap.Measure", "steps")
    scene = code_column(_("场景"))
    from_level = models.PositiveSmallIntegerField(_("起始等级"))
    to_level = models.PositiveSmallIntegerField(_("达到等级"))

    class Meta(Part.Meta):
        verbose_name = _("提升的场景")
        verbose_name_plural = _("提升的场景")
        constraints = [
            UniqueConstraint(fields=["entry", "scene"], name="measure_scene_once"),
            CheckConstraint(condition=Q(to_level__gt=F("from_level")), name="measure_step_rises"),
        ]

    def __str__(self) -> str:
        return f"{self.scene}: {self.from_level} → {self.to_level}"


class MeasureOption(Part):
    """An option of a question that can be chosen once the measure is done."""

    entry = belongs_to("roadmap.Measure", "options")
    question = code_column(_("题目"))
    option = code_column(_("选项"))

    class Meta(Part.Meta):
        verbose_name = _("可选的选项")
        verbose_name_plural = _("可选的选项")
        constraints = [UniqueConstraint(fields=["entry", "question", "option"], name="measure_option_once")]

    def __str__(self) -> str:
        return f"{self.question}: {self.option}"


class MeasureCost(EstimatePart):
    entry = belongs_to("roadmap.Measure", "costs")

    class Meta(EstimatePart.Meta):
        verbose_name = _("举措的参考估算")
        verbose_name_plural = _("举措的参考估算")
        constraints = [UniqueConstraint(fields=["entry", "size"], name="measure_size_once"), low_to_high()]


class Prerequisite(Part):
    """A measure that comes before."""

    entry = belongs_to("roadmap.Measure", "prerequisites")
    measure = code_column(_("前置举措"))

    class Meta(Part.Meta):
        verbose_name = _("前置举措")
        verbose_name_plural = _("前置举措")
        constraints = [UniqueConstraint(fields=["entry", "measure"], name="prerequisite_once")]

    def __str__(self) -> str:
        return self.measure


class MeasureSystem(Part):
    """A kind of software that is typical of the measure."""

    entry = belongs_to("roadmap.Measure", "systems")
    name_zh = text_column(_("典型系统"))
    name_en = optional_text_column(_("典型系统（英文）"))

    class Meta(Part.Meta):
        verbose_name = _("典型系统")
        verbose_name_plural = _("典型系统")

    def __str__(self) -> str:
        return self.name_zh
