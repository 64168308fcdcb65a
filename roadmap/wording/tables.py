"""The words of the library's tables, for its workbook and for the preview of a file."""

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from editing.domain.tables import ROOT
from editing.wording import labels
from editing.wording.words import Words
from enterprises.domain.size import SizeClass
from enterprises.wording.firms import SIZES
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


# What to know of a column before filling it.
HINTS: dict[str, Promise] = {
    "order": _("在同类中排第几。"),
    "done_when_zh": _("做到什么程度、看什么就能确认做完。"),
    "proof_zh": _("评定人员会要求看的记录、截图、合同或单据。"),
    "effect_zh": _("可以期待的变化；没有可靠依据时不填。"),
    "near_case": _("本行业没有案例时显示，并注明是相近行业的。"),
    "valid_from": _("从这一天起显示；不填为发布后马上显示。"),
    "valid_until": _("最后一天；不填为长期。"),
    "change_note": _("改了什么、为什么改。发布前须填写。"),
    "published": _("年、年-月或年-月-日，知道多少写多少。"),
    "seen": _("在哪里查到的，如网址或报刊。"),
    "other_ruler": _("按五级的智能制造能力成熟度等其他标准衡量时勾选。"),
    "sectors": _("一个都不选，为不限细分行业。"),
    "sizes": _("一个都不选，为不限规模。"),
    "region": _("不选为全国。"),
    "park_zh": _("只限一个园区时填写。"),
    "ownerships": _("一个都不选，为不限所有制。"),
    "tags": _("有其中之一即可；一个都不选，为不限。"),
    "excludes": _("同一笔投入只能享受其中一项的，选在这里。"),
    "checked_on": _("最近一次对照来源核对的日期。"),
    "reached": _("改造后达到的等级；不选为不论等级。"),
    "cap": _("单个企业最多拿多少。"),
    "clause_zh": _("通知的哪一条这样写。"),
    "counts_zh": _("通知认作投入的，如软件、云服务、网关。"),
    "loan_years": _("只用于贷款：贴息几年。比例为每年的百分点。"),
    "url": _("发布机关或可靠媒体的网址；转载、抓取站点不填，写明文号即可。"),
    "cost": _("企业自己付了多少；来源没写就不填。"),
    "self_reported": _("数字来自企业自己时勾选。"),
}
