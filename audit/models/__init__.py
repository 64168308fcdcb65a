"""The log of who did what: rows that are only ever added, and go only once they are old."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Action(models.TextChoices):
    SIGNED_IN = "signed_in", _("登录")
    SIGN_IN_REFUSED = "sign_in_refused", _("登录被拒绝")
    SIGN_IN_CHANGED = "sign_in_changed", _("登录方式改动")
    SESSIONS_ENDED = "sessions_ended", _("退出其他设备")
    REGISTERED = "registered", _("注册")
    ACCOUNT_DELETED = "account_deleted", _("注销账号")
    MEMBER_INVITED = "member_invited", _("邀请成员")
    MEMBER_ADDED = "member_added", _("添加成员")
    ROLE_CHANGED = "role_changed", _("修改角色")
    MEMBER_REMOVED = "member_removed", _("移除成员")
    HANDED_OVER = "handed_over", _("移交管理员")
    TOKEN_MADE = "token_made", _("生成接口令牌")
    TOKEN_REVOKED = "token_revoked", _("停用接口令牌")
    ADMIN_CHANGED = "admin_changed", _("后台改动")
    LOOKED_AT = "looked_at", _("查看企业资料")
    DOWNLOADED = "downloaded", _("下载导出")
    PUBLISHED = "published", _("发布")
    RETIRED = "retired", _("停用")
    DELETED = "deleted", _("删除")
    VERIFIED = "verified", _("企业核验")
    MERGED = "merged", _("合并企业")
    COMPARED = "compared", _("核对指标")
    SETTINGS = "settings", _("设置")
    BACKED_UP = "backed_up", _("备份")
    WEBHOOK = "webhook", _("事件通知改动")
    ERASURE_ASKED = "erasure_asked", _("申请删除企业")
    ERASURE_AGREED = "erasure_agreed", _("同意删除企业")
    ERASURE_CANCELLED = "erasure_cancelled", _("取消删除企业")


class Record(models.Model):
    """That somebody did something. No names, no answers, no secrets: keys and words of ours.

    `by` and what it was done on are keys, not foreign keys: the log outlives what it tells of.
    """

    day = models.DateField(_("日期（UTC）"))
    number = models.PositiveIntegerField(_("序号"))  # from 1 within the day
    at = models.DateTimeField(_("时间"))
    by = models.BigIntegerField(_("用户编号"), null=True, db_index=True)  # None: nobody signed in, a command
    action = models.CharField(_("操作"), max_length=20, choices=Action.choices)
    kind = models.CharField(_("对象类型"), max_length=30, blank=True)
    subject = models.CharField(_("对象编号"), max_length=200, blank=True)
    detail = models.CharField(_("说明"), max_length=200, blank=True)
    address = models.CharField("IP", max_length=45, blank=True)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(_("摘要"), max_length=64)

    class Meta:
        verbose_name = _("审计日志")
        verbose_name_plural = _("审计日志")
        default_permissions = ("view",)
        ordering = ["-day", "-number"]
        constraints = [models.UniqueConstraint(fields=["day", "number"], name="each_number_of_a_day_once")]
        indexes = [
            models.Index(fields=["-at"], name="latest_records"),
            models.Index(fields=["action", "-day", "-number"], name="records_of_an_action"),
            models.Index(fields=["subject"], name="records_by_subject"),
            models.Index(fields=["address"], name="records_by_address"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.number}"


class LogState(models.Model):
    """Where the log begins and ends: one row. It is locked while a record is chained to the last one."""

    last_day = models.DateField(null=True)
    last_number = models.PositiveIntegerField(default=0)
    last_digest = models.CharField(max_length=64, blank=True)
    # Records of days before are gone. The triggers let only these go, and let no younger day be named.
    kept_from = models.DateField(null=True)
    digest_before = models.CharField(max_length=64, blank=True)  # of the last one that is gone

    class Meta:
        verbose_name = _("审计日志状态")
        verbose_name_plural = _("审计日志状态")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.kept_from} – {self.last_day}"
