"""Support measures with their conditions."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import UniqueConstraint
from django.utils.translation import gettext_lazy as _

from editing.models.choices import choices_of
from enterprises.domain.size import SizeClass
from enterprises.wording.firms import OWNERSHIPS, SIZES, TAGS
from roadmap.domain.support import SupportKind
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

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise  # known to the stubs alone


SUPPORT_KINDS = {
    SupportKind.SUBSIDY: _("补助"),
    SupportKind.LOAN: _("贷款"),
    SupportKind.VOUCHER: _("服务券"),
    SupportKind.TRAINING: _("培训"),
}


FIRM_SIZES = {size: SIZES[size] for size in SizeClass if size is not SizeClass.UNKNOWN}


def _level(label: "_StrPromise") -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(label, null=True, blank=True)


def _day(label: "_StrPromise") -> models.DateField:
    return models.DateField(label, null=True, blank=True)


def _number(label: "_StrPromise", *, digits: int) -> models.DecimalField:
    return models.DecimalField(label, max_digits=digits, decimal_places=2, null=True, blank=True)


class SupportMeasure(Entry):
    """Who pays or lends what, to whom, and until when. An empty condition: none is set, or none is known."""

    type = models.CharField(_("类型"), max_length=10, choices=choices_of(SUPPORT_KINDS))
    name_zh = text_column(_("名称"))
    name_en = optional_text_column(_("名称（英文）"))
    issuer_zh = text_column(_("发布机关"))
    issuer_en = optional_text_column(_("发布机关（英文）"))
    region = models.CharField(_("地区"), max_length=6, blank=True)  # blank: the whole country
    park_zh = optional_text_column(_("园区"))
    park_en = optional_text_column(_("园区（英文）"))
    terms_zh = text_column(_("内容"))
    terms_en = optional_text_column(_("内容（英文）"))
    level_before_low = _level(_("改造前等级不低于"))
    level_before_high = _level(_("改造前等级不高于"))
    level_after_low = _level(_("改造后等级不低于"))
    min_investment = _number(_("投入不低于（万元）"), digits=10)
    contract_from = _day(_("合同签订起"))
    contract_until = _day(_("合同签订止"))
    payment_from = _day(_("付款起"))
    payment_until = _day(_("付款止"))
    deadline = _day(_("申报截止"))
    counts_zh = optional_text_column(_("计入投入的"))
    counts_en = optional_text_column(_("计入投入的（英文）"))
    advance_percent = _number(_("预拨：首付款的比例（%）"), digits=5)
    advance_cap = _number(_("预拨最高（万元）"), digits=10)
    loan_years = models.PositiveSmallIntegerField(_("贴息年数"), null=True, blank=True)
    excludes_other_funding = models.BooleanField(_("不得重复享受"), default=False)
    quota_used_up = models.BooleanField(_("名额已用完"), default=False)
    evidence = evidence_column()
    source_zh = text_column(_("来源"))
    source_en = optional_text_column(_("来源（英文）"))
    url = address_column()
    telephone = models.CharField(_("电话"), max_length=60, blank=True)

    class Meta(Entry.Meta):
        verbose_name = _("支持政策")
        verbose_name_plural = _("支持政策")


class SupportSize(Part):
    entry = belongs_to("roadmap.SupportMeasure", "sizes")
    size = models.CharField(_("规模"), max_length=10, choices=choices_of(FIRM_SIZES))

    class Meta(Part.Meta):
        verbose_name = _("适用规模")
        verbose_name_plural = _("适用规模")
        constraints = [UniqueConstraint(fields=["entry", "size"], name="support_size_once")]

    def __str__(self) -> str:
        return self.get_size_display()


class SupportOwnership(Part):
    entry = belongs_to("roadmap.SupportMeasure", "ownerships")
    ownership = models.CharField(_("所有制"), max_length=10, choices=choices_of(OWNERSHIPS))

    class Meta(Part.Meta):
        verbose_name = _("适用所有制")
        verbose_name_plural = _("适用所有制")
        constraints = [UniqueConstraint(fields=["entry", "ownership"], name="support_ownership_once")]

    def __str__(self) -> str:
        return self.get_ownership_display()


class SupportTag(Part):
    """What the firm must have been recognised as: one of these."""

    entry = belongs_to("roadmap.SupportMeasure", "tags")
    tag = models.CharField(_("资质"), max_length=20, choices=choices_of(TAGS))

    class Meta(Part.Meta):
        verbose_name = _("须有的资质")
        verbose_name_plural = _("须有的资质")
        constraints = [UniqueConstraint(fields=["entry", "tag"], name="support_tag_once")]

    def __str__(self) -> str:
        return self.get_tag_display()


class SupportExclusion(Part):
    """A measure that pays for the same only once, with this one or without."""

    entry = belongs_to("roadmap.SupportMeasure", "excludes")
    support = code_column(_("支持政策"))

    class Meta(Part.Meta):
        verbose_name = _("不可同享的政策")
        verbose_name_plural = _("不可同享的政策")
        constraints = [UniqueConstraint(fields=["entry", "support"], name="support_exclusion_once")]

    def __str__(self) -> str:
        return self.support


class SupportTier(Part):
    """What a firm gets that reaches a level, is of a batch, or finishes within some days."""

    entry = belongs_to("roadmap.SupportMeasure", "tiers")
    reached = _level(_("达到等级"))
    batch_zh = optional_text_column(_("批次"))
    batch_en = optional_text_column(_("批次（英文）"))
    done_from = _day(_("完成起"))
    done_until = _day(_("完成止"))
    percent = _number(_("比例（%）"), digits=5)
    cap = _number(_("最高（万元）"), digits=10)
    fixed = _number(_("定额（万元）"), digits=10)
    clause_zh = optional_text_column(_("条款"))
    clause_en = optional_text_column(_("条款（英文）"))

    class Meta(Part.Meta):
        verbose_name = _("补助档次")
        verbose_name_plural = _("补助档次")

    def __str__(self) -> str:
        return self.batch_zh or str(self.position)


class SupportSector(Part):
    entry = belongs_to("roadmap.SupportMeasure", "sectors")
    sector = code_column(_("细分行业"))

    class Meta(Part.Meta):
        verbose_name = _("适用细分行业")
        verbose_name_plural = _("适用细分行业")
        constraints = [UniqueConstraint(fields=["entry", "sector"], name="support_sector_once")]

    def __str__(self) -> str:
        return self.sector


class SupportSubSector(Part):
    """A sector of the city's own list, in its words."""

    entry = belongs_to("roadmap.SupportMeasure", "sub_sectors")
    name_zh = text_column(_("细分领域"))
    name_en = optional_text_column(_("细分领域（英文）"))

    class Meta(Part.Meta):
        verbose_name = _("当地细分领域")
        verbose_name_plural = _("当地细分领域")

    def __str__(self) -> str:
        return self.name_zh


class SupportProgramme(Part):
    """A programme one of whose named members the firm must be."""

    entry = belongs_to("roadmap.SupportMeasure", "programmes")
    name_zh = text_column(_("入选名单"))
    name_en = optional_text_column(_("入选名单（英文）"))

    class Meta(Part.Meta):
        verbose_name = _("入选名单")
        verbose_name_plural = _("入选名单")

    def __str__(self) -> str:
        return self.name_zh
