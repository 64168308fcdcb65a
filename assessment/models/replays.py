"""What a draft of the standard would do to what was submitted."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessment.models.snapshots import Snapshot


class Replay(models.Model):
    """What a draft of the standard would do to the results submitted so far, worked out part by part."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    revision = models.ForeignKey(
        "standards.Revision",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("评测指标修订"),
        db_index=False,
    )
    digest = models.CharField(max_length=64)  # of the draft as it was; after another edit this is stale
    changes = models.JSONField(default=list)  # what the draft changes: assessment.trial.domain.tally
    newest_snapshot = models.BigIntegerField()  # results submitted or corrected later are left out; 0: none
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(_("提出时间"))

    class Meta:
        verbose_name = _("影响测算")
        verbose_name_plural = _("影响测算")
        indexes = [models.Index(fields=["revision", "requested_at"], name="replays_of_a_revision")]

    def __str__(self) -> str:
        return str(self.public_id)


class ReplayPart(models.Model):
    """A range of snapshots, counted by one job. The tally is there once the job is done."""

    replay = models.ForeignKey(Replay, on_delete=models.CASCADE, related_name="parts", db_index=False)
    position = models.PositiveIntegerField()
    first_snapshot = models.BigIntegerField()
    last_snapshot = models.BigIntegerField()
    job = models.OneToOneField("jobs.Job", on_delete=models.PROTECT, null=True, related_name="+")
    tally = models.JSONField(null=True)  # assessment.trial.domain.tally

    class Meta:
        verbose_name = _("影响测算的一段")
        verbose_name_plural = _("影响测算的一段")
        constraints = [models.UniqueConstraint(fields=["replay", "position"], name="one_part_per_position")]

    def __str__(self) -> str:
        return f"{self.replay_id}:{self.position}"


class ReplayChange(models.Model):
    """A result that would have other points or another level.

    Criteria editors see these rows, so they hold what editors may know of a firm, and nothing else.
    """

    replay = models.ForeignKey(Replay, on_delete=models.CASCADE, related_name="rows", db_index=False)
    # No index of its own: snapshots are never deleted, and the constraint below begins with the replay.
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+", db_index=False)
    region = models.CharField(max_length=6)
    sector = models.CharField(max_length=30)
    size = models.CharField(max_length=10)
    points_before = models.CharField(max_length=40)  # exact decimals, as in the payload
    points_after = models.CharField(max_length=40)
    level_before = models.PositiveSmallIntegerField()
    level_after = models.PositiveSmallIntegerField()
    causes = models.JSONField()  # [place in the replay's changes, points it adds, whether it moves the level]

    class Meta:
        verbose_name = _("受影响的评测结果")
        verbose_name_plural = _("受影响的评测结果")
        constraints = [
            models.UniqueConstraint(fields=["replay", "snapshot"], name="one_change_per_result"),
        ]
        indexes = [
            models.Index(
                fields=["replay", "level_before", "level_after", "snapshot"], name="changes_by_level"
            )
        ]

    def __str__(self) -> str:
        return f"{self.replay_id} {self.snapshot_id}"
