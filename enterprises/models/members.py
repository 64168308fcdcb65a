"""Who belongs to a firm, is invited or asks to join."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from enterprises.models.firms import Enterprise
from enterprises.models.people import User


class Role(models.TextChoices):
    OWNER = "owner", _("管理员")
    EDITOR = "editor", _("填报员")
    VIEWER = "viewer", _("查看者")


class Membership(models.Model):
    """What one user may do in one enterprise. There is exactly one owner."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.CASCADE, related_name="memberships", db_index=False
    )
    user = models.ForeignKey(
        User, verbose_name=_("用户"), on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(_("角色"), max_length=10, choices=Role.choices)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("加入时间"))

    class Meta:
        verbose_name = _("成员")
        verbose_name_plural = _("成员")
        constraints = [
            models.UniqueConstraint(fields=["enterprise", "user"], name="one_membership_each"),
            models.UniqueConstraint(
                fields=["enterprise"], condition=models.Q(role="owner"), name="one_owner_per_enterprise"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=["owner", "editor", "viewer"]), name="known_role"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.enterprise_id}"


class Invitation(models.Model):
    """A link by which one person becomes a member. The row goes once somebody has, or it is withdrawn.

    Its address follows from the id by the installation's secret (`selectors.invitation_token`).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(_("角色"), max_length=10, choices=Role.choices)
    label = models.CharField(_("邀请谁"), max_length=254)  # in words, or an address or number
    # Whose address or number it is, to whom it is shown; the owner never learns of it.
    user = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="invitations"
    )
    made_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(_("创建时间"))
    until = models.DateTimeField(_("有效期至"))

    class Meta:
        verbose_name = _("成员邀请")
        verbose_name_plural = _("成员邀请")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=["editor", "viewer"]), name="invited_to_no_ownership"
            ),
        ]

    def __str__(self) -> str:
        return self.label


class JoinRequest(models.Model):
    """That somebody asks to become a member. The row goes once the owner has decided."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enterprise = models.ForeignKey(
        Enterprise, on_delete=models.CASCADE, related_name="join_requests", db_index=False
    )
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="join_requests")
    named = models.CharField(_("填写时的姓名"), max_length=40, blank=True)  # given at the link that led here
    asked_at = models.DateTimeField(_("申请时间"))
    told_at = models.DateTimeField(null=True, blank=True)  # when the owner was, by mail

    class Meta:
        verbose_name = _("加入申请")
        verbose_name_plural = _("加入申请")
        ordering = ["asked_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["enterprise", "user"], name="asked_once_per_firm")]

    def __str__(self) -> str:
        return f"{self.user_id} for {self.enterprise_id}"
