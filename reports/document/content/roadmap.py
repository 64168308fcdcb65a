"""The way on: completion, gaps and stages of the firm's sector, in the words of the result page."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from editing.domain.texts import Text
from reports.document.blocks import (
    Block,
    Bullets,
    Column,
    Entry,
    Fact,
    FactList,
    Heading,
    Level,
    Note,
    Panel,
    Paragraph,
    Role,
    Row,
    Run,
    Table,
    Tone,
    entry,
    line,
    paragraphs,
)
from reports.document.content.facts import Facts
from reports.document.content.results import scene_cell
from roadmap.domain.case import Case
from roadmap.domain.firm import Advice, FirmRoadmap, FirmStage
from roadmap.domain.measure import Measure
from roadmap.domain.sector import Target
from roadmap.wording import firm as wording


def roadmap(facts: Facts, way: FirmRoadmap) -> Iterator[Block]:
    """Return the firm's roadmap."""
    sector = {"sector": facts.say(way.sector.name), "scope": facts.say(way.sector.scope)}
    yield Heading(_("细分行业路线图"), level=1)
    yield from paragraphs(
        (
            _("细分行业：%(sector)s（%(scope)s）。") % sector,
            _("完成度只看各阶段场景离目标有多近，不是等级；不涉及的场景不计入。"),
            _("场景权重、举措、常用系统与估算为编写者的判断，未经行业人员复核，仅供参考。"),
        )
    )
    yield Heading(str(wording.ALIGNMENT_CAPTION), level=2)
    yield Table(
        columns=(
            Column(_("阶段")),
            Column(_("场景目标"), 20),
            Column(_("完成度"), 40, Role.NUMBER),
            Column(_("待做的差距（个）"), 34, Role.NUMBER),
        ),
        rows=tuple(_overview(facts, stage) for stage in way.stages),
    )
    if way.sector.pains:
        yield Heading(_("本行业常见难处"), level=2)
        yield Bullets(tuple(facts.say(pain) for pain in way.sector.pains))
    yield Note(str(wording.ESTIMATE_CAPTION))
    for stage in way.stages:
        yield from _stage(facts, way, stage)
    yield Heading(str(wording.TARGET_HEADING), level=2)
    if not way.sector.targets:
        yield Paragraph(str(wording.NO_TARGET))
    for target in way.sector.targets:
        yield _target(facts, target)
    yield Heading(_("典型案例"), level=2)
    yield from paragraphs(_case_notes(facts, way))
    for case in way.cases.cases:
        yield _case(facts, case)


def _overview(facts: Facts, stage: FirmStage) -> Row:
    name, target = facts.say(stage.stage.name), facts.say(stage.target_name)
    return Row((name, target, wording.completion(stage), str(len(stage.advice))))


def _stage(facts: Facts, way: FirmRoadmap, stage: FirmStage) -> Iterator[Block]:
    yield Heading(facts.say(stage.stage.name), level=2, tag=_("先做这一阶段") if stage.current else "")
    yield Paragraph(facts.say(stage.stage.rule))
    if stage.advice:
        yield _gaps(facts, stage)
    for remark in _remarks(stage):
        yield Note(remark)
    measures = [measure for advice in stage.advice for measure in advice.measures]
    if measures:
        yield Heading(_("怎么做"), level=3)
    for measure in measures:
        yield _measure(facts, measure)
    missing = tuple(wording.after_stage_sentences(way, stage))
    yield Panel(
        (
            FactList(tuple(_estimate(way, stage))),
            Paragraph(wording.after_stage_lead(stage)),
            *([Bullets(missing)] if missing else []),
        )
    )


def _gaps(facts: Facts, stage: FirmStage) -> Table:
    return Table(
        columns=(
            Column(_("场景"), 30),
            Column(_("目前"), 25, Role.LEVEL),
            Column(_("目标"), 18, Role.LEVEL),
            Column(_("权重"), 13, Role.NUMBER),
            Column(_("目标等级的要求")),
        ),
        rows=tuple(_gap(facts, advice) for advice in stage.advice),
    )


def _gap(facts: Facts, advice: Advice) -> Row:
    gap = advice.gap
    return Row(
        (
            scene_cell(facts, advice.scene),
            Level(gap.level, facts.scene_level_name(gap.level or 0)),
            Level(gap.target, facts.say(advice.target_name)),
            str(gap.weight),
            facts.say(advice.requirement),
        )
    )


def _remarks(stage: FirmStage) -> Iterable[str]:
    if not stage.advice:
        yield _("本阶段的场景没有待做的差距。")
    if stage.not_applicable:
        scenes = {"scenes": wording.left_out(stage)}
        yield _("不涉及，未计入完成度：%(scenes)s。定级时按未达到计。") % scenes


def _measure(facts: Facts, measure: Measure) -> Entry:
    scenes = _names(facts, (facts.standard.scene(code).name for code in measure.scenes))
    systems = _names(facts, measure.systems)
    return entry(
        line(Run(facts.say(measure.title), Tone.STRONG), Run(scenes, Tone.QUIET)),
        Run(facts.say(measure.how)),
        line(Run(_("典型系统"), Tone.QUIET), Run(systems, Tone.QUIET)) if systems else (),
    )


def _names(facts: Facts, texts: Iterable[Text]) -> str:
    return _("、").join(facts.say(text) for text in texts)


def _estimate(way: FirmRoadmap, stage: FirmStage) -> Iterable[Fact]:
    cost, months = wording.cost(stage), wording.months(stage)
    if cost is None or months is None:
        yield Fact(_("投入与周期"), wording.no_estimate(way))
        return
    yield Fact(_("投入（%(size)s企业）") % {"size": wording.size_name(way)}, cost)
    yield Fact(_("周期"), months)


def _target(facts: Facts, target: Target) -> Entry:
    source = {
        "source": facts.say(target.source),
        "published": target.published,
        "evidence": wording.evidence_note(target.evidence),
    }
    warning = str(wording.OTHER_RULER) if target.other_ruler else ""
    return entry(
        Run(facts.say(target.text)),
        Run(warning, Tone.ALERT),
        Run(_("来源：%(source)s，%(published)s（%(evidence)s）。") % source, Tone.QUIET),
        quoted=True,
    )


def _case_notes(facts: Facts, way: FirmRoadmap) -> Iterable[str]:
    if way.cases.near is not None:
        yield _("%(sentence)s。") % {"sentence": wording.NO_CASE}
    if way.cases.near is None or way.cases.why is None:
        return
    near = {"sector": facts.say(way.cases.near.name), "why": facts.say(way.cases.why)}
    yield _("以下是其他行业（%(sector)s）的案例：%(why)s") % near


def _case(facts: Facts, case: Case) -> Entry:
    where = {"region": facts.say(case.region), "year": case.year, "grade": case.grade}
    return entry(
        line(
            Run(facts.say(case.firm), Tone.STRONG),
            Run(wording.case_kind(case), Tone.TAG),
            Run(_("企业口述") if case.self_reported else "", Tone.TAG),
            Run(_("%(region)s，%(year)s 年，案例级别 %(grade)s") % where, Tone.QUIET),
        ),
        Run(wording.gain(case), Tone.STRONG),
        Run(facts.say(case.what)),
        Run("" if case.is_sme is not False else str(wording.BENCHMARK_NOTE), Tone.QUIET),
        Run(_("来源：%(source)s") % {"source": case.source}, Tone.QUIET),
        quoted=True,
    )
