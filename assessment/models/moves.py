"""What follows for firms when their revision has a successor or a defect: moves, and what they are told."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessment.models.filling import Assessment


class Move(models.Model):
    """A draft moved to a newer revision, with its rows before and after, so that it can be undone."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="moves")
    from_revision = models.ForeignKey("standards.Revision", on_delete=models.PROTECT, related_name="+")
    to_revision = models.ForeignKey("standards.Revision", on_delete=models.PROTECT, related_name="+")
    before = models.JSONField()  # assessment.services.moved_rows
    after = models.JSONField()  # what differs from it now was answered since
    moved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    moved_at = models.DateTimeField(_("改用时间"))
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(_("撤销时间"), null=True)

    class Meta:
        verbose_name = _("改用新修订")
        verbose_name_plural = _("改用新修订")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(undone_by=None, undone_at=None)
                | models.Q(undone_by__isnull=False, undone_at__isnull=False),
                name="move_undone_with_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id}: {self.from_revision_id} → {self.to_revision_id}"


class About(models.TextChoices):
    DEFECT = "defect", _("登记有误")
    CORRECTION = "correction", _("发布更正")


class DefectNotice(models.Model):
    """A firm is told of a defect once, and once of its correction."""

    defect = models.ForeignKey("standards.Defect", on_delete=models.CASCADE, related_name="+", db_index=False)
    about = models.CharField(max_length=10, choices=About.choices)
    enterprise = models.ForeignKey("enterprises.Enterprise", on_delete=models.CASCADE, related_name="+")
    tries = models.PositiveSmallIntegerField(default=0)
    mailed_at = models.DateTimeField(_("发送时间"), null=True)  # None: the mail could not be sent so far

    class Meta:
        verbose_name = _("勘误通知")
        verbose_name_plural = _("勘误通知")
        constraints = [
            models.UniqueConstraint(fields=["defect", "about", "enterprise"], name="told_once_per_defect"),
        ]

    def __str__(self) -> str:
        return f"{self.defect_id} {self.about} {self.enterprise_id}"
