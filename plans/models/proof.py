"""What a firm keeps about the work: notes, files, what came of it, and packages for the acceptance."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from enterprises.models import FirmFile
from plans.models.plan import KeptPlan, Step


class Note(models.Model):
    """A remark on a step; what somebody wrote stays."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField(_("记录"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("记录")
        verbose_name_plural = _("记录")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:40]


class Tick(models.Model):
    """That somebody saw a criterion of a step met: `plans.domain.criteria`, numbered from 1."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="ticks", db_index=False)
    criterion = models.PositiveSmallIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("完成标准的勾选")
        verbose_name_plural = _("完成标准的勾选")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["step", "criterion"], name="one_tick_per_criterion")]

    def __str__(self) -> str:
        return f"{self.step_id} {self.criterion}"


class FileKind(models.TextChoices):
    """What a file is for; the templates of the acceptance package ask for these."""

    PROOF = "proof", _("佐证材料")
    CONTRACT = "contract", _("合同")
    INVOICE = "invoice", _("发票")
    PAYMENT = "payment", _("付款凭证")
    EFFECT = "effect", _("成效证明")
    APPLICATION = "application", _("申请表")
    SUMMARY = "summary", _("总结报告")
    AUDIT = "audit", _("财务核查")
    DOSSIER = "dossier", _("一企一档材料")
    SATISFACTION = "satisfaction", _("服务商满意度评价")
    OTHER = "other", _("其他")


class StoredFile(FirmFile):
    """A file that belongs to a plan, and perhaps to one of its steps."""

    plan = models.ForeignKey(KeptPlan, on_delete=models.CASCADE, related_name="files")
    step = models.ForeignKey(Step, on_delete=models.CASCADE, null=True, blank=True, related_name="files")
    kind = models.CharField(_("种类"), max_length=20, choices=FileKind.choices, default=FileKind.PROOF)

    class Meta:
        verbose_name = _("文件")
        verbose_name_plural = _("文件")
        ordering = ["added_at", "pk"]


class EffectFigure(models.Model):
    """A figure before and after the change, as the firm states it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(KeptPlan, on_delete=models.CASCADE, related_name="effects")
    name = models.CharField(_("指标"), max_length=60)
    unit = models.CharField(_("单位"), max_length=20, blank=True)
    before = models.DecimalField(_("改造前"), max_digits=15, decimal_places=4)
    after = models.DecimalField(_("改造后"), max_digits=15, decimal_places=4)
    basis = models.CharField(_("数据来源"), max_length=200)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("成效数据")
        verbose_name_plural = _("成效数据")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Package(FirmFile):
    """A package for the acceptance, added when it was asked for. Its file is there once its job is done."""

    plan = models.ForeignKey(KeptPlan, on_delete=models.CASCADE, related_name="packages")
    template = models.CharField(_("清单"), max_length=40)  # code of a list of what an authority asks for
    after = models.ForeignKey(
        "assessment.Snapshot", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )  # the result after the change, None while there is none
    job = models.OneToOneField("jobs.Job", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("验收材料包")
        verbose_name_plural = _("验收材料包")
        ordering = ["-added_at", "-pk"]

    @property
    def is_done(self) -> bool:
        return self.job.is_done

    @property
    def state_kind(self) -> str:
        """The kind of tag that shows the state."""
        return self.job.state_kind


class Reminder(models.Model):
    """That somebody was told of a step by mail: one row for each due date, so that nobody is told twice."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="reminders", db_index=False)
    due_on = models.DateField()
    overdue = models.BooleanField(default=False)
    tries = models.PositiveSmallIntegerField(default=0)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("提醒")
        verbose_name_plural = _("提醒")
        constraints = [
            models.UniqueConstraint(fields=["step", "due_on", "overdue"], name="one_reminder_each")
        ]

    def __str__(self) -> str:
        return f"{self.step_id} {self.due_on}"
