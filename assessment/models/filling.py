"""Assessments and their answers as rows: they change until submission."""

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
        "standards.Revision", on_delete=models.PROTECT, related_name="+", verbose_name=_("评测指标修订")
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
    closed = models.JSONField(_("已关闭的部分"), default=list, blank=True)  # codes of sections

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
    """How a question or scene is answered; `cleared` keeps the version going when it is taken back.

    `unsure` and `begun` are no answers yet: 不确定, and a scene answered only up to a level.
    """

    OPTIONS = "options", _("选项")
    FIGURES = "figures", _("数字")
    LEVEL = "level", _("等级")
    NA = "na", _("不涉及")
    CLEARED = "cleared", _("已清除")
    UNSURE = "unsure", _("不确定")
    BEGUN = "begun", _("未答完")


WITH_LEVEL = [AnswerKind.LEVEL.value, AnswerKind.UNSURE.value, AnswerKind.BEGUN.value]


class Answer(models.Model):
    """The answer to one question or scene. Kind `figures`: the numbers are in `FigureValue`."""

    assessment = models.ForeignKey(
        Assessment, on_delete=models.CASCADE, related_name="answers", db_index=False
    )
    code = models.CharField(max_length=20)
    kind = models.CharField(max_length=10, choices=AnswerKind.choices)
    options = models.JSONField(default=list, blank=True)  # keys, in the standard's order
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=40, blank=True)  # code of the reason for 不涉及
    version = models.PositiveIntegerField(default=1)  # one more with every change; 0 means no row yet
    # The user must look again: a shared figure changed, or a computed 持平 is not confirmed yet.
    needs_confirmation = models.BooleanField(default=False)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # Who answered by a link that `changed_by` made; None: `changed_by` did.
    guest = models.ForeignKey(
        "assessment.Guest", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("答案")
        verbose_name_plural = _("答案")
        indexes = [  # hardly any answer has a guest
            models.Index(fields=["guest"], condition=models.Q(guest__isnull=False), name="answers_of_guests"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "code"], name="one_answer_per_item"),
            models.CheckConstraint(
                condition=models.Q(kind__in=WITH_LEVEL, level__isnull=False)
                | (~models.Q(kind__in=WITH_LEVEL) & models.Q(level__isnull=True)),
                name="level_where_levels_are_met",
            ),
            models.CheckConstraint(
                condition=(models.Q(kind="na") & ~models.Q(reason=""))
                | (~models.Q(kind="na") & models.Q(reason="")),
                name="na_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} of {self.assessment_id}"


class PastAnswer(models.Model):
    """What an item was answered before it was changed; rows are added and never changed."""

    # No index by assessment alone: the one below begins with it, and saving pays for each.
    assessment = models.ForeignKey(
        Assessment, on_delete=models.CASCADE, related_name="past_answers", db_index=False
    )
    # Options are read under the revision by which they were chosen.
    revision = models.ForeignKey(
        "standards.Revision", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    code = models.CharField(max_length=20)
    kind = models.CharField(max_length=10, choices=AnswerKind.choices)
    options = models.JSONField(default=list, blank=True)
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=40, blank=True)
    figures = models.JSONField(default=dict, blank=True)  # those the item uses, plain, by code
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    guest = models.ForeignKey(  # as of an answer
        "assessment.Guest", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("以前的答案")
        verbose_name_plural = _("以前的答案")
        indexes = [
            models.Index(fields=["assessment", "code"], name="past_answers_of_an_item"),
            models.Index(
                fields=["guest"], condition=models.Q(guest__isnull=False), name="past_answers_of_guests"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} of {self.assessment_id} at {self.changed_at}"


class FigureConfirmation(models.Model):
    """Somebody stands by figures that hardly fit: by rule of plausibility, with the values as they were."""

    assessment = models.ForeignKey(
        Assessment, on_delete=models.CASCADE, related_name="confirmations", db_index=False
    )
    rule = models.CharField(max_length=60)
    token = models.CharField(max_length=100)  # the rule with the values: void once one of them changes
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    guest = models.ForeignKey(  # as of an answer
        "assessment.Guest", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("数字确认")
        verbose_name_plural = _("数字确认")
        constraints = [
            models.UniqueConstraint(fields=["assessment", "rule"], name="one_confirmation_per_rule")
        ]

    def __str__(self) -> str:
        return f"{self.rule} of {self.assessment_id}"


class FigureValue(models.Model):
    """A number the firm gave, stored once per assessment whichever questions use it.

    15 digits in all: SQLite keeps decimals as doubles, which hold 15 digits exactly.
    """

    assessment = models.ForeignKey(
        Assessment, on_delete=models.CASCADE, related_name="figures", db_index=False
    )
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
