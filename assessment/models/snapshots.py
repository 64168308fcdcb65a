"""What submission freezes."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessment.models.filling import Assessment


class SnapshotKind(models.TextChoices):
    SELF = "self", _("企业自评")
    ON_SITE = "on_site", _("现场评定")


class Snapshot(models.Model):
    """What was submitted, for good: database triggers refuse UPDATE, and DELETE but with the whole firm."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessment = models.OneToOneField(Assessment, on_delete=models.PROTECT, related_name="snapshot")
    kind = models.CharField(_("性质"), max_length=10, choices=SnapshotKind.choices, default=SnapshotKind.SELF)
    standard_code = models.CharField(max_length=40)
    revision_number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)  # of the revision's canonical form
    payload = models.TextField()  # canonical JSON: answers, figures, result, declaration
    pledge_version = models.CharField(max_length=20)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(_("提交时间"))
    submitted_from = models.GenericIPAddressField(null=True, blank=True)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    reason = models.CharField(_("更正原因"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("评测结果")
        verbose_name_plural = _("评测结果")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(supersedes__isnull=True, reason="")
                | (models.Q(supersedes__isnull=False) & ~models.Q(reason="")),
                name="superseding_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)


class LatestResult(models.Model):
    """What a firm's last snapshot of a standard came to, for counts over firms; anew with each one."""

    enterprise = models.ForeignKey(
        "enterprises.Enterprise", on_delete=models.CASCADE, related_name="latest_results", db_index=False
    )
    standard_code = models.CharField(max_length=40)
    division = models.CharField(max_length=4)  # the firm's, at submission
    level = models.PositiveSmallIntegerField()  # 0: none reached
    # To four decimals, enough to tell who has more. NULL: by a standard that gives no points.
    points = models.DecimalField(max_digits=7, decimal_places=4, null=True)

    class Meta:
        verbose_name = _("最近结果")
        verbose_name_plural = _("最近结果")
        constraints = [
            models.UniqueConstraint(fields=["enterprise", "standard_code"], name="one_latest_result"),
        ]
        indexes = [models.Index(fields=["standard_code", "division"], name="results_of_a_division")]

    def __str__(self) -> str:
        return f"{self.enterprise_id} {self.standard_code}"
