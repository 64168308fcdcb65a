"""What proves an answer."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Proof(models.Model):
    """That a file proves an item of an assessment, or did before a newer one took its place.

    One file may prove several items, also of a correction.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessment = models.ForeignKey(
        "assessment.Assessment", on_delete=models.CASCADE, related_name="proofs", db_index=False
    )
    code = models.CharField(max_length=20)
    file = models.ForeignKey("enterprises.FirmFile", on_delete=models.PROTECT, related_name="proofs")
    replaced_by = models.ForeignKey(  # a newer file; None: this one proves the item
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="replaced"
    )
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("题目的佐证")
        verbose_name_plural = _("题目的佐证")
        ordering = ["added_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "code", "file"], name="each_proof_once_per_item")
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.file_id}"
