"""The sectors that firms may choose, as the published roadmaps have them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ChoosableSector(models.Model):
    """A sector that firms may choose. Written whole when a roadmap is published (`keep_sector_map`)."""

    code = models.CharField(_("代码"), max_length=30, unique=True)
    position = models.PositiveSmallIntegerField(_("次序"))
    name_zh = models.CharField(_("名称"), max_length=200)
    name_en = models.CharField(_("英文名称"), max_length=200, blank=True)
    valid_from = models.DateField(_("生效日期"), null=True, blank=True)
    valid_until = models.DateField(_("失效日期"), null=True, blank=True)  # the last day

    class Meta:
        verbose_name = _("可选细分行业")
        verbose_name_plural = _("可选细分行业")
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name_zh


class DivisionSector(models.Model):
    """That the firms of a division may choose a sector; at position 0 it is the division's default."""

    division = models.CharField(_("所属行业"), max_length=4)
    sector = models.CharField(_("细分行业"), max_length=30)
    position = models.PositiveSmallIntegerField(_("次序"))

    class Meta:
        verbose_name = _("行业对应的细分行业")
        verbose_name_plural = _("行业对应的细分行业")
        ordering = ["division", "position"]
        constraints = [
            models.UniqueConstraint(fields=["division", "sector"], name="division_sector_once"),
            models.UniqueConstraint(fields=["division", "position"], name="division_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.division}: {self.sector}"


class SectorMapVersion(models.Model):
    """That the two tables above were written. The newest tells processes whether theirs still holds."""

    digest = models.CharField(_("内容摘要"), max_length=64)
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("行业对应表版本")
        verbose_name_plural = _("行业对应表版本")
        get_latest_by = "pk"

    def __str__(self) -> str:
        return self.digest[:12]
