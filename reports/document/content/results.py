"""Points, scenes and answers, each point with its trace: option weights times the points of the question."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from editing.domain.decimals import plain
from reports.document.content.drawing import picture
from reports.document.content.facts import Facts, share
from reports.document.content.shapes import (
    AnswerGroup,
    Answers,
    ChosenOption,
    DimensionPoints,
    Points,
    PointsRow,
    QuestionAnswer,
    SceneRow,
    Scenes,
    SceneTable,
)
from reports.presenters.pictures import Pictures
from standards.domain.answers import AtLevel, Figures, NotApplicable
from standards.domain.scoring import QuestionPoints, Sum
from standards.domain.standard import Dimension, Group, Origin, Question, Scene, SceneGroup
from standards.wording.results import points_text

STAR = "★"


def points(facts: Facts, pictures: Pictures) -> Points:
    """Return the points of dimensions and groups."""
    return Points(
        title=_("各维度得分"),
        paragraphs=tuple(_how_points_count(facts)),
        columns=(_("维度与指标组"), _("权重"), _("得分率"), _("得分"), _("满分")),
        dimensions=tuple(_dimension_points(facts, dimension) for dimension in facts.standard.dimensions),
        total=_row(_("合计"), "", facts.card.total),
        radar_title=_("各指标组得分率"),
        radar=picture(pictures.radar, _radar_text(facts)) if pictures.radar else None,
        radar_note=_("每根轴为一个指标组，外圈为满分。准确数值见上表。"),
    )


def _how_points_count(facts: Facts) -> Iterator[str]:
    values = {
        "maximum": points_text(facts.card.total.maximum),
        "scenes": facts.say(facts.standard.scene_dimension),
    }
    if facts.standard.scenes:
        yield _("各计分维度合计 %(maximum)s 分；%(scenes)s按场景判定等级，不计分。") % values
    else:
        yield _("各计分维度合计 %(maximum)s 分。") % values
    if not facts.standard.rule.uses_points:
        yield _("得分只作参考，不影响等级。")
    yield _("得分按精确小数计算，比较前不作四舍五入。")


def _radar_text(facts: Facts) -> str:
    return _("、").join(
        _("%(group)s %(points)s / %(maximum)s 分")
        % {
            "group": facts.say(group.name),
            "points": points_text(facts.card.groups[group.code].points),
            "maximum": points_text(facts.card.groups[group.code].maximum),
        }
        for group in facts.standard.groups
    )


def _dimension_points(facts: Facts, dimension: Dimension) -> DimensionPoints:
    return DimensionPoints(
        row=_row(facts.say(dimension.name), plain(dimension.weight), facts.card.dimensions[dimension.code]),
        groups=tuple(
            _row(facts.say(group.name), plain(group.weight), facts.card.groups[group.code])
            for group in dimension.groups
        ),
    )


def _row(name: str, weight: str, points: Sum) -> PointsRow:
    return PointsRow(
        name=name,
        weight=f"{weight}%" if weight else "",
        points=points_text(points.points),
        maximum=points_text(points.maximum),
        share=share(points.points, points.maximum),
    )


def scenes(facts: Facts, pictures: Pictures) -> Scenes:
    """Return the scenes with the level reached and what that level means."""
    tables = tuple(_scene_table(facts, group) for group in facts.standard.scene_groups)
    rows = [row for table in tables for row in table.scenes]
    return Scenes(
        title=facts.say(facts.standard.scene_dimension),
        paragraphs=tuple(_how_scenes_count(facts)),
        heatmap=picture(str(pictures.heat_map), _heat_map_text(rows)),
        table_title=_("各场景的等级"),
        columns=(_("场景"), _("等级"), _meaning_heading(facts)),
        groups=tables,
    )


def _meaning_heading(facts: Facts) -> str:
    if facts.standard.origin is Origin.OFFICIAL:
        return _("该等级的含义（通俗说明，以官方原文为准）")
    return _("该等级的含义")


def _heat_map_text(rows: Iterable[SceneRow]) -> str:
    return _("、").join(
        _("%(scene)s %(level)s") % {"scene": row.name, "level": row.level_name} for row in rows
    )


def _how_scenes_count(facts: Facts) -> Iterator[str]:
    rule = facts.standard.rule
    counts = _("、").join(_scene_count(facts, level) for level in range(1, rule.top + 1))
    values = {"number": len(facts.standard.scenes), "counts": counts}
    yield _("共 %(number)s 个场景：%(counts)s。") % values
    if rule.weighs_scenes:
        yield _("等级按各场景的等级加权平均判定，权重标在场景名称旁。")
    elif not rule.uses_scenes:
        yield _("场景只作参考，不影响等级。")


def _scene_count(facts: Facts, level: int) -> str:
    count = facts.grade.reached.counts[level]
    values = {
        "level": facts.level_name(level),
        "reached": count.reached,
        "constrained": count.constrained,
    }
    if facts.standard.constrained:
        return _("%(level)s及以上 %(reached)s 个（约束性 %(constrained)s 个）") % values
    return _("%(level)s及以上 %(reached)s 个") % values


def _scene_table(facts: Facts, group: SceneGroup) -> SceneTable:
    return SceneTable(
        name=facts.say(group.name), scenes=tuple(_scene(facts, scene) for scene in group.scenes)
    )


def _scene(facts: Facts, scene: Scene) -> SceneRow:
    answer = facts.answers.scenes[scene.code]
    level = answer.level if isinstance(answer, AtLevel) else None
    if isinstance(answer, NotApplicable):
        text = _not_applicable(facts, answer)
    elif level:
        text = facts.say(scene.levels[level - 1].text)
    else:
        text = _("尚未达到%(level)s。") % {"level": facts.level_name(1)}
    return SceneRow(
        name=facts.say(scene.name),
        star=STAR if scene.constrained else "",
        weight="" if scene.weight is None else f"{plain(scene.weight)}%",
        level=level,
        level_name=_("不涉及") if level is None else facts.scene_level_name(level),
        text=text,
        note=facts.say(scene.note),
    )


def _not_applicable(facts: Facts, answer: NotApplicable) -> str:
    reason = next((r for r in facts.standard.reasons if r.code == answer.reason), None)
    if reason is None:
        return _("企业选择不涉及，按未达到计。")
    return _("企业选择不涉及（%(reason)s），按未达到计。") % {"reason": facts.say(reason.name)}


def answers(facts: Facts) -> Answers:
    """Return every question with the answer, the points and their trace."""
    return Answers(
        title=_("逐题作答与得分"),
        paragraphs=(_("题目按评测指标的顺序排列。每题的得分 = 所选选项权重之和 × 该题满分。"),),
        groups=tuple(
            AnswerGroup(
                name=_("%(dimension)s · %(group)s")
                % {"dimension": facts.say(dimension.name), "group": facts.say(group.name)},
                questions=tuple(_answer(facts, dimension, group, q) for q in group.questions),
            )
            for dimension in facts.standard.dimensions
            for group in dimension.groups
        ),
    )


def _answer(facts: Facts, dimension: Dimension, group: Group, question: Question) -> QuestionAnswer:
    scored = facts.card.questions[question.code]
    heading = {"number": question.number, "name": facts.say(question.name)}
    return QuestionAnswer(
        heading=_("第 %(number)s 题 %(name)s") % heading,
        title=facts.say(question.title),
        chosen=tuple(
            ChosenOption(
                key=part.key,
                text=facts.say(question.option(part.key).text),
                weight=f"{plain(part.weight)}%",
            )
            for part in scored.parts
        ),
        remarks=tuple(_remarks(facts, question)),
        points=points_text(scored.points) if scored.points is not None else "",
        maximum=" / " + points_text(scored.maximum),
        trace=_trace(dimension, group, question, scored),
    )


def _remarks(facts: Facts, question: Question) -> list[str]:
    remarks = []
    answer = facts.answers.questions.get(question.code)
    match answer:
        case NotApplicable():
            remarks.append(_not_applicable(facts, answer))
        case Figures():
            formula = facts.say(question.formula_text)
            remarks.append(_("选项由企业填报的数值判定：%(formula)s") % {"formula": formula})
    if question.note.zh:
        remarks.append(_("说明：%(note)s") % {"note": facts.say(question.note)})
    return remarks


def _trace(dimension: Dimension, group: Group, question: Question, scored: QuestionPoints) -> str:
    weights = " + ".join(f"{plain(part.weight)}%" for part in scored.parts) or "0%"
    values = {
        "dimension": plain(dimension.weight),
        "group": plain(group.weight),
        "question": plain(question.weight),
        "maximum": points_text(scored.maximum),
        "weights": weights,
        "points": points_text(scored.points) if scored.points is not None else "",
    }
    maximum = _("满分 %(dimension)s × %(group)s%% × %(question)s%% = %(maximum)s") % values
    earned = _("得分 %(maximum)s × (%(weights)s) = %(points)s") % values
    return _("%(maximum)s；%(earned)s") % {"maximum": maximum, "earned": earned}
