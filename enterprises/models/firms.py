"""A firm, and what it has said of itself."""

import uuid
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from enterprises.domain.size import Sizing, sizing
from enterprises.models.people import User


class Enterprise(models.Model):
    """A firm. Identity is unverified until `verified_at` is set; the credit code is not unique until then."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("企业名称"), max_length=100)
    uscc = models.CharField(_("统一社会信用代码"), max_length=18)
    # Set where the check digit of the code fails: who compared it with the licence (我已对照营业执照), when.
    uscc_confirmed_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("对照执照的人"),
    )
    uscc_confirmed_at = models.DateTimeField(_("对照执照的时间"), null=True, blank=True)
    division = models.CharField(_("所属行业"), max_length=4)  # GB/T 4754-2017 division, or K701/K702
    industry_class = models.CharField(_("行业小类"), max_length=4, blank=True)  # of that division, if given
    sector = models.CharField(
        _("细分行业"), max_length=30, blank=True
    )  # chosen; blank: the division's default (`selectors.own_sector`)
    region = models.CharField(_("所在地区"), max_length=6)  # GB/T 2260, six digits
    employees = models.PositiveIntegerField(_("从业人员"), null=True, blank=True)  # 人
    revenue = models.DecimalField(
        _("营业收入"), max_digits=15, decimal_places=4, null=True, blank=True
    )  # 万元
    assets = models.DecimalField(
        _("资产总额"), max_digits=15, decimal_places=4, null=True, blank=True
    )  # 万元
    version = models.PositiveIntegerField(default=1)  # of the profile: one more with every change
    is_demo = models.BooleanField(_("演示"), default=False)  # invented; every page about it says so
    created_by = models.ForeignKey(User, verbose_name=_("登记人"), on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("登记时间"))
    verified_by = models.ForeignKey(
        User, verbose_name=_("核验人"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    verified_at = models.DateTimeField(_("核验时间"), null=True, blank=True)
    verified_until = models.DateField(_("核验有效至"), null=True, blank=True)  # the last day; None: no end
    # Set while it is to be erased, with all that is its own: who asked for it, when it goes at the earliest,
    # and which other member agreed (`selectors.list_due_firms`).
    erase_asked_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    erase_asked_at = models.DateTimeField(null=True, blank=True)
    erase_due_at = models.DateTimeField(_("删除时间"), null=True, blank=True)
    # When somebody else last took from a member what it takes to fill in, and so to agree.
    editor_removed_at = models.DateTimeField(null=True, blank=True)
    erase_agreed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Another entry of the same firm, to which all that hung on this one has moved.
    merged_into = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("并入")
    )
    merged_at = models.DateTimeField(_("合并时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("企业")
        verbose_name_plural = _("企业")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(verified_at__isnull=True, verified_by__isnull=True)
                | models.Q(verified_at__isnull=False, verified_by__isnull=False),
                name="verified_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=models.Q(verified_until=None) | models.Q(verified_at__isnull=False),
                name="verified_until_only_if_verified",
            ),
            models.UniqueConstraint(
                fields=["uscc"], condition=models.Q(verified_at__isnull=False), name="verified_code_once"
            ),
            models.CheckConstraint(
                condition=models.Q(uscc_confirmed_at__isnull=True, uscc_confirmed_by__isnull=True)
                | models.Q(uscc_confirmed_at__isnull=False, uscc_confirmed_by__isnull=False),
                name="confirmed_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    erase_asked_by=None, erase_asked_at=None, erase_due_at=None, erase_agreed_by=None
                )
                | models.Q(
                    erase_asked_by__isnull=False, erase_asked_at__isnull=False, erase_due_at__isnull=False
                ),
                name="erasure_by_at_and_due_together",
            ),
        ]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="firms_newest_first"),  # the admin's list
            models.Index(
                fields=["-created_at", "-id"],
                condition=models.Q(uscc_confirmed_at__isnull=False),
                name="confirmed_codes_newest_first",
            ),
            # What lies within a place is found by how its code begins, whatever the database's language.
            models.Index(fields=["region"], name="firms_by_region", opclasses=["varchar_pattern_ops"]),
            models.Index(
                fields=["erase_due_at"],
                condition=models.Q(erase_due_at__isnull=False),
                name="firms_to_be_erased",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_verified_on(self, day: date) -> bool:
        """Whether the firm's identity counts as verified on a day."""
        return self.verified_at is not None and (self.verified_until is None or day <= self.verified_until)

    @property
    def trade(self) -> str:
        """The class if it is known, else the division."""
        return self.industry_class or self.division

    @property
    def sizing(self) -> Sizing:
        """The size class by the present figures, with its reason."""
        return sizing(self.division, self.employees, self.revenue, self.assets)


class ProfileFact(models.Model):
    """What a firm has said of itself so that support can be found (`enterprises.domain.facts`)."""

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="facts", db_index=False)
    topic = models.CharField(_("问题"), max_length=20)
    about = models.TextField(_("关于"), blank=True)
    value = models.CharField(_("回答"), max_length=20)
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("企业情况")
        verbose_name_plural = _("企业情况")
        ordering = ["topic", "about"]
        constraints = [
            models.UniqueConstraint(fields=["enterprise", "topic", "about"], name="each_fact_once")
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.about}: {self.value}"
