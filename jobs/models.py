"""Background work as rows: the row is the truth, a broker message only wakes a worker."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    QUEUED = "queued", _("排队中")
    RUNNING = "running", _("进行中")
    DONE = "done", _("已完成")
    FAILED = "failed", _("未完成")
    CANCELLED = "cancelled", _("已取消")


class Job(models.Model):
    """One piece of work, done once however often it is asked for, woken or interrupted."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("种类"), max_length=40)  # settings.JOB_HANDLERS names its handler
    key = models.CharField(_("标识"), max_length=200)  # asked for again, it gives this job
    payload = models.JSONField(default=dict)  # identifiers only; the handler reads the rest
    state = models.CharField(_("状态"), max_length=10, choices=JobState.choices, default=JobState.QUEUED)
    # 0: not begun. Never falls, not even when a failed job is retried: it tells an owner from a latecomer.
    attempt = models.PositiveSmallIntegerField(_("次数"), default=0)
    last_attempt = models.PositiveSmallIntegerField()  # the attempt whose failure is final
    leased_until = models.DateTimeField(null=True, blank=True)  # while running: taken for dead after this
    progress = models.PositiveSmallIntegerField(_("进度"), default=0)  # percent
    error = models.TextField(_("原因"), blank=True)  # msgid of what the user reads
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("提出人"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    requested_at = models.DateTimeField(_("提出时间"))
    woken_at = models.DateTimeField()  # when the last message for this job was sent
    started_at = models.DateTimeField(_("开始时间"), null=True, blank=True)  # of the last attempt
    finished_at = models.DateTimeField(_("结束时间"), null=True, blank=True)  # done or failed

    class Meta:
        verbose_name = _("后台任务")
        verbose_name_plural = _("后台任务")
        permissions = [("retry_job", _("重试后台任务"))]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="one_job_per_key"),
            models.CheckConstraint(
                condition=models.Q(state="running", leased_until__isnull=False)
                | (~models.Q(state="running") & models.Q(leased_until__isnull=True)),
                name="only_running_jobs_are_leased",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "woken_at"], name="jobs_to_sweep"),
            models.Index(fields=["-requested_at", "-id"], name="jobs_newest_first"),  # the admin's list
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    @property
    def is_over(self) -> bool:
        return self.is_done or self.has_failed

    @property
    def is_done(self) -> bool:
        return self.state == JobState.DONE

    @property
    def has_failed(self) -> bool:
        """Whether it ended without a result, cancelled ones too: it can be tried again."""
        return self.state in (JobState.FAILED, JobState.CANCELLED)

    @property
    def state_kind(self) -> str:
        """The kind of tag that shows the state."""
        return "done" if self.is_done else "trouble" if self.has_failed else "part"

    @property
    def error_text(self) -> str:
        """Why the last attempt came to nothing, in the reader's language."""
        return gettext(self.error) if self.error else ""


class Heartbeat(models.Model):
    """That something lived at a time: a worker, or the probe that writes to see whether it can."""

    WORKER, PROBE = "worker", "probe"

    name = models.CharField(max_length=20, unique=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("运行记录")
        verbose_name_plural = _("运行记录")

    def __str__(self) -> str:
        return self.name
