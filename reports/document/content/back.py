"""What stands at the end: the operating figures where asked for, the method in short, the sources."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from editing.domain.decimals import plain
from editing.forms.numbers import number_text
from reports.document.content.facts import Facts
from reports.document.content.shapes import Fact, LevelRow, Method, OperatingFigures, Source, Sources
from standards.domain.standard import Origin, Threshold


def figures(facts: Facts) -> OperatingFigures:
    """Return what the firm stated in numbers: only for the variant that its owner asks for."""
    profile = (
        (_("从业人员"), facts.content.enterprise.get("employees"), _("人")),
        (_("营业收入"), facts.content.enterprise.get("revenue"), _("万元")),
        (_("资产总额"), facts.content.enterprise.get("assets"), _("万元")),
    )
    stated = [
        Fact(label=label, value=_with_unit(value, unit))
        for label, value, unit in profile
        if value is not None
    ]
    asked = [
        Fact(
            label=facts.say(figure.label),
            value=_with_unit(facts.content.figures[figure.code], facts.say(figure.unit)),
        )
        for figure in facts.standard.figures
        if figure.code in facts.content.figures
    ]
    return OperatingFigures(
        title=_("经营数据"),
        paragraphs=(_("以下数值由企业自行填报，平台未核对。未填写的项不列出。"),),
        columns=(_("项目"), _("数值")),
        rows=(*stated, *asked),
    )


def _with_unit(value: object, unit: str) -> str:
    return _("%(value)s %(unit)s") % {"value": number_text(Decimal(str(value))), "unit": unit}


def method(facts: Facts) -> Method:
    """Return the method in a few sentences and the level rule as a table."""
    rule = facts.standard.rule
    columns = {
        "min_points": _("得分不低于"),
        "min_scenes": _("场景数不少于"),
        "min_constrained": _("其中约束性不少于"),
        "min_mean": _("加权平均不低于"),
    }
    return Method(
        title=_("方法简述"),
        paragraphs=tuple(_how(facts)),
        columns=(_("等级"), *(columns[name] for name in facts.result.asked)),
        rows=tuple(_level_row(facts, threshold) for threshold in rule.thresholds),
        note=_("等级规则的来源：%(source)s") % {"source": facts.say(rule.source)} if rule.source.zh else "",
    )


def _how(facts: Facts) -> Iterator[str]:
    rule = facts.standard.rule
    if facts.standard.questions:
        yield _("每题得分 = 所选选项权重之和 × 该题满分；指标组、维度和总分逐级相加，不取整。")
    if facts.standard.scenes:
        yield _("每个场景取企业自评达到的最高等级，且较低等级的要求也已满足。")
    if rule.weighs_scenes:
        yield _("场景等级的加权平均 = 各场景权重 × 等级之和 ÷ 100，不取整。")
    yield _("选择不涉及的题目和场景按未达到计。")
    if rule.uses_points and rule.uses_scenes:
        yield _("等级须同时满足下表各项条件，等于界限即满足；也就是取两侧中较低的等级。")
    else:
        yield _("等级按下表判定，等于界限即满足。")


def _level_row(facts: Facts, threshold: Threshold) -> LevelRow:
    asked = (threshold.asked[name] for name in facts.result.asked)
    return LevelRow(
        level=threshold.level,
        name=facts.say(threshold.name),
        cells=tuple("" if value is None else plain(Decimal(value)) for value in asked),
    )


def sources(facts: Facts) -> Sources:
    """Return where the standard comes from, and what its wording here is."""
    return Sources(title=_("来源"), items=(*_standard_sources(facts), *_roadmap_sources(facts)))


def _standard_sources(facts: Facts) -> tuple[Source, ...]:
    document = facts.standard.document
    published = [document.number, document.issuer]
    if document.issued is not None:
        published.append(date_format(document.issued, "DATE_FORMAT"))
    own = {
        "code": facts.standard.code,
        "revision": facts.standard.revision,
        "digest": facts.content.digest,
    }
    return (
        Source(
            name=facts.say(facts.standard.name),
            text=_("，").join(part for part in published if part),
            url=document.url,
        ),
        Source(
            name=_("本平台的修订"),
            text=_revision_text(facts) % own,
        ),
    )


def _revision_text(facts: Facts) -> str:
    if facts.standard.origin is Origin.OFFICIAL:
        return _("%(code)s 第 %(revision)s 版，摘要 %(digest)s。文字为通俗说明，以官方原文为准。")
    return _("%(code)s 第 %(revision)s 版，摘要 %(digest)s。")


def _roadmap_sources(facts: Facts) -> tuple[Source, ...]:
    if facts.roadmap is None:
        return ()
    own = Source(
        name=_("行业路线图"),
        text=_("场景权重、举措、常用系统与估算为本平台的判断，未经行业人员复核，仅供参考。"),
    )
    targets = (
        Source(
            name=_("行业总体目标"),
            text=_("%(source)s，%(published)s；查阅处：%(seen)s")
            % {"source": facts.say(target.source), "published": target.published, "seen": target.seen},
        )
        for target in facts.roadmap.sector.targets
    )
    cases = (
        Source(name=_("案例：%(firm)s") % {"firm": facts.say(case.firm)}, text=case.source)
        for case in facts.roadmap.cases.cases
    )
    return (own, *targets, *cases)
