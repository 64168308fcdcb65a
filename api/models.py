"""Tokens by which another system asks in the place of a member."""

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
