"""Cases with their scenes."""

from django.db import models
from django.db.models import UniqueConstraint
from django.utils.translation import gettext_lazy as _

from editing.models.choices import choices_of
from roadmap.domain.case import Grade
from roadmap.models.entry import (
    Entry,
    Part,
    address_column,
    belongs_to,
    code_column,
    optional_text_column,
    text_column,
)

GRADES = {grade: grade.value for grade in Grade}


class Case(Entry):
    """A published case."""

    title_column = "firm"

    sector = code_column(_("细分行业"))
    firm_zh = text_column(_("企业"))
    firm_en = optional_text_column(_("企业（英文）"))
    region_zh = text_column(_("地区"))
    region_en = optional_text_column(_("地区（英文）"))
    is_sme = models.BooleanField(_("中小企业"), null=True, blank=True)  # None: the source does not say
    what_zh = text_column(_("做法"))
    what_en = optional_text_column(_("做法（英文）"))
    cost = models.DecimalField(_("投入（万元）"), max_digits=10, decimal_places=2, null=True, blank=True)
    duration_zh = optional_text_column(_("用时"))
    duration_en = optional_text_column(_("用时（英文）"))
    effect_zh = optional_text_column(_("效果"))  # blank: the source gives no figures
    effect_en = optional_text_column(_("效果（英文）"))
    year = models.PositiveSmallIntegerField(_("年份"))
    source = text_column(_("来源"))
    url = address_column()
    grade = models.CharField(_("级别"), max_length=2, choices=choices_of(GRADES))
    self_reported = models.BooleanField(_("企业口述"), default=False)

    class Meta(Entry.Meta):
        verbose_name = _("案例")
        verbose_name_plural = _("案例")


class CaseScene(Part):
    entry = belongs_to("roadmap.Case", "scenes")
    scene = code_column(_("场景"))

    class Meta(Part.Meta):
        verbose_name = _("案例场景")
        verbose_name_plural = _("案例场景")
        constraints = [UniqueConstraint(fields=["entry", "scene"], name="case_scene_once")]

    def __str__(self) -> str:
        return self.scene
