"""Standards and their revisions as rows: a draft can be changed, a published one is frozen by triggers."""

from django.db import models
from django.db.models import CheckConstraint, ExpressionWrapper, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from editing.models import Drafted, State, life_constraints
from editing.models.choices import choices_of
from standards.domain.badge import Badge, badge
from standards.domain.standard import Origin, RuleKind

ORIGINS = {  # what it says of itself; what firms are told is `standards.domain.badge`'s
    Origin.OFFICIAL: _("国家指标"),
    Origin.LOCAL: _("本地制定"),
    Origin.DEMONSTRATION: _("演示"),
}


RULE_KINDS = {
    RuleKind.LOWER_OF_BOTH: _("得分与场景两方面取低"),
    RuleKind.POINTS: _("只看得分"),
    RuleKind.WEIGHTED_SCENES: _("场景等级加权平均"),
}


class Standard(models.Model):
    """A set of indicators under one code; what it says stands in its revisions."""

    code = models.CharField(_("代码"), max_length=40, unique=True)
    origin = models.CharField(_("来源"), max_length=20, choices=choices_of(ORIGINS))
    # What a local standard was copied from; its reports say where it differs.
    derives_from = models.ForeignKey(
        "Revision",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("派生自"),
    )

    class Meta:
        verbose_name = _("评测指标")
        verbose_name_plural = _("评测指标")

    def __str__(self) -> str:
        return self.code


class RevisionQuerySet(models.QuerySet["Revision"]):
    def published(self) -> "RevisionQuerySet":
        return self.filter(state=State.PUBLISHED)

    def newest_first(self) -> "RevisionQuerySet":
        return self.order_by("standard__code", "-number", "pk")

    def best_first(self) -> "RevisionQuerySet":
        """Order as `newest_first`, with those known to be wrong behind the others of their standard."""
        is_wrong = ExpressionWrapper(Q(defect__isnull=False), output_field=models.BooleanField())
        return self.alias(is_wrong=is_wrong).order_by("standard__code", "is_wrong", "-number", "pk")


class Revision(Drafted):
    """One edition of a standard: draft, then published and frozen, then retired."""

    standard = models.ForeignKey(
        Standard, on_delete=models.PROTECT, related_name="revisions", verbose_name=_("评测指标")
    )
    number = models.PositiveIntegerField(_("修订号"))
    name_zh = models.TextField(_("名称"))
    name_en = models.TextField(_("名称（英文）"), blank=True)
    scene_dimension_zh = models.TextField(_("按场景评定的维度"), blank=True)
    scene_dimension_en = models.TextField(_("按场景评定的维度（英文）"), blank=True)
    document_number = models.TextField(_("文号"), blank=True)
    document_issuer = models.TextField(_("发布机关"), blank=True)
    document_issued = models.DateField(_("成文日期"), null=True, blank=True)
    document_url = models.TextField(_("官方文件"), blank=True)
    rule_kind = models.CharField(_("定级方法"), max_length=20, choices=choices_of(RULE_KINDS))
    below_zh = models.TextField(_("未达一级时的名称"))
    below_en = models.TextField(_("未达一级时的名称（英文）"), blank=True)
    rule_source_zh = models.TextField(_("定级规则的依据"), blank=True)
    rule_source_en = models.TextField(_("定级规则的依据（英文）"), blank=True)
    digest = models.CharField(_("摘要"), max_length=64, blank=True)  # of what is asked and graded alone
    based_on = models.ForeignKey(  # what the draft was copied from
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("依据修订")
    )
    erratum_source = models.TextField(  # why an official standard may be changed
        _("勘误依据"),
        blank=True,
        help_text=_("国家指标的评分或定级有变化时填写：哪份文件更正了哪里，写明网址或文号。"),
    )

    objects = RevisionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("修订")
        verbose_name_plural = _("修订")
        permissions = [
            ("publish_revision", _("发布、停用修订，登记勘误")),
            ("verify_revision", _("登记与官方原文的核对")),
        ]
        constraints = [
            UniqueConstraint(fields=["standard", "number"], name="revision_number_once"),
            CheckConstraint(condition=Q(number__gte=1), name="revision_number_from_one"),
            *life_constraints(),
        ]

    def __str__(self) -> str:
        return f"{self.standard.code}@{self.number}"

    @property
    def is_verified(self) -> bool:
        """Return whether somebody compared it with the original. A query unless that was selected."""
        recorded = getattr(self, "verification", None)
        return recorded is not None and recorded.verified_on is not None

    @property
    def badge(self) -> Badge:
        """Return what firms are told of it."""
        return badge(Origin(self.standard.origin), verified=self.is_verified)
