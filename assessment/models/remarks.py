"""What members write to each other at an item."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Remark(models.Model):
    """A remark at an item of an assessment; what somebody wrote stays, also once it is dealt with."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessment = models.ForeignKey("assessment.Assessment", on_delete=models.CASCADE, related_name="remarks")
    code = models.CharField(max_length=20)
    text = models.CharField(_("备注"), max_length=500)
    asked = models.ForeignKey(  # who is to confirm; None: nobody in particular
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("请谁确认"),
    )
    to_tell = models.BooleanField(default=False)  # by mail, whoever is asked
    told_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    done_at = models.DateTimeField(null=True, blank=True)  # None: open

    class Meta:
        verbose_name = _("题目的备注")
        verbose_name_plural = _("题目的备注")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["asked"], condition=models.Q(to_tell=True), name="remarks_to_tell")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(done_at=None, done_by=None)
                | models.Q(done_at__isnull=False, done_by__isnull=False),
                name="remark_done_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.text[:40]}"

    @property
    def is_open(self) -> bool:
        return self.done_at is None
