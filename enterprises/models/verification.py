"""Who says that a firm is who it says."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from enterprises.models.files import private_storage
from enterprises.models.firms import Enterprise
from enterprises.models.people import User


class VerificationState(models.TextChoices):
    WAITING = "waiting", _("待核验")
    SECOND = "second", _("待复核")
    VERIFIED = "verified", _("已核验")
    REFUSED = "refused", _("未通过")
    ENDED = "ended", _("已失效")


class VerifiedBy(models.TextChoices):
    """What says who a firm is. Mail is a weaker sign: it is named so and verifies no code."""

    LICENCE = "licence", _("营业执照")
    MAIL = "mail", _("企业邮箱域名")
    REGISTER = "register", _("登记信息")


OPEN = (VerificationState.WAITING, VerificationState.SECOND)


class Verification(models.Model):
    """That a firm asked for a sign of who it is, mostly its name and code compared with its licence, and what
    came of it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.CASCADE, related_name="verifications", verbose_name=_("企业")
    )
    name = models.CharField(_("企业名称"), max_length=100)  # both as they were when asked
    uscc = models.CharField(_("统一社会信用代码"), max_length=18)
    how = models.CharField(
        _("核验方式"), max_length=10, choices=VerifiedBy.choices, default=VerifiedBy.LICENCE
    )
    domain = models.CharField(_("邮箱域名"), max_length=253, blank=True)  # of mail only
    state = models.CharField(
        _("状态"), max_length=10, choices=VerificationState.choices, default=VerificationState.WAITING
    )
    licence = models.FileField(_("营业执照"), storage=private_storage, max_length=200, blank=True)
    media_type = models.CharField(max_length=40, blank=True)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("申请人"))
    asked_at = models.DateTimeField(_("申请时间"))
    first_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("初核人")
    )
    first_at = models.DateTimeField(_("初核时间"), null=True, blank=True)
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("核验人")
    )
    decided_at = models.DateTimeField(_("核验时间"), null=True, blank=True)
    valid_until = models.DateField(_("核验有效至"), null=True, blank=True)  # the last day; None: no end
    reason = models.CharField(_("未通过的原因"), max_length=300, blank=True)
    ended_at = models.DateTimeField(_("失效时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("企业核验")
        verbose_name_plural = _("企业核验")
        ordering = ["-asked_at", "-pk"]
        permissions = [("decide_verification", _("可以核验企业身份"))]
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise"], condition=models.Q(state__in=OPEN), name="one_open_verification"
            ),
            models.CheckConstraint(
                condition=models.Q(models.Q(state="refused"), ~models.Q(reason=""))
                | models.Q(~models.Q(state="refused"), reason=""),
                name="refused_with_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["verified", "refused"])
                | models.Q(decided_by__isnull=False, decided_at__isnull=False),
                name="decided_by_and_at",
            ),
        ]
        indexes = [  # the admin's list, and its filters
            models.Index(fields=["-asked_at", "-id"], name="verifications_newest_first"),
            models.Index(fields=["state", "-asked_at", "-id"], name="verifications_by_state"),
            models.Index(fields=["how", "-asked_at", "-id"], name="verifications_by_way"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.asked_at:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN
