"""The life of what is drafted: a draft, then published and frozen, then retired.

Of every step stands who took it and when. What is published or retired is frozen by triggers
(`editing.models.freezing`); the columns here that a step sets are those that a trigger lets through.
"""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise  # known to the stubs alone


class State(models.TextChoices):
    DRAFT = "draft", _("草稿")
    PUBLISHED = "published", _("已发布")
    RETIRED = "retired", _("已停用")


def who_column(label: "_StrPromise") -> models.ForeignKey:
    """Return the column of who acted; empty where a command did, from a file."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=label,
    )


class Drafted(models.Model):
    """The columns of one version of something that is drafted, published and retired.

    The content adds what the version is of, its number, and a history. It puts `life_constraints` into its
    Meta, and "publish" among its permissions.
    """

    state = models.CharField(_("状态"), max_length=10, choices=State.choices, default=State.DRAFT)
    change_note = models.TextField(_("修改说明"), blank=True)
    digest = models.CharField(_("内容摘要"), max_length=64, blank=True)  # SHA-256, set on publication
    same_person = models.BooleanField(_("编写与发布为同一人"), default=False)
    created_by = who_column(_("建立人"))
    created_at = models.DateTimeField(_("建立时间"))
    published_by = who_column(_("发布人"))
    published_at = models.DateTimeField(_("发布时间"), null=True, blank=True)
    retired_by = who_column(_("停用人"))
    retired_at = models.DateTimeField(_("停用时间"), null=True, blank=True)

    class Meta:
        abstract = True


def life_constraints() -> list[CheckConstraint]:
    """Return what holds of the columns of `Drafted` in each state."""
    return [
        CheckConstraint(
            condition=Q(state=State.DRAFT, published_at=None, published_by=None, digest="")
            | Q(~Q(digest=""), ~Q(state=State.DRAFT), published_at__isnull=False),
            name="%(class)s_published_with_time_and_digest",
        ),
        CheckConstraint(
            condition=Q(state=State.RETIRED, retired_at__isnull=False)
            | Q(~Q(state=State.RETIRED), retired_at=None, retired_by=None),
            name="%(class)s_retired_with_time",
        ),
    ]
