"""Sentences about a firm's roadmap that page, PDF and command share."""

from collections.abc import Iterable

from django.utils.translation import gettext, gettext_lazy

from editing.domain.decimals import plain
from editing.domain.texts import Text
from enterprises.wording import firms as sizes
from roadmap.domain.case import Case
from roadmap.domain.entries import Evidence
from roadmap.domain.firm import Advice, FirmRoadmap, FirmStage
from standards.wording.results import local, missing_sentences, scene_level_name

ALIGNMENT_CAPTION = gettext_lazy("路线图完成度（仅供参考，非官方）")
ESTIMATE_CAPTION = gettext_lazy(
    "参考估算：按企业规模估计，仅软件、采集与实施，不含设备更新，未经行业人员复核，非报价"
)
TARGET_HEADING = gettext_lazy("行业总体目标，不是对单个企业的要求")
OTHER_RULER = gettext_lazy("按智能制造能力成熟度（五级）衡量，是另一把尺，与本评测的四级不能对照。")
NO_TARGET = gettext_lazy("本行业未检得适用于中小企业的量化目标。")
NO_CASE = gettext_lazy("本行业暂无可核实案例")
NO_MEASURE = gettext_lazy("暂无现行举措，请先对照等级要求。")
BENCHMARK_NOTE = gettext_lazy("大企业标杆只供参考，不是中小企业的预期收益。")


def completion(stage: FirmStage) -> str:
    """Return the alignment as a percentage, or why there is none."""
    if stage.percent is not None:
        return f"{stage.percent}%"
    if stage.alignment.unanswered:
        return gettext("有场景未填，暂不计算")
    return gettext("场景均不涉及，不计算")


def stage_state_text(advice: Advice) -> str:
    """Say where a scene stands and where it should come to: 一级 → 二级."""
    level = advice.gap.level
    now = gettext("未填") if level is None else scene_level_name(advice.rule, level)
    return gettext("%(now)s → %(target)s") % {"now": now, "target": local(advice.target_name)}


def left_out(stage: FirmStage) -> str:
    """Name the scenes that are not applicable and so left out of the completion."""
    return _listed(scene.name for scene in stage.not_applicable)


def systems(stage: FirmStage) -> str:
    """Name the stage's typical systems; say so where no measure names any now."""
    return _listed(stage.systems) or gettext("暂无")


def after_stage_lead(stage: FirmStage) -> str:
    """Say what is left after a stage; `after_stage_sentences` follow where something is missing."""
    level = {"level": local(stage.target_name)}
    if stage.after.reached:
        return gettext("企业已达到%(level)s，不必做完本阶段。") % level
    if stage.after.missing.nothing:
        return (
            gettext(
                "按本次填报试算，做完本阶段后，%(level)s要求的得分和场景数都不再缺；等级以再次填报的结果为准。"
            )
            % level
        )
    return gettext("做完本阶段不等于达到%(level)s。按本次填报试算，做完后还缺：") % level


def after_stage_sentences(roadmap: FirmRoadmap, stage: FirmStage) -> tuple[str, ...]:
    """Say what the stage's level still lacks once the stage is done; empty where nothing is."""
    return missing_sentences(roadmap.rule, stage.after.missing)


def size_name(roadmap: FirmRoadmap) -> str:
    """Return the name of the firm's size class."""
    return sizes.size_name(roadmap.size)


def cost(stage: FirmStage) -> str | None:
    """Return the cost for the firm's size, None where there is no estimate."""
    if stage.estimate is None:
        return None
    ends = {"low": plain(stage.estimate.cost_low), "high": plain(stage.estimate.cost_high)}
    return gettext("%(low)s–%(high)s 万元") % ends


def months(stage: FirmStage) -> str | None:
    """Return the duration for the firm's size, None where there is no estimate."""
    if stage.estimate is None:
        return None
    ends = {"low": stage.estimate.months_low, "high": stage.estimate.months_high}
    return gettext("%(low)s–%(high)s 个月") % ends


def no_estimate(roadmap: FirmRoadmap) -> str:
    """Say why a stage has no estimate for this firm's size."""
    if roadmap.size == "large":
        return gettext("大型企业差异大，不作估算。")
    if roadmap.size == "unknown":
        return gettext("企业规模无法判定，不作估算；补全企业资料后可显示。")
    return gettext("这一规模的企业一般不单独投入本阶段，不作估算。")


def case_kind(case: Case) -> str:
    """Say whether a case is a firm like the reader's or a benchmark."""
    if case.is_sme is None:
        return gettext("规模未知")
    return gettext("中小企业") if case.is_sme else gettext("大企业标杆")


def gain(case: Case) -> str:
    """Say of a case what it cost and what came of it, cost first; empty where the source says neither."""
    cost = gettext("投入 %(amount)s 万元") % {"amount": plain(case.cost)} if case.cost is not None else ""
    spent = gettext("，").join(filter(None, (cost, local(case.duration) if case.duration else "")))
    effect = local(case.effect) if case.effect else ""
    return " → ".join(filter(None, (spent, effect)))


def evidence_note(evidence: Evidence) -> str:
    """Say how well a published fact has been checked."""
    if evidence is Evidence.V:
        return gettext("据公开转载核对")
    return gettext("据二手资料")


def _listed(texts: Iterable[Text]) -> str:
    return gettext("、").join(local(text) for text in texts)
