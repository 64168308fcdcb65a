"""Cover and conclusion: who, which level, what holds it back, what is doubtful."""

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessment.domain.snapshot import Person
from enterprises.domain.divisions import is_known
from enterprises.domain.regions import full_name
from enterprises.wording.firms import credit_code_text, size_name, trade_name
from reports.document.blocks import (
    Block,
    Bullets,
    Column,
    Cover,
    Fact,
    Figure,
    Heading,
    Note,
    Notice,
    Role,
    Row,
    Run,
    Table,
    Tone,
    entry,
    line,
    paragraphs,
)
from reports.document.content import followed, since
from reports.document.content.annexes import erratum_notice
from reports.document.content.drawing import picture, qr_code
from reports.document.content.facts import Facts, joined, sentence
from reports.document.content.notes import notes
from reports.domain.strengths import strengths
from reports.presenters.pictures import Pictures
from reports.wording.marks import marks, verified_mark
from reports.wording.minute import DO_FIRST, NEXT
from roadmap.wording.firm import ESTIMATE_CAPTION
from standards.domain.grading import Condition, Missing, conditions, scene_levels
from standards.domain.standard import Group, Origin, Scene
from standards.wording.results import (
    badge_text,
    held_back_sentence,
    points_text,
    readings_sentences,
    short_text,
    standing_sentences,
)

LOOPBACK = ("127.0.0.1", "::1", "localhost")  # nobody else reaches these


def cover(facts: Facts, pictures: Pictures) -> Cover:
    """Return page 1."""
    level = {"level": facts.level_name(facts.grade.level)}
    return Cover(
        kicker=_kicker(facts),
        mark=_("含经营数据") if facts.with_figures else "",
        firm=facts.firm,
        code=Fact(_("统一社会信用代码"), credit_code_text(facts.content.enterprise["uscc"]) or _("未填写")),
        verified=verified_mark(facts.content.enterprise.get("verified_by", "")) if facts.is_verified else "",
        marks=marks(
            facts.standard,
            kind=facts.content.kind,
            demo=facts.demo,
            verified=facts.is_verified,
            domain=facts.content.enterprise.get("mail_domain", ""),
        ),
        profile=_profile(facts),
        badge=picture(pictures.badge, _("自评等级：%(level)s") % level),
        gauge=picture(pictures.gauge, held_back_sentence(facts.standard.rule, facts.grade)),
        headline=held_back_sentence(facts.standard.rule, facts.grade),
        facts_left=_standard_facts(facts),
        facts_right=_people_facts(facts),
        notice=Notice(_notices(facts)),
        check=_check(facts),
        erratum=erratum_notice(facts),
    )


def _kicker(facts: Facts) -> str:
    if facts.compares:
        return _("数字化水平前后对比报告")
    return _("数字化水平自评报告（简版）") if facts.short else _("数字化水平自评报告")


def _profile(facts: Facts) -> str:
    """Say what kind of firm it is, as far as it said so: its line, its place, its size class."""
    firm = facts.content.enterprise
    division, region = firm["division"] or "", firm["region"] or ""
    parts = (
        trade_name(division, firm.get("industry_class", "")) if is_known(division) else "",
        full_name(region) if region else "",
        _("%(size)s企业") % {"size": size_name(firm["size"])} if firm["size"] != "unknown" else "",
    )
    return " · ".join(part for part in parts if part)


def _standard_facts(facts: Facts) -> tuple[Fact, ...]:
    return (
        Fact(_("评测指标"), facts.say(facts.standard.name)),
        Fact(_("来源"), badge_text(facts.standard)),
        Fact(_("文号"), facts.standard.document.number or _("无")),
        Fact(_("修订"), _("第 %(number)s 版") % {"number": facts.standard.revision}),
        Fact(
            _("提交日期") if facts.number else _("生成日期"), date_format(facts.submitted_on, "DATE_FORMAT")
        ),
    )


def _people_facts(facts: Facts) -> tuple[Fact, ...]:
    return (
        Fact(_("填报人"), _person(facts.content.declaration.filled_by)),
        Fact(_("负责人"), _person(facts.content.declaration.responsible)),
        Fact(_("报告编号"), facts.number or _("未编号")),
        Fact(_("平台运营者"), facts.operator or _("未填写")),
    )


def _person(person: Person) -> str:
    if not person.name:
        return _("未填写")
    return _("%(name)s（%(position)s）") % {"name": person.name, "position": person.position}


def _notices(facts: Facts) -> tuple[str, ...]:
    own_words = _("本报告为企业自评，未经现场评定；由企业自行填报，平台未核对其真实性。")
    use = _("不构成授信或认定依据，不代替官方平台的正式填报。")
    if facts.with_figures:
        return own_words, use, _how_to_check(facts), _("本份含经营数据，由企业管理员要求生成，请注意保管。")
    return own_words, use, _how_to_check(facts)


def _how_to_check(facts: Facts) -> str:
    if not facts.check_address:
        return _("本文件未编号，不能在线核验。")
    if urlsplit(facts.check_address).hostname in LOOPBACK:
        how = _("在出具报告的电脑上打开 %(address)s 可核验本文件：是不是原件，是否被改动、更正或撤回。")
    else:
        how = _("扫码或打开 %(address)s 可核验本文件：是不是原件，是否被改动、更正或撤回。")
    return how % {"address": facts.check_address}


def _check(facts: Facts) -> Figure | None:
    if not facts.check_address:
        return None
    return qr_code(facts.check_address, _("二维码：%(address)s") % {"address": facts.check_address})


