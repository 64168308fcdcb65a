"""What is learned of a revision after publication: who compared it, the official wording, a mistake."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from editing.models import who_column
from standards.models.revision import Revision


class Verification(models.Model):
    """Who compared a revision with the official document. Stays writable: nothing here is scored."""

    revision = models.OneToOneField(Revision, on_delete=models.CASCADE, related_name="verification")
    verified_on = models.DateField(_("核对日期"), null=True, blank=True)
    verified_by = models.TextField(_("核对人"), blank=True)
    source = models.TextField(_("核对依据"), blank=True)
    official_digest = models.CharField(max_length=64)  # of the official texts: tells caches that they changed
    compared_digest = models.CharField(max_length=64)  # of what was compared: a later change outdates it
    recorded_by = who_column(_("登记人"))
    recorded_at = models.DateTimeField(_("登记时间"))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("核对")
        verbose_name_plural = _("核对")

    def __str__(self) -> str:
        return f"{self.revision_id} {self.verified_on or ''}"


class Defect(models.Model):
    """A published mistake: what is wrong with a revision, and which published one corrects it.

    Outside the frozen rows, for it is learned after publication; a trigger keeps what it says.
    """

    revision = models.OneToOneField(
        Revision, on_delete=models.PROTECT, related_name="defect", verbose_name=_("修订")
    )
    reason = models.TextField(_("错误说明"))
    recorded_by = who_column(_("登记人"))
    recorded_at = models.DateTimeField(_("登记时间"))
    corrected_by = models.ForeignKey(
        Revision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrects",
        verbose_name=_("更正后的修订"),
    )
    linked_by = who_column(_("更正登记人"))
    linked_at = models.DateTimeField(_("更正登记时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("勘误")
        verbose_name_plural = _("勘误")
        constraints = [
            CheckConstraint(
                condition=Q(corrected_by=None, linked_at=None)
                | Q(corrected_by__isnull=False, linked_at__isnull=False),
                name="defect_corrected_with_time",
            ),
            CheckConstraint(condition=~Q(corrected_by=F("revision")), name="defect_not_corrected_by_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.revision_id} {self.reason}"


class OfficialText(models.Model):
    """The official wording of one text, found by its path in the exchange file."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="official_texts")
    path = models.TextField(_("位置"))
    text = models.TextField(_("官方原文"))

    class Meta:
        verbose_name = _("官方原文")
        verbose_name_plural = _("官方原文")
        constraints = [UniqueConstraint(fields=["revision", "path"], name="official_text_once")]

    def __str__(self) -> str:
        return self.path
