"""Who fills a section of a draft, and whether they have handed it in."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class WorkState(models.TextChoices):
    OPEN = "open", _("填报中")
    HANDED_IN = "handed_in", _("已交回")
    RETURNED = "returned", _("已退回")


class SectionWork(models.Model):
    """One section of an assessment that somebody is asked for or has handed in; no row: neither.

    Closed sections stand on the assessment, which every save holds.
    """

    assessment = models.ForeignKey(
        "assessment.Assessment", on_delete=models.CASCADE, related_name="works", db_index=False
    )
    section = models.CharField(_("部分"), max_length=40)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("负责人"),
    )
    to_tell = models.BooleanField(default=False)  # by mail, that it was given or returned to the member
    told_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(_("状态"), max_length=10, choices=WorkState.choices, default=WorkState.OPEN)
    remark = models.CharField(_("备注"), max_length=500, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    guest = models.ForeignKey(  # as of an answer
        "assessment.Guest", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("部分的分工")
        verbose_name_plural = _("部分的分工")
        indexes = [models.Index(fields=["member"], condition=models.Q(to_tell=True), name="works_to_tell")]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "section"], name="one_work_per_section"),
            models.CheckConstraint(
                condition=~models.Q(state="returned", remark=""), name="returned_with_a_remark"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section} of {self.assessment_id}"

    @property
    def is_handed_in(self) -> bool:
        return self.state == WorkState.HANDED_IN

    @property
    def who(self) -> str:
        """Who did the last step, as members see them."""
        return str(self.guest or self.changed_by)