def conclusion(facts: Facts) -> Iterator[Block]:
    """Return what is strong, the same minute as the overview of the result, what is missing and doubtful."""
    yield Heading(_("结论"), level=1)
    yield from paragraphs(_standing(facts))
    yield from _strengths(facts)
    if facts.before and not facts.short:
        yield from since.since(facts, facts.before)
    if facts.followed:
        yield from followed.what_to_do(facts, facts.followed)
    else:
        yield from _what_to_do(facts)
    yield from notes(facts, facts.result)
    if facts.short:
        return
    if facts.grade.missing is not None:
        yield from _requirements(facts, facts.grade.missing)
    yield from _doubts(facts)


def _standing(facts: Facts) -> Iterator[str]:
    """Say the level and why; in the short report, which has no room for more, also what it was before."""
    opening = _("自评等级：%(level)s。") % {"level": facts.level_name(facts.grade.level)}
    standing = (opening, *standing_sentences(facts.standard, facts.card, facts.grade))
    why = held_back_sentence(facts.standard.rule, facts.grade)
    if facts.short and facts.before:
        yield joined(facts, (*standing, why, *since.in_short(facts, facts.before)))
    else:
        yield from (joined(facts, standing), why)


def _strengths(facts: Facts) -> Iterator[Block]:
    """Return what the firm does well; nothing of a firm of which no rule says so."""
    levels = scene_levels(facts.answers)
    found = strengths(facts.standard, facts.card, levels, facts.grade.level)
    if found:
        yield Heading(_("做得好的"), level=2)
        yield Bullets(tuple(_strength(facts, one, levels) for one in found))


def _strength(facts: Facts, one: Group | Scene, levels: Mapping[str, int]) -> str:
    if isinstance(one, Scene):
        return _("%(scene)s：已到%(level)s") % {
            "scene": facts.say(one.name),
            "level": facts.level_name(levels[one.code]),
        }
    points = facts.card.groups[one.code]
    return _("%(group)s：得 %(points)s 分，满分 %(maximum)s 分") % {
        "group": facts.say(one.name),
        "points": points_text(points.points),
        "maximum": points_text(points.maximum),
    }


def _what_to_do(facts: Facts) -> Iterator[Block]:
    """Return what comes first, the whole way, and how much support may fit."""
    minute = facts.minute
    yield Heading(str(DO_FIRST if minute.first else NEXT), level=2)
    for number, todo in enumerate(minute.first, start=1):
        yield entry(Run(todo.title, Tone.LEAD), Run(todo.takes, Tone.QUIET), number=str(number))
    told = (minute.whole, minute.why_none, minute.funding or minute.support)
    yield from paragraphs(sentence(part) for part in told if part)
    if minute.first:
        yield Note(str(ESTIMATE_CAPTION))


def _requirements(facts: Facts, missing: Missing) -> Iterator[Block]:
    rule = facts.standard.rule
    level = {"level": facts.level_name(missing.level)}
    labels = {
        "min_points": _("得分（分）"),
        "min_scenes": _("达到%(level)s的场景（个）") % level,
        "min_constrained": _("其中约束性场景（个）"),
        "min_mean": _("场景等级的加权平均"),
    }
    yield Heading(_("距%(level)s还差什么") % level, level=2)
    yield Table(
        columns=(
            Column(_("条件")),
            Column(_("要求"), 26, Role.NUMBER),
            Column(_("目前"), 26, Role.NUMBER),
            Column(_("还差"), 42, Role.NUMBER),
        ),
        rows=tuple(
            _requirement(labels[condition.name], condition)
            for condition in conditions(rule, missing.level, facts.grade.reached)
        ),
    )
    if rule.counts_scenes:
        yield Note(_("各项条件同时满足才达到该等级。高等级的场景也计入低等级，约束性场景也计入场景总数。"))


def _requirement(label: str, condition: Condition) -> Row:
    if condition.short:
        state = Run(_("还差 %(number)s") % {"number": short_text(condition.short)}, Tone.STRONG)
    else:
        state = Run(_("已满足"), Tone.QUIET)
    return Row((label, points_text(condition.needed), points_text(condition.reached), line(state)))


def _doubts(facts: Facts) -> Iterator[Block]:
    """Return the doubts of the rule, none once somebody has compared it with the original."""
    verified = facts.standard.verification.on is not None
    yield Heading(_("规则的核对") if verified else _("规则的疑点"), level=2)
    yield from paragraphs(_doubt_paragraphs(facts))
    changed = {item.variant.code: facts.level_name(item.level) for item in facts.result.changing}
    for variant in () if verified else facts.standard.variants:
        effect = _("按此读法，本企业等级为%(level)s。") if variant.code in changed else ""
        yield entry(
            Run(facts.say(variant.name), Tone.LEAD),
            Run(facts.say(variant.source), Tone.QUIET),
            Run(effect % {"level": changed.get(variant.code)}, Tone.ALERT),
            quoted=True,
        )


def _doubt_paragraphs(facts: Facts) -> tuple[str, ...]:
    verification = facts.standard.verification
    if verification.on is not None:
        verified = _("本修订已于 %(date)s 由%(who)s与官方原文逐条核对（%(source)s）。") % {
            "date": date_format(verification.on, "DATE_FORMAT"),
            "who": verification.by,
            "source": verification.source,
        }
        return (verified,)
    if facts.standard.origin is Origin.OFFICIAL:
        first = _("本修订尚未与官方原文逐字核对，结果供自评与改进参考。")
    else:
        first = _("这套评测指标不是国家公布的指标，结果供自评与改进参考。")
    if not facts.standard.variants:
        return (first,)
    return first, *readings_sentences(facts.standard, facts.answers, facts.grade)
