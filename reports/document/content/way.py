"""The way on: completion, gaps and stages of the firm's sector, in the words of the result page."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from editing.domain.texts import Text
from reports.document.content.facts import Facts
from reports.document.content.shapes import (
    CaseText,
    Fact,
    GapRow,
    MeasureText,
    Roadmap,
    StageText,
    TargetText,
)
from roadmap.domain.case import Case
from roadmap.domain.firm import Advice, FirmRoadmap, FirmStage
from roadmap.domain.measure import Measure
from roadmap.domain.sector import Target
from roadmap.wording import way as wording


def roadmap(facts: Facts, way: FirmRoadmap) -> Roadmap:
    """Return the firm's roadmap."""
    sector = {"sector": facts.say(way.sector.name), "scope": facts.say(way.sector.scope)}
    return Roadmap(
        title=_("细分行业路线图"),
        paragraphs=(
            _("细分行业：%(sector)s（%(scope)s）。") % sector,
            _("完成度只看各阶段场景离目标有多近，不是等级；不涉及的场景不计入。"),
        ),
        overview_title=str(wording.ALIGNMENT_CAPTION),
        overview_columns=(_("阶段"), _("场景目标"), _("完成度"), _("待做的差距（个）")),
        overview=tuple(_overview(facts, stage) for stage in way.stages),
        pains_title=_("本行业常见难处"),
        pains=tuple(facts.say(pain) for pain in way.sector.pains),
        gap_columns=(_("场景"), _("目前"), _("目标"), _("权重"), _("目标等级的要求")),
        systems_label=_("典型系统"),
        measures_title=_("怎么做"),
        estimate_note=str(wording.ESTIMATE_CAPTION),
        stages=tuple(_stage(facts, way, stage) for stage in way.stages),
        target_title=str(wording.TARGET_HEADING),
        no_target="" if way.sector.targets else str(wording.NO_TARGET),
        targets=tuple(_target(facts, target) for target in way.sector.targets),
        case_title=_("典型案例"),
        case_notes=tuple(_case_notes(facts, way)),
        cases=tuple(_case(facts, case) for case in way.cases.cases),
    )


def _overview(facts: Facts, stage: FirmStage) -> tuple[str, str, str, str]:
    name, target = facts.say(stage.stage.name), facts.say(stage.target_name)
    return name, target, wording.completion(stage), str(len(stage.advice))


def _stage(facts: Facts, way: FirmRoadmap, stage: FirmStage) -> StageText:
    return StageText(
        name=facts.say(stage.stage.name),
        mark=_("先做这一阶段") if stage.current else "",
        rule=facts.say(stage.stage.rule),
        gaps=tuple(_gap(facts, advice) for advice in stage.advice),
        remarks=tuple(_remarks(stage)),
        measures=tuple(_measure(facts, measure) for advice in stage.advice for measure in advice.measures),
        estimate=tuple(_estimate(way, stage)),
        outlook=(wording.outlook_lead(stage), *wording.outlook_sentences(way, stage)),
    )


def _gap(facts: Facts, advice: Advice) -> GapRow:
    return GapRow(
        scene=facts.say(advice.scene.name),
        star="★" if advice.scene.constrained else "",
        level=advice.gap.level,
        level_name=facts.scene_level_name(advice.gap.level or 0),
        target=advice.gap.target,
        target_name=facts.say(advice.target_name),
        weight=str(advice.gap.weight),
        requirement=facts.say(advice.requirement),
    )


def _remarks(stage: FirmStage) -> Iterable[str]:
    if not stage.advice:
        yield _("本阶段的场景没有待做的差距。")
    if stage.not_applicable:
        scenes = {"scenes": wording.left_out(stage)}
        yield _("不涉及，未计入完成度：%(scenes)s。定级时按未达到计。") % scenes


def _measure(facts: Facts, measure: Measure) -> MeasureText:
    return MeasureText(
        title=facts.say(measure.title),
        how=facts.say(measure.how),
        scenes=_names(facts, (facts.standard.scene(code).name for code in measure.scenes)),
        systems=_names(facts, measure.systems),
    )


def _names(facts: Facts, texts: Iterable[Text]) -> str:
    return _("、").join(facts.say(text) for text in texts)


def _estimate(way: FirmRoadmap, stage: FirmStage) -> Iterable[Fact]:
    cost, months = wording.cost(stage), wording.months(stage)
    if cost is None or months is None:
        yield Fact(label=_("投入与周期"), value=wording.no_estimate(way))
        return
    yield Fact(label=_("投入（%(size)s企业）") % {"size": wording.size_name(way)}, value=cost)
    yield Fact(label=_("周期"), value=months)


def _target(facts: Facts, target: Target) -> TargetText:
    source = {
        "source": facts.say(target.source),
        "published": target.published,
        "seen": target.seen,
        "evidence": wording.evidence_note(target.evidence),
    }
    return TargetText(
        text=facts.say(target.text),
        warning=str(wording.OTHER_RULER) if target.other_ruler else "",
        source=_("来源：%(source)s，%(published)s。查阅处：%(seen)s（%(evidence)s）。") % source,
    )


def _case_notes(facts: Facts, way: FirmRoadmap) -> Iterable[str]:
    if way.cases.near is not None or not way.cases.cases:
        yield _("%(sentence)s。") % {"sentence": wording.NO_CASE}
    if way.cases.near is None or way.cases.why is None:
        return
    near = {"sector": facts.say(way.cases.near.name), "why": facts.say(way.cases.why)}
    yield _("以下是其他行业（%(sector)s）的案例：%(why)s") % near


def _case(facts: Facts, case: Case) -> CaseText:
    where = {"region": facts.say(case.region), "year": case.year, "grade": case.grade}
    marks = [wording.case_kind(case)] + ([_("企业口述")] if case.self_reported else [])
    effect = facts.say(case.effect) if case.effect else ""
    return CaseText(
        firm=facts.say(case.firm),
        marks=tuple(marks),
        where=_("%(region)s，%(year)s 年，案例级别 %(grade)s") % where,
        what=facts.say(case.what),
        effect=_("效果：%(effect)s") % {"effect": effect} if effect else _("效果：来源未给出数字。"),
        warning="" if case.is_sme else str(wording.BENCHMARK_NOTE),
        source=_("来源：%(source)s") % {"source": case.source},
    )
