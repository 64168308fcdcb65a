"""Assessments, their answers as rows, and the snapshots that submission freezes.

Rows hold state; what the answers mean is said in `assessment.domain`, writes are in `assessment.services`.
"""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AssessmentState(models.TextChoices):
    DRAFT = "draft", _("填报中")
    SUBMITTED = "submitted", _("已提交")
    SUPERSEDED = "superseded", _("已被更正")


class Assessment(models.Model):
    """One filling of a revision by an enterprise; answers change only while it is a draft."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enterprise = models.ForeignKey(
        "enterprises.Enterprise", on_delete=models.PROTECT, related_name="assessments", verbose_name=_("企业")
    )
    revision = models.ForeignKey(
        "criteria.Revision", on_delete=models.PROTECT, related_name="+", verbose_name=_("评测指标修订")
    )
    state = models.CharField(
        _("状态"), max_length=10, choices=AssessmentState.choices, default=AssessmentState.DRAFT
    )
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(_("开始时间"))
    # A correction is filled like any other assessment; its submission supersedes this snapshot.
    corrects = models.ForeignKey(
        "assessment.Snapshot", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    correction_reason = models.CharField(_("更正原因"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("自评")
        verbose_name_plural = _("自评")
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise"],
                condition=models.Q(state=AssessmentState.DRAFT),
                name="one_open_draft_per_enterprise",
            ),
            models.CheckConstraint(
                condition=models.Q(corrects__isnull=True, correction_reason="")
                | (models.Q(corrects__isnull=False) & ~models.Q(correction_reason="")),
                name="correction_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def is_draft(self) -> bool:
        return self.state == AssessmentState.DRAFT


class AnswerKind(models.TextChoices):
    """How a question or scene is answered; `cleared` keeps the version going when it is taken back."""

    OPTIONS = "options", _("选项")
    FIGURES = "figures", _("数字")
    LEVEL = "level", _("等级")
    NA = "na", _("不涉及")
    CLEARED = "cleared", _("已清除")


class Answer(models.Model):
    """The answer to one question or scene. Kind `figures`: the numbers are in `FigureValue`."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="answers")
    code = models.CharField(max_length=20)
    kind = models.CharField(max_length=10, choices=AnswerKind.choices)
    options = models.JSONField(default=list, blank=True)  # keys, in the standard's order
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=40, blank=True)  # code of the reason for 不涉及
    version = models.PositiveIntegerField(default=1)  # one more with every change; 0 means no row yet
    # The user must look again: a shared figure changed, or a computed 持平 is not confirmed yet.
    needs_confirmation = models.BooleanField(default=False)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("答案")
        verbose_name_plural = _("答案")
        constraints = [
            models.UniqueConstraint(fields=["assessment", "code"], name="one_answer_per_item"),
            models.CheckConstraint(
                condition=models.Q(kind="level", level__isnull=False)
                | (~models.Q(kind="level") & models.Q(level__isnull=True)),
                name="level_only_for_scenes",
            ),
            models.CheckConstraint(
                condition=(models.Q(kind="na") & ~models.Q(reason=""))
                | (~models.Q(kind="na") & models.Q(reason="")),
                name="na_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} of {self.assessment_id}"


class FigureValue(models.Model):
    """A number the firm gave, stored once per assessment whichever questions use it.

    15 digits in all: SQLite keeps decimals as doubles, which hold 15 digits exactly.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="figures")
    code = models.CharField(max_length=40)
    value = models.DecimalField(max_digits=15, decimal_places=4)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("数字")
        verbose_name_plural = _("数字")
        constraints = [models.UniqueConstraint(fields=["assessment", "code"], name="one_value_per_figure")]

    def __str__(self) -> str:
        return f"{self.code} of {self.assessment_id}"


class SnapshotKind(models.TextChoices):
    SELF = "self", _("企业自评")
    ON_SITE = "on_site", _("现场评定")


class Snapshot(models.Model):
    """What was submitted, for good: database triggers refuse UPDATE and DELETE."""

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


class Replay(models.Model):
    """What a draft of the standard would do to the results submitted so far, worked out part by part."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    revision = models.ForeignKey(
        "criteria.Revision", on_delete=models.CASCADE, related_name="+", verbose_name=_("评测指标修订")
    )
    digest = models.CharField(max_length=64)  # of the draft as it was; after another edit this is stale
    changes = models.JSONField(default=list)  # what the draft changes: assessment.domain.replay_tally
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

    replay = models.ForeignKey(Replay, on_delete=models.CASCADE, related_name="parts")
    position = models.PositiveIntegerField()
    first_snapshot = models.BigIntegerField()
    last_snapshot = models.BigIntegerField()
    job = models.OneToOneField("jobs.Job", on_delete=models.PROTECT, null=True, related_name="+")
    tally = models.JSONField(null=True)  # assessment.domain.replay_tally

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

    replay = models.ForeignKey(Replay, on_delete=models.CASCADE, related_name="rows")
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
