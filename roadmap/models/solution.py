"""Solutions with their scenes and questions."""

from django.db import models
from django.db.models import UniqueConstraint
from django.utils.translation import gettext_lazy as _

from editing.models.choices import choices_of
from roadmap.domain.solution import Deployment, PriceModel
from roadmap.models.entry import (
    Entry,
    Part,
    address_column,
    belongs_to,
    code_column,
    evidence_column,
    optional_text_column,
    text_column,
)

DEPLOYMENTS = {
    Deployment.CLOUD: _("云上使用"),
    Deployment.ON_PREMISES: _("本地部署"),
    Deployment.HYBRID: _("云上与本地结合"),
}


PRICE_MODELS = {
    PriceModel.SUBSCRIPTION: _("按期订阅"),
    PriceModel.LICENCE: _("一次性买断"),
    PriceModel.USAGE: _("按用量计费"),
    PriceModel.PROJECT: _("按项目报价"),
    PriceModel.FREE: _("免费"),
}


class Solution(Entry):
    """A 小快轻准 product."""

    name_zh = text_column(_("名称"))
    name_en = optional_text_column(_("名称（英文）"))
    provider_zh = text_column(_("服务商"))
    provider_en = optional_text_column(_("服务商（英文）"))
    what_zh = text_column(_("能做什么"))
    what_en = optional_text_column(_("能做什么（英文）"))
    deployment = models.CharField(_("部署方式"), max_length=20, choices=choices_of(DEPLOYMENTS))
    price_model = models.CharField(_("计价方式"), max_length=20, choices=choices_of(PRICE_MODELS))
    price_zh = optional_text_column(_("价格说明"))
    price_en = optional_text_column(_("价格说明（英文）"))
    licence = optional_text_column(_("许可证"))
    contact = optional_text_column(_("联系方式"))
    url = address_column()
    evidence = evidence_column()
    source = text_column(_("来源"))

    class Meta(Entry.Meta):
        verbose_name = _("解决方案")
        verbose_name_plural = _("解决方案")


class SolutionScene(Part):
    entry = belongs_to("roadmap.Solution", "scenes")
    scene = code_column(_("场景"))

    class Meta(Part.Meta):
        verbose_name = _("适用场景")
        verbose_name_plural = _("适用场景")
        constraints = [UniqueConstraint(fields=["entry", "scene"], name="solution_scene_once")]

    def __str__(self) -> str:
        return self.scene


class SolutionQuestion(Part):
    """A question whose answer the solution helps to improve."""

    entry = belongs_to("roadmap.Solution", "questions")
    question = code_column(_("题目"))

    class Meta(Part.Meta):
        verbose_name = _("适用题目")
        verbose_name_plural = _("适用题目")
        constraints = [UniqueConstraint(fields=["entry", "question"], name="solution_question_once")]

    def __str__(self) -> str:
        return self.question
