"""The words of the library's tables, for its workbook and for the preview of a file."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from editing.domain.tables import ROOT
from editing.wording import labels
from editing.wording.words import Words
from enterprises.domain.size import SizeClass
from enterprises.wording import SIZES
from roadmap.models.mapping import TABLES

UNITS = {
    **dict.fromkeys(("cost_low", "cost_high", "cost"), "万元"),
    **dict.fromkeys(("cap", "fixed", "min_investment", "advance_cap"), "万元"),
    **dict.fromkeys(("months_low", "months_high"), "个月"),
    **dict.fromkeys(("percent", "advance_percent"), "%"),
}
# What a table calls otherwise.
LABELS = {"scenes": _("场景"), "support_measures:region": _("地区代码")}


def page_words() -> Words:
    """Return the words in the active language."""
    tables = {
        name: table for kind, whole in TABLES.items() for name, table in labels.by_name(whole, kind).items()
    }
    return labels.words(
        tables,
        titles={ROOT: _("路线图")},
        labels=LABELS,
        choices={SizeClass: SIZES},
        units=UNITS,
        guide="roadmap/exchange/workbook_guide.txt",
    )


def workbook_words() -> Words:
    """Return the Chinese words: a workbook is the same whoever exports it."""
    with override(settings.LANGUAGE_CODE):
        return page_words()
