"""Points, scenes and answers, each point with its trace: option weights times the points of the question."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from editing.domain.decimals import plain
from reports.document.blocks import (
    Answered,
    Block,
    Column,
    Heading,
    Level,
    Line,
    Option,
    Rank,
    Role,
    Row,
    Run,
    Share,
    Table,
    Together,
    Tone,
    line,
    paragraphs,
)
from reports.document.content.drawing import picture
from reports.document.content.facts import Facts, share
from reports.presenters.pictures import Pictures
from reports.presenters.result import SceneRow, reason_of
from reports.wording.results import proof_sentence
from standards.domain.answers import Figures, NotApplicable
from standards.domain.scoring import QuestionPoints, Sum
from standards.domain.standard import Dimension, Group, Origin, Question, Scene
from standards.wording.results import points_text

STAR = "★"


def points(facts: Facts, pictures: Pictures) -> Iterator[Block]:
    """Return the points of dimensions and groups."""
    yield Heading(_("各维度得分"), level=1)
    yield from paragraphs(_how_points_count(facts))
    yield Table(
        columns=(
            Column(_("维度与指标组")),
            Column(_("权重"), 20, Role.NUMBER, Tone.QUIET),
            Column(_("得分率"), 34, Role.SHARE),
            Column(_("得分"), 20, Role.NUMBER),
            Column(_("满分"), 20, Role.NUMBER, Tone.QUIET),
        ),
        rows=tuple(_points_rows(facts)),
    )
    if pictures.radar:
        note = _("每根轴为一个指标组，外圈为满分。准确数值见上表。")
        radar = picture(pictures.radar, _radar_text(facts), width=118, caption=note)
        yield Together((Heading(_("各指标组得分率"), level=2), radar))


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


def _points_rows(facts: Facts) -> Iterator[Row]:
    for row in facts.result.dimensions:
        yield _points_row(
            facts.say(row.dimension.name), f"{plain(row.dimension.weight)}%", row.points, Rank.SUM
        )
        for part in row.groups:
            yield _points_row(
                facts.say(part.group.name), f"{plain(part.group.weight)}%", part.points, Rank.PART
            )
    yield _points_row(_("合计"), "", facts.card.total, Rank.SUM)


def _points_row(name: str, weight: str, points: Sum, rank: Rank) -> Row:
    percent = Share(share(points.points, points.maximum))
    return Row((name, weight, percent, points_text(points.points), points_text(points.maximum)), rank)


def scenes(facts: Facts, pictures: Pictures) -> Iterator[Block]:
    """Return the scenes with the level reached and what that level means."""
    head = Heading(facts.say(facts.standard.scene_dimension), level=1)
    texts = _heat_map_texts(facts)
    first, *others = (picture(svg, text) for svg, text in zip(pictures.heat_maps, texts, strict=True))
    yield Together((head, *paragraphs(_how_scenes_count(facts)), first))
    yield from others
    yield Heading(_("各场景的等级"), level=2)
    yield Table(
        columns=(
            Column(_("场景"), 33),
            Column(_("等级"), 27, Role.LEVEL),
            Column(_meaning_heading(facts)),
        ),
        rows=tuple(_scene_rows(facts)),
    )


def _meaning_heading(facts: Facts) -> str:
    if facts.standard.origin is Origin.OFFICIAL:
        return _("该等级的含义（通俗说明，以官方原文为准）")
    return _("该等级的含义")


def _heat_map_texts(facts: Facts) -> Iterator[str]:
    for group in facts.result.scene_groups:
        yield _("、").join(
            _("%(scene)s %(level)s") % {"scene": facts.say(row.scene.name), "level": _level(facts, row).name}
            for row in group.scenes
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


def _scene_rows(facts: Facts) -> Iterator[Row]:
    for group in facts.result.scene_groups:
        yield Row((facts.say(group.name),), Rank.TITLE)
        for row in group.scenes:
            weight = "" if row.scene.weight is None else f"{plain(row.scene.weight)}%"
            remarks = (facts.say(row.scene.note), row.proof)
            below = (Run(remark, Tone.QUIET, below=True) for remark in remarks)
            meaning = line(Run(_meaning(facts, row)), *below)
            yield Row((scene_cell(facts, row.scene, weight), _level(facts, row), meaning))


def scene_cell(facts: Facts, scene: Scene, weight: str = "") -> Line:
    """Return the name of a scene with its star and, where scenes are weighed, its weight."""
    star = STAR if scene.constrained else ""
    return line(Run(facts.say(scene.name), Tone.STRONG), Run(star, Tone.MARK), Run(weight, Tone.QUIET))


def _level(facts: Facts, row: SceneRow) -> Level:
    return Level(row.level, _("不涉及") if row.level is None else facts.scene_level_name(row.level))


def _meaning(facts: Facts, row: SceneRow) -> str:
    answer = facts.answers.scenes[row.scene.code]
    if isinstance(answer, NotApplicable):
        return _not_applicable(facts, answer)
    return facts.say(row.text) if row.text else _("尚未达到%(level)s。") % {"level": facts.level_name(1)}


def _not_applicable(facts: Facts, answer: NotApplicable) -> str:
    reason = reason_of(facts.standard, answer)
    if reason is None:
        return _("企业选择不涉及，按未达到计。")
    return _("企业选择不涉及（%(reason)s），按未达到计。") % {"reason": facts.say(reason)}


def answers(facts: Facts) -> Iterator[Block]:
    """Return every question with the answer, the points and their trace."""
    head = Heading(_("逐题作答与得分"), level=1)
    how = paragraphs((_("题目按评测指标的顺序排列。每题的得分 = 所选选项权重之和 × 该题满分。"),))
    listed = _questions(facts)
    # The chapter does not begin at the foot of a page without a question.
    yield Together((head, *how, next(listed), next(listed)))
    yield from listed


def _questions(facts: Facts) -> Iterator[Heading | Answered]:
    for dimension in facts.standard.dimensions:
        for group in dimension.groups:
            names = {"dimension": facts.say(dimension.name), "group": facts.say(group.name)}
            yield Heading(_("%(dimension)s · %(group)s") % names, level=2)
            for question in group.questions:
                yield _answered(facts, dimension, group, question)


def _answered(facts: Facts, dimension: Dimension, group: Group, question: Question) -> Answered:
    scored = facts.card.questions[question.code]
    heading = {"number": question.number, "name": facts.say(question.name)}
    return Answered(
        title=_("第 %(number)s 题 %(name)s") % heading,
        text=facts.say(question.title),
        chosen=tuple(
            Option(part.key, facts.say(question.option(part.key).text), f"{plain(part.weight)}%")
            for part in scored.parts
        ),
        remarks=tuple(_remarks(facts, question)),
        points=points_text(scored.points) if scored.points is not None else "",
        maximum=" / " + points_text(scored.maximum),
        note=_trace(dimension, group, question, scored),
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
    if proofs := facts.content.proofs_of(question.code):
        remarks.append(proof_sentence(proofs))
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
