"""Links by which colleagues without an account answer a part of an assessment, and who came by them."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class GuestLink(models.Model):
    """One section, or one item of it, handed to somebody without an account.

    The token of its address is stored as a digest only (`assessment.selectors.links`).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assessment = models.ForeignKey("assessment.Assessment", on_delete=models.CASCADE, related_name="links")
    section = models.CharField(_("部分"), max_length=40)
    item = models.CharField(_("题目或场景"), max_length=20, blank=True)  # blank: the whole section
    label = models.CharField(_("交给谁"), max_length=40)  # empty once the owner has removed names
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("创建时间"))
    until = models.DateTimeField(_("有效期至"))
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(_("撤回时间"), null=True, blank=True)
    handed_in_by = models.ForeignKey(
        "assessment.Guest", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    handed_in_at = models.DateTimeField(_("交回时间"), null=True, blank=True)
    remark = models.CharField(_("交回时的备注"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("填写链接")
        verbose_name_plural = _("填写链接")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("made_at")), name="link_lasts_some_time"
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None, withdrawn_by=None)
                | models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="link_withdrawn_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item or self.section}: {self.label}"

    @property
    def handed_to(self) -> str:
        """Whom it was handed to, or that this was removed."""
        return self.label or gettext("姓名已移除")


class Guest(models.Model):
    """Somebody who came by a link and gave a name. Nothing else is known or kept of them.

    `name`: empty once the owner has removed it; what they answered stays.
    """

    link = models.ForeignKey(GuestLink, on_delete=models.CASCADE, related_name="guests")
    name = models.CharField(_("姓名"), max_length=40)
    came_at = models.DateTimeField(_("打开时间"))

    class Meta:
        verbose_name = _("经链接填写的人")
        verbose_name_plural = _("经链接填写的人")
        ordering = ["came_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["link", "name"], condition=~models.Q(name=""), name="each_name_once_per_link"
            )
        ]

    def __str__(self) -> str:
        return gettext("%(name)s（经链接）") % {"name": self.called}

    @property
    def called(self) -> str:
        """The name, or that it was removed."""
        return self.name or gettext("姓名已移除")
