"""Plans that a firm keeps, and the one it follows with its steps."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from editing.models.choices import choices_of
from reports.domain.followed import StepState
from reports.wording.followed import STEP_STATES


class PlanState(models.TextChoices):
    KEPT = "kept", _("已保存")
    FOLLOWED = "followed", _("执行中")
    FINISHED = "finished", _("已完成")
    STOPPED = "stopped", _("已停止")


PROVEN = (PlanState.FOLLOWED, PlanState.FINISHED)


class KeptPlan(models.Model):
    """A plan as it was made from a result: `content` never changes (`plans.domain.kept`)."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enterprise = models.ForeignKey(
        "enterprises.Enterprise", on_delete=models.PROTECT, related_name="plans", verbose_name=_("企业")
    )
    snapshot = models.ForeignKey(
        "assessment.Snapshot", on_delete=models.PROTECT, related_name="plans", verbose_name=_("评测结果")
    )
    name = models.CharField(_("名称"), max_length=60)
    content = models.TextField()  # canonical JSON
    state = models.CharField(_("状态"), max_length=10, choices=PlanState.choices, default=PlanState.KEPT)
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField(_("保存时间"))
    begins_on = models.DateField(_("开始日期"), null=True, blank=True)  # set when it is followed
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(_("结束时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("改进方案")
        verbose_name_plural = _("改进方案")
        ordering = ["-kept_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise"],
                condition=models.Q(state=PlanState.FOLLOWED),
                name="one_followed_plan_per_enterprise",
            ),
            models.CheckConstraint(
                condition=models.Q(state=PlanState.KEPT, begins_on__isnull=True)
                | (~models.Q(state=PlanState.KEPT) & models.Q(begins_on__isnull=False)),
                name="followed_plan_has_beginning",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["finished", "stopped"], closed_at__isnull=False)
                | (~models.Q(state__in=["finished", "stopped"]) & models.Q(closed_at__isnull=True)),
                name="closed_plan_has_end",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_followed(self) -> bool:
        return self.state == PlanState.FOLLOWED

    @property
    def takes_proof(self) -> bool:
        """Notes, files and figures are added while the plan is followed and once it is finished."""
        return self.state in PROVEN


class Step(models.Model):
    """What a firm does about one step of the plan that it follows; what the step is stands in the plan."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(KeptPlan, on_delete=models.CASCADE, related_name="steps", db_index=False)
    position = models.PositiveSmallIntegerField()  # in the order of doing, from 1
    code = models.CharField(max_length=40)  # of the measure, as the plan holds it
    state = models.CharField(
        _("状态"), max_length=10, choices=choices_of(STEP_STATES), default=StepState.TO_DO.value
    )
    # A colleague with an account, or somebody by name.
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("负责人"),
    )
    owner_name = models.CharField(_("负责人姓名"), max_length=40, blank=True)
    starts_on = models.DateField(_("开始"))
    due_on = models.DateField(_("截止"))
    cost_planned = models.DecimalField(_("计划费用"), max_digits=10, decimal_places=4)  # 万元
    cost_real = models.DecimalField(
        _("实际费用"), max_digits=10, decimal_places=4, null=True, blank=True
    )  # 万元; None: not known yet
    done_on = models.DateField(_("完成日期"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)  # one more with every change
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("步骤")
        verbose_name_plural = _("步骤")
        ordering = ["plan", "position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="one_step_per_position"),
            models.UniqueConstraint(fields=["plan", "code"], name="each_measure_once_in_plan"),
            models.CheckConstraint(
                condition=models.Q(due_on__gte=models.F("starts_on")), name="step_ends_after_start"
            ),
            models.CheckConstraint(
                condition=models.Q(state="done", done_on__isnull=False)
                | (~models.Q(state="done") & models.Q(done_on__isnull=True)),
                name="done_step_has_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.code}"
