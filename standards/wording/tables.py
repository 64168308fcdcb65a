"""The words of a standard's tables, for its workbook and for the preview of a file."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from editing.domain.tables import ROOT
from editing.wording import labels
from editing.wording.labels import column
from editing.wording.words import Words
from standards import models
from standards.domain.standard import Origin
from standards.models.mapping import TABLE

PERCENT = ("weight", "range.low", "range.high")
# What stands in no table of a revision, and what a table calls otherwise.
LABELS = {
    "code": column(models.Standard, "code"),
    "origin": column(models.Standard, "origin"),
    "level": _("等级"),
    "variants:constrained": column(models.Scene, "constrained"),
    "equal_split": _("均分题目"),
    "verification.on": column(models.Verification, "verified_on"),
    "verification.by": column(models.Verification, "verified_by"),
    "verification.source": column(models.Verification, "source"),
}


def page_words() -> Words:
    """Return the words in the active language."""
    return labels.words(
        labels.by_name(TABLE),
        titles={ROOT: models.Standard._meta.verbose_name or ""},
        labels=LABELS,
        choices={Origin: models.ORIGINS},
        units=dict.fromkeys(PERCENT, "%"),
        guide="standards/workbook_guide.txt",
        forms=("official",),
    )


def workbook_words() -> Words:
    """Return the Chinese words: a workbook is the same whoever exports it."""
    with override(settings.LANGUAGE_CODE):
        return page_words()
