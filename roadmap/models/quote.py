"""What providers asked of a firm for measures of the library."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Quote(models.Model):
    """What a provider asked of the firm for a measure: it replaces the estimate in its plans."""

    enterprise = models.ForeignKey(
        "enterprises.Enterprise", on_delete=models.CASCADE, related_name="quotes", db_index=False
    )
    measure = models.CharField(_("举措"), max_length=40)  # code
    cost = models.DecimalField(_("报价"), max_digits=10, decimal_places=4)  # 万元
    months = models.PositiveSmallIntegerField(_("周期"))
    note = models.CharField(_("备注"), max_length=200, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("企业报价")
        verbose_name_plural = _("企业报价")
        ordering = ["measure"]
        constraints = [
            models.UniqueConstraint(fields=["enterprise", "measure"], name="one_quote_per_measure")
        ]

    def __str__(self) -> str:
        return self.measure
