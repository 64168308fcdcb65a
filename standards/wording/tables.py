"""The words of a standard's tables, for its workbook and for the preview of a file."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from editing.domain.tables import ROOT
from editing.files.words import Words
from standards import models
from standards.domain import standard as domain

TITLES: dict[str, Promise] = {
    ROOT: gettext_lazy("评测指标"),
    "rule.thresholds": gettext_lazy("等级门槛"),
    "dimensions": gettext_lazy("维度"),
    "dimensions.groups": gettext_lazy("指标组"),
    "dimensions.groups.questions": gettext_lazy("题目"),
    "dimensions.groups.questions.options": gettext_lazy("选项"),
    "scene_groups": gettext_lazy("场景组"),
    "scene_groups.scenes": gettext_lazy("场景"),
    "scene_groups.scenes.levels": gettext_lazy("场景等级"),
    "figures": gettext_lazy("填报数值"),
    "variants": gettext_lazy("存疑读法"),
    "terms": gettext_lazy("术语"),
    "reasons": gettext_lazy("不涉及的原因"),
}
PERCENT = ("weight", "range.low", "range.high")
LABELS: dict[str, Promise] = {
    "any_of": gettext_lazy("满足其一即可"),
    "change": gettext_lazy("变化方向"),
    "code": gettext_lazy("代码"),
    "constrained": gettext_lazy("约束性场景"),
    "document.issued": gettext_lazy("成文日期"),
    "document.issuer": gettext_lazy("发布机关"),
    "document.number": gettext_lazy("文号"),
    "document.url": gettext_lazy("官方文件"),
    "equal_split": gettext_lazy("均分题目"),
    "evidence": gettext_lazy("佐证材料"),
    "excludes": gettext_lazy("与其他选项互斥"),
    "explanation": gettext_lazy("解释"),
    "formula.decides": gettext_lazy("由数值决定选项"),
    "formula.part": gettext_lazy("分子"),
    "formula.part_before": gettext_lazy("前期分子"),
    "formula.whole": gettext_lazy("分母"),
    "formula.whole_before": gettext_lazy("前期分母"),
    "formula_text": gettext_lazy("公式"),
    "help": gettext_lazy("填写提示"),
    "key": gettext_lazy("选项"),
    "kind": gettext_lazy("题型"),
    "label": gettext_lazy("名称"),
    "level": gettext_lazy("等级"),
    "min_constrained": gettext_lazy("其中约束性场景"),
    "min_mean": gettext_lazy("最低场景加权平均等级"),
    "min_points": gettext_lazy("最低得分"),
    "min_scenes": gettext_lazy("最少场景数"),
    "name": gettext_lazy("名称"),
    "note": gettext_lazy("说明"),
    "number": gettext_lazy("题号"),
    "origin": gettext_lazy("来源"),
    "position": gettext_lazy("次序"),
    "range.high": gettext_lazy("区间上限（%）"),
    "range.low": gettext_lazy("区间下限（%）"),
    "range.low_closed": gettext_lazy("含下限"),
    "revision": gettext_lazy("修订号"),
    "rule.below": gettext_lazy("未达一级时的名称"),
    "rule.kind": gettext_lazy("定级方法"),
    "rule.source": gettext_lazy("定级规则的依据"),
    "scene_dimension": gettext_lazy("按场景评定的维度"),
    "source": gettext_lazy("依据"),
    "systems": gettext_lazy("常见系统"),
    "text": gettext_lazy("内容"),
    "title": gettext_lazy("题目"),
    "unit": gettext_lazy("单位"),
    "verification.by": gettext_lazy("核对人"),
    "verification.on": gettext_lazy("核对日期"),
    "verification.source": gettext_lazy("核对依据"),
    "weight": gettext_lazy("权重（%）"),
    "whole": gettext_lazy("只填整数"),
    "word": gettext_lazy("术语"),
}
CHOICES = {
    domain.Origin: models.Origin,
    domain.QuestionKind: models.Kind,
    domain.Change: models.Change,
    domain.RuleKind: models.RuleKind,
}


def page_words() -> Words:
    """Return the words in the active language."""
    return Words(
        guide_title=_("填写说明"),
        guide=tuple(render_to_string("standards/workbook_guide.txt").splitlines()),
        item=_("项目"),
        value=_("值"),
        titles={name: str(title) for name, title in TITLES.items()},
        labels={name: str(label) for name, label in LABELS.items()},
        forms={
            "zh": "%(label)s",
            "en": _("%(label)s（英文）"),
            "official": _("%(label)s（官方原文）"),
        },
        choices={
            kind: {str(value): str(label) for value, label in choices.choices}
            for kind, choices in CHOICES.items()
        },
        yes=_("是"),
        no=_("否"),
        units=dict.fromkeys(PERCENT, "%"),
    )


def workbook_words() -> Words:
    """Return the Chinese words: a workbook is the same whoever exports it."""
    with override(settings.LANGUAGE_CODE):
        return page_words()
