"""Tokens by which another system asks in the place of a member, and webhooks by which it is told."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

SCOPES = {
    "read": _("查看自评、结果、方案和报告"),
    "answer": _("开始自评、填写答案"),
    "submit": _("提交自评"),
    "report": _("生成报告"),
}


class Token(models.Model):
    """Opens one firm's data as one member sees them; goes with the membership. Only its digest is kept."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    membership = models.ForeignKey(
        "enterprises.Membership", on_delete=models.CASCADE, related_name="api_tokens"
    )
    name = models.CharField(_("名称"), max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    ending = models.CharField(max_length=4)  # its last characters, by which it is recognised
    scopes = models.JSONField(_("可以做什么"))  # values of `api.domain.tokens.Scope`
    made_at = models.DateTimeField(_("生成时间"))
    expires_at = models.DateTimeField(_("有效至"))
    last_used_at = models.DateTimeField(_("最近使用"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    revoked_at = models.DateTimeField(_("停用时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("接口令牌")
        verbose_name_plural = _("接口令牌")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def scope_names(self) -> list[str]:
        return [str(name) for scope, name in SCOPES.items() if scope in self.scopes]


class Endpoint(models.Model):
    """Where another system of a firm wants to be told what happens."""

    enterprise = models.OneToOneField(
        "enterprises.Enterprise", on_delete=models.CASCADE, related_name="webhook"
    )
    url = models.CharField(_("地址"), max_length=500)
    secret = models.TextField()  # encrypted: it signs, so that a digest would not do
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()  # what happened before is not told
    is_on = models.BooleanField(default=True)
    failing_since = models.DateTimeField(null=True)  # nothing has come through since

    class Meta:
        verbose_name = _("事件通知")
        verbose_name_plural = _("事件通知")

    def __str__(self) -> str:
        return f"{self.enterprise_id}"


class DeliveryState(models.TextChoices):
    WAITING = "waiting", _("待发送")
    DONE = "done", _("已送达")
    FAILED = "failed", _("未送达")


class Delivery(models.Model):
    """That something is told, and what came of it. It keeps its id however often it is tried."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    endpoint = models.ForeignKey(Endpoint, on_delete=models.CASCADE, related_name="deliveries")
    event = models.CharField(_("事件"), max_length=30)  # `api.domain.webhooks.Event`
    subject = models.UUIDField()  # of the result, report or plan
    state = models.CharField(
        _("状态"), max_length=10, choices=DeliveryState.choices, default=DeliveryState.WAITING
    )
    tries = models.PositiveSmallIntegerField(default=0)
    outcome = models.CharField(max_length=20, blank=True)  # of the last try: status, or a word of ours
    made_at = models.DateTimeField(_("时间"))
    next_at = models.DateTimeField(null=True)  # of the next try; None: there is none
    tried_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("通知记录")
        verbose_name_plural = _("通知记录")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["endpoint", "event", "subject"],
                condition=~models.Q(event="test"),
                name="each_event_told_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["next_at"], condition=models.Q(next_at__isnull=False), name="deliveries_to_try"
            )
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.public_id}"

    @property
    def state_kind(self) -> str:
        """The kind of tag that shows the state."""
        return {DeliveryState.DONE: "done", DeliveryState.FAILED: "trouble"}.get(
            DeliveryState(self.state), "part"
        )
