"""What stands at the end: the operating figures where asked for, the method in short, the sources."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from editing.domain.decimals import plain
from enterprises.wording.numbers import number_text
from reports.document.blocks import (
    Block,
    Column,
    Entry,
    Heading,
    Level,
    Note,
    Role,
    Row,
    Run,
    Simple,
    Table,
    Together,
    Tone,
    entry,
    paragraphs,
)
from reports.document.content.facts import Facts
from standards.domain.standard import Origin, Threshold


def figures(facts: Facts) -> Iterator[Block]:
    """Return what the firm stated in numbers: only for the variant that its owner asks for."""
    firm, stated = facts.content.enterprise, facts.content.figures
    known = (
        (_("从业人员"), firm.get("employees"), _("人")),
        (_("营业收入"), firm.get("revenue"), _("万元")),
        (_("资产总额"), firm.get("assets"), _("万元")),
        *((facts.say(f.label), stated.get(f.code), facts.say(f.unit)) for f in facts.standard.figures),
    )
    yield Heading(_("经营数据"), level=1)
    yield from paragraphs((_("以下数值由企业自行填报，平台未核对。未填写的项不列出。"),))
    yield Table(
        columns=(Column(_("项目")), Column(_("数值"), 50, Role.NUMBER)),
        rows=tuple(
            Row((label, _with_unit(value, unit))) for label, value, unit in known if value is not None
        ),
    )


def _with_unit(value: object, unit: str) -> str:
    return _("%(value)s %(unit)s") % {"value": number_text(Decimal(str(value))), "unit": unit}


def method(facts: Facts) -> Block:
    """Return the method in a few sentences and the level rule as a table."""
    return Together(tuple(_method(facts)))


def _method(facts: Facts) -> Iterator[Simple]:
    rule = facts.standard.rule
    labels = {
        "min_points": _("得分不低于"),
        "min_scenes": _("场景数不少于"),
        "min_constrained": _("其中约束性不少于"),
        "min_mean": _("加权平均不低于"),
    }
    width = 44 if len(facts.result.asked) < 4 else 36  # of a page of 164
    yield Heading(_("方法简述"), level=1)
    yield from paragraphs(_how(facts))
    yield Table(
        columns=(
            Column(_("等级"), role=Role.LEVEL),
            *(Column(labels[name], width, Role.NUMBER) for name in facts.result.asked),
        ),
        rows=tuple(_level_row(facts, threshold) for threshold in rule.thresholds),
    )
    if rule.source.zh:
        yield Note(_("等级规则的来源：%(source)s") % {"source": facts.say(rule.source)})


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


def _level_row(facts: Facts, threshold: Threshold) -> Row:
    asked = (threshold.asked[name] for name in facts.result.asked)
    cells = ("" if value is None else plain(Decimal(value)) for value in asked)
    return Row((Level(threshold.level, facts.say(threshold.name)), *cells))


def sources(facts: Facts) -> Block:
    """Return where the standard comes from, and what its wording here is."""
    return Together((Heading(_("来源"), level=2), *_standard_sources(facts)))


def _source(name: str, text: str, url: str = "") -> Entry:
    return entry(Run(name, Tone.STRONG), Run(text), url=url)


def _standard_sources(facts: Facts) -> Iterator[Entry]:
    document = facts.standard.document
    published = [document.number, document.issuer]
    if document.issued is not None:
        published.append(date_format(document.issued, "DATE_FORMAT"))
    own = {
        "code": facts.standard.code,
        "revision": facts.standard.revision,
        "digest": facts.content.digest,
    }
    yield _source(
        facts.say(facts.standard.name), _("，").join(part for part in published if part), document.url
    )
    yield _source(_("采用的修订"), _revision_text(facts) % own)


def _revision_text(facts: Facts) -> str:
    if facts.standard.origin is Origin.OFFICIAL:
        return _("%(code)s 第 %(revision)s 版，摘要 %(digest)s。文字为通俗说明，以官方原文为准。")
    return _("%(code)s 第 %(revision)s 版，摘要 %(digest)s。")
