"""What all entries and all parts have in common.

Of one code at most one version is a draft and one is published. Who changed what and when is kept by
django-simple-history, beside each table.
"""

from typing import TYPE_CHECKING, ClassVar

from django.core.validators import URLValidator
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from editing.domain.texts import Text
from editing.models import Drafted, State, life_constraints
from editing.models.choices import choices_of
from enterprises.domain.size import SizeClass
from enterprises.wording.firms import SIZES
from roadmap.domain.entries import Evidence, Size
from standards.wording.results import local

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise  # known to the stubs alone


EVIDENCE = {
    Evidence.V: _("据公开转载核对"),
    Evidence.V2: _("据二手资料"),
    Evidence.G: _("编写者判断"),
}


ESTIMATE_SIZES = {size: SIZES[SizeClass(size)] for size in Size}


def text_column(label: "_StrPromise") -> "models.TextField[str, str]":
    """Return the column of a text that must be there."""
    return models.TextField(label)


def optional_text_column(label: "_StrPromise") -> "models.TextField[str, str]":
    """Return the column of a text that may be missing: English falls back to Chinese."""
    return models.TextField(label, blank=True)


def code_column(label: "_StrPromise", *, blank: bool = False) -> "models.CharField[str, str]":
    """Return the column of a code; those of other entries are no foreign keys, as versions come and go."""
    return models.CharField(label, max_length=40, blank=blank)


def evidence_column() -> "models.CharField[str, str]":
    """Return the column of an evidence mark."""
    return models.CharField(_("依据标记"), max_length=2, choices=choices_of(EVIDENCE))


class Entry(Drafted):
    """One version of an entry of the library. `title_column`: what it is called, without the language."""

    title_column: ClassVar[str] = "name"

    code = code_column(_("代码"))
    version = models.PositiveIntegerField(_("版本"))
    valid_from = models.DateField(_("生效日期"), null=True, blank=True)
    valid_until = models.DateField(_("失效日期"), null=True, blank=True)  # the last day
    checked_on = models.DateField(_("核对日期"), null=True, blank=True)

    history = HistoricalRecords(inherit=True)

    class Meta:
        abstract = True
        default_permissions = ("add", "change", "delete", "view", "publish")
        ordering = ["code", "-version"]
        constraints = [
            UniqueConstraint(fields=["code", "version"], name="%(class)s_version_once"),
            UniqueConstraint(fields=["code"], condition=Q(state=State.DRAFT), name="%(class)s_one_draft"),
            UniqueConstraint(
                fields=["code"], condition=Q(state=State.PUBLISHED), name="%(class)s_one_published"
            ),
            CheckConstraint(condition=Q(version__gte=1), name="%(class)s_version_from_one"),
            *life_constraints(),
        ]

    def __str__(self) -> str:
        return f"{self.code}@{self.version}"

    @property
    def title(self) -> str:
        """What the entry is called, in the language of the page."""
        zh, en = (getattr(self, f"{self.title_column}_{language}") for language in ("zh", "en"))
        return local(Text(zh=zh, en=en))


class Part(models.Model):
    """A row that belongs to an entry (`entry`) and is frozen with it."""

    position = models.PositiveSmallIntegerField(_("次序"), default=0)

    history = HistoricalRecords(inherit=True)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


class EstimatePart(Part):
    """参考估算 for one size class."""

    size = models.CharField(_("规模"), max_length=10, choices=choices_of(ESTIMATE_SIZES))
    cost_low = models.DecimalField(_("投入下限（万元）"), max_digits=10, decimal_places=2)
    cost_high = models.DecimalField(_("投入上限（万元）"), max_digits=10, decimal_places=2)
    months_low = models.PositiveSmallIntegerField(_("周期下限（月）"))
    months_high = models.PositiveSmallIntegerField(_("周期上限（月）"))

    class Meta(Part.Meta):
        abstract = True

    def __str__(self) -> str:
        return f"{self.get_size_display()} {self.cost_low}–{self.cost_high}"


def address_column() -> "models.CharField[str, str]":
    """Return the column of a web address; blank: none is known that may be linked."""
    schemes = URLValidator(["http", "https"])
    return models.CharField(_("网址"), max_length=500, blank=True, validators=[schemes])


def low_to_high() -> CheckConstraint:
    """Return the constraint that an estimate's ranges are the right way round."""
    return CheckConstraint(
        condition=Q(cost_high__gte=models.F("cost_low"), months_high__gte=models.F("months_low")),
        name="%(class)s_low_to_high",
    )


def belongs_to(entry: str, related_name: str) -> models.ForeignKey:
    """Return the column that ties a part to its entry."""
    return models.ForeignKey(
        entry, on_delete=models.CASCADE, related_name=related_name, verbose_name=_("条目")
    )
