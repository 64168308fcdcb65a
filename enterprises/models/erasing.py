"""What remains of a firm that was erased."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Tombstone(models.Model):
    """What remains of a firm that was erased: keys, dates and a digest; no name, no code.

    It is the one door for what is frozen: only rows of a firm that has one are let go by the triggers, and
    it never changes or goes itself.
    """

    firm = models.BigIntegerField(unique=True)  # the key that it had
    public_id = models.UUIDField(unique=True)
    registered_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)  # None: by the command
    erased_at = models.DateTimeField()
    by = models.BigIntegerField(null=True)  # the key of who asked; None: the command
    results = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)  # over those of the results: `services.erasing`

    class Meta:
        verbose_name = _("已删除的企业")
        verbose_name_plural = _("已删除的企业")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.public_id)


class ErasedNumber(models.Model):
    """That a report or statement of an erased firm bore a number, as a digest: nobody can list them."""

    tombstone = models.ForeignKey(Tombstone, on_delete=models.PROTECT, related_name="numbers")
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("已删除的编号")
        verbose_name_plural = _("已删除的编号")
        default_permissions = ()

    def __str__(self) -> str:
        return self.digest[:12]
