"""The words of the library's tables, for its workbook and for the preview of a file."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from editing.domain.tables import ROOT
from editing.files.words import Words
from enterprises.domain.size import SizeClass
from enterprises.wording import SIZES
from roadmap.domain import case, entries, solution, support
from roadmap.models.case import Grade
from roadmap.models.entry import Evidence, Size
from roadmap.models.solution import Deployment, PriceModel
from roadmap.models.support import SupportKind

TITLES: dict[str, Promise] = {
    ROOT: gettext_lazy("路线图"),
    "sectors": gettext_lazy("细分行业"),
    "sectors.pains": gettext_lazy("痛点"),
    "sectors.priorities": gettext_lazy("优先场景"),
    "sectors.stages": gettext_lazy("阶段"),
    "sectors.stages.estimates": gettext_lazy("阶段的参考估算"),
    "sectors.targets": gettext_lazy("行业总体目标"),
    "sectors.divisions": gettext_lazy("对应行业大类"),
    "measures": gettext_lazy("举措"),
    "measures.steps": gettext_lazy("提升的场景"),
    "measures.options": gettext_lazy("可选的选项"),
    "measures.costs": gettext_lazy("举措的参考估算"),
    "measures.systems": gettext_lazy("典型系统"),
    "cases": gettext_lazy("案例"),
    "solutions": gettext_lazy("解决方案"),
    "support_measures": gettext_lazy("支持政策"),
    "support_measures.sub_sectors": gettext_lazy("当地细分领域"),
    "support_measures.programmes": gettext_lazy("入选名单"),
}
UNITS = {
    **dict.fromkeys(("amount_low", "amount_high", "cost_low", "cost_high"), "万元"),
    **dict.fromkeys(("months_low", "months_high"), "个月"),
    **dict.fromkeys(("percent_low", "percent_high"), "%"),
}
LABELS: dict[str, Promise] = {
    "amount_high": gettext_lazy("单企最高金额上限（万元）"),
    "amount_low": gettext_lazy("单企最高金额下限（万元）"),
    "cases:what": gettext_lazy("做法"),
    "code": gettext_lazy("代码"),
    "contact": gettext_lazy("联系方式"),
    "contract_from": gettext_lazy("合同签订起"),
    "contract_until": gettext_lazy("合同签订止"),
    "cost_high": gettext_lazy("投入上限（万元）"),
    "cost_low": gettext_lazy("投入下限（万元）"),
    "deadline": gettext_lazy("申报截止"),
    "done_when": gettext_lazy("完成标准"),
    "deployment": gettext_lazy("部署方式"),
    "division": gettext_lazy("国民经济行业大类"),
    "effect": gettext_lazy("效果"),
    "evidence": gettext_lazy("依据标记"),
    "excludes_other_funding": gettext_lazy("不得重复享受"),
    "firm": gettext_lazy("企业"),
    "from_level": gettext_lazy("起始等级"),
    "grade": gettext_lazy("级别"),
    "how": gettext_lazy("怎么做"),
    "is_sme": gettext_lazy("中小企业"),
    "issuer": gettext_lazy("发布机关"),
    "level_after_low": gettext_lazy("改造后等级不低于"),
    "level_before_high": gettext_lazy("改造前等级不高于"),
    "level_before_low": gettext_lazy("改造前等级不低于"),
    "measures.systems:": gettext_lazy("典型系统"),
    "measures:effect": gettext_lazy("预期效果"),
    "months_high": gettext_lazy("周期上限（月）"),
    "months_low": gettext_lazy("周期下限（月）"),
    "name": gettext_lazy("名称"),
    "near.case": gettext_lazy("相近案例"),
    "near.why": gettext_lazy("相近理由"),
    "option": gettext_lazy("选项"),
    "order": gettext_lazy("次序"),
    "other_ruler": gettext_lazy("另一把尺"),
    "payment_from": gettext_lazy("付款起"),
    "payment_until": gettext_lazy("付款止"),
    "percent_high": gettext_lazy("补助比例上限（%）"),
    "percent_low": gettext_lazy("补助比例下限（%）"),
    "position": gettext_lazy("次序"),
    "prerequisites": gettext_lazy("前置举措"),
    "price": gettext_lazy("价格说明"),
    "price_model": gettext_lazy("计价方式"),
    "proof": gettext_lazy("佐证材料"),
    "provider": gettext_lazy("服务商"),
    "published": gettext_lazy("发布时间"),
    "question": gettext_lazy("题目"),
    "quota_used_up": gettext_lazy("名额已用完"),
    "rank": gettext_lazy("排位（1 为默认）"),
    "region": gettext_lazy("地区"),
    "rule": gettext_lazy("做法"),
    "scene": gettext_lazy("场景"),
    "scenes": gettext_lazy("场景"),
    "scope": gettext_lazy("范围"),
    "sector": gettext_lazy("细分行业"),
    "sectors": gettext_lazy("适用细分行业"),
    "sectors.pains:": gettext_lazy("痛点"),
    "sectors.targets:text": gettext_lazy("目标"),
    "seen": gettext_lazy("查阅处"),
    "self_reported": gettext_lazy("企业口述"),
    "size": gettext_lazy("规模"),
    "sizes": gettext_lazy("适用规模"),
    "source": gettext_lazy("来源"),
    "stage": gettext_lazy("阶段"),
    "support_measures.programmes:": gettext_lazy("入选名单"),
    "support_measures.sub_sectors:": gettext_lazy("细分领域"),
    "support_measures:region": gettext_lazy("地区代码"),
    "target_level": gettext_lazy("目标等级"),
    "terms": gettext_lazy("内容"),
    "title": gettext_lazy("举措"),
    "to_level": gettext_lazy("达到等级"),
    "type": gettext_lazy("类型"),
    "valid_from": gettext_lazy("生效日期"),
    "valid_until": gettext_lazy("失效日期"),
    "weight": gettext_lazy("权重"),
    "what": gettext_lazy("能做什么"),
    "year": gettext_lazy("年份"),
}
CHOICES = {
    entries.Evidence: Evidence,
    entries.Size: Size,
    case.Grade: Grade,
    solution.Deployment: Deployment,
    solution.PriceModel: PriceModel,
    support.SupportKind: SupportKind,
}


def page_words() -> Words:
    """Return the words in the active language."""
    choices = {
        kind: {str(value): str(label) for value, label in choices.choices}
        for kind, choices in CHOICES.items()
    }
    return Words(
        guide_title=_("填写说明"),
        guide=tuple(render_to_string("roadmap/exchange/workbook_guide.txt").splitlines()),
        item=_("项目"),
        value=_("值"),
        titles={name: str(title) for name, title in TITLES.items()},
        labels={name: str(label) for name, label in LABELS.items()},
        forms={"zh": "%(label)s", "en": _("%(label)s（英文）")},
        choices={**choices, SizeClass: {str(size): str(name) for size, name in SIZES.items()}},
        yes=_("是"),
        no=_("否"),
        units=UNITS,
    )


def workbook_words() -> Words:
    """Return the Chinese words: a workbook is the same whoever exports it."""
    with override(settings.LANGUAGE_CODE):
        return page_words()
