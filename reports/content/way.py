"""The way on: alignment, gaps and stages of the firm's sector, in order, and what they leave missing."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from assessment.domain.standard import Text
from assessment.wording import missing_sentences
from reports.content.facts import Facts
from reports.content.shapes import CaseText, Fact, GapRow, MeasureText, Roadmap, StageText
from roadmap.domain.firm import Advice, FirmRoadmap, FirmStage
from roadmap.domain.model import Case, Estimate, Measure


def roadmap(facts: Facts, way: FirmRoadmap) -> Roadmap:
    """Return the firm's roadmap."""
    sector = {"sector": facts.say(way.sector.name), "scope": facts.say(way.sector.scope)}
    return Roadmap(
        title=_("改进路线"),
        paragraphs=(
            _("细分行业：%(sector)s（%(scope)s）。") % sector,
            _("路线图完成度为本平台参考，非官方，不等于等级：完成一个阶段的场景本身不产生等级。"),
        ),
        pains_title=_("本行业常见难点"),
        pains=tuple(facts.say(pain) for pain in way.sector.pains),
        overview_title=_("各阶段完成度"),
        overview_columns=(_("阶段"), _("目标"), _("路线图完成度"), _("待提升场景（个）")),
        overview=tuple(_overview(facts, stage) for stage in way.stages),
        gap_columns=(_("场景"), _("目前"), _("目标"), _("权重"), _("目标等级的要求")),
        systems_label=_("常用系统"),
        stages=tuple(_stage(facts, stage, way.size) for stage in way.stages),
        target_title=_("行业总体目标，不是对单个企业的要求"),
        targets=tuple(_target(facts, way)),
        case_title=_("可参考的案例"),
        case_notes=_case_notes(facts, way),
        cases=tuple(_case(facts, case) for case in way.cases.cases),
    )


def _overview(facts: Facts, stage: FirmStage) -> tuple[str, str, str, str]:
    return (
        _stage_name(facts, stage),
        facts.say(stage.target_name),
        _not_measured(stage) if stage.percent is None else f"{stage.percent}%",
        str(len(stage.advice)),
    )


def _not_measured(stage: FirmStage) -> str:
    return _("有场景未作答") if stage.alignment.unanswered else _("全部不涉及")


def _stage_name(facts: Facts, stage: FirmStage) -> str:
    return _("阶段 %(number)s：%(name)s") % {"number": stage.number, "name": facts.say(stage.stage.name)}


def _stage(facts: Facts, stage: FirmStage, size: str) -> StageText:
    return StageText(
        name=_stage_name(facts, stage),
        mark=_("先做这一阶段") if stage.current else "",
        rule=facts.say(stage.stage.rule),
        gaps=tuple(_gap(facts, advice) for advice in stage.advice),
        remarks=tuple(_stage_remarks(facts, stage)),
        measures_title=_("做什么"),
        measures=tuple(_measure(facts, measure) for advice in stage.advice for measure in advice.measures),
        estimate=_estimate(stage.estimate, size),
        estimate_note=_(
            "参考估算：各行业同一口径，仅软件、采集与实施，不含设备更新，未经行业人员复核，非报价。"
        ),
        outlook=_outlook(facts, stage),
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


def _stage_remarks(facts: Facts, stage: FirmStage) -> Iterable[str]:
    if not stage.advice:
        yield _("本阶段的场景都已达到目标，没有差距。")
    if stage.not_applicable:
        names = _names(facts, (scene.name for scene in stage.not_applicable))
        yield _("企业选择不涉及、未计入完成度的场景：%(scenes)s。") % {"scenes": names}


def _names(facts: Facts, texts: Iterable[Text]) -> str:
    return _("、").join(facts.say(text) for text in texts)


def _measure(facts: Facts, measure: Measure) -> MeasureText:
    return MeasureText(
        title=facts.say(measure.title),
        how=facts.say(measure.how),
        scenes=_names(facts, (facts.standard.scene(code).name for code in measure.scenes)),
        systems=_names(facts, measure.systems),
    )


def _estimate(estimate: Estimate | None, size: str) -> tuple[Fact, ...]:
    if estimate is None:
        return (Fact(label=_("费用与周期"), value=_no_estimate(size)),)
    cost = {"low": estimate.cost_low, "high": estimate.cost_high}
    months = {"low": estimate.months_low, "high": estimate.months_high}
    return (
        Fact(label=_("费用"), value=_("%(low)s–%(high)s 万元") % cost),
        Fact(label=_("周期"), value=_("%(low)s–%(high)s 个月") % months),
    )


def _no_estimate(size: str) -> str:
    if size == "unknown":
        return _("企业规模无法判定，不给出估算。")
    if size == "large":
        return _("企业规模为大型，本平台没有相应的估算。")
    return _("这一规模的企业在本阶段没有估算。")


def _outlook(facts: Facts, stage: FirmStage) -> str:
    missing = stage.outlook.missing
    values = {"level": facts.level_name(missing.level)}
    if missing.nothing:
        return _("完成本阶段的场景后，%(level)s的各项条件按现有得分都已满足。") % values
    sentences = _("；").join(missing_sentences(facts.standard.rule, missing))
    return _("完成本阶段的场景后，距%(level)s仍缺：%(missing)s。") % {**values, "missing": sentences}


def _target(facts: Facts, way: FirmRoadmap) -> Iterable[str]:
    for target in way.sector.targets:
        values = {
            "text": facts.say(target.text),
            "source": facts.say(target.source),
            "published": target.published,
        }
        said = _("%(text)s（%(source)s，%(published)s）") % values
        if target.other_ruler:
            said = _("%(said)s 此处为五级的另一把尺子，与本报告的等级不可对应。") % {"said": said}
        yield said


def _case_notes(facts: Facts, way: FirmRoadmap) -> tuple[str, ...]:
    if way.cases.near is None:
        return ()
    values = {"sector": facts.say(way.cases.near.name)}
    notes = [_("本行业暂无可核实案例。下面是相近行业（%(sector)s）的案例。") % values]
    if way.cases.why is not None:
        notes.append(facts.say(way.cases.why))
    return tuple(notes)


def _case(facts: Facts, case: Case) -> CaseText:
    marks = [
        _("中小企业") if case.is_sme else _("大企业标杆"),
        _("可信度 %(grade)s") % {"grade": case.grade},
    ]
    if case.self_reported:
        marks.append(_("企业口述"))
    return CaseText(
        firm=facts.say(case.firm),
        marks=tuple(marks),
        scenes=_names(facts, (facts.standard.scene(code).name for code in case.scenes)),
        what=facts.say(case.what),
        effect=facts.say(case.effect) if case.effect else _("来源未给出成效数据。"),
        source=_("来源：%(source)s（%(year)s 年）") % {"source": case.source, "year": case.year},
    )
