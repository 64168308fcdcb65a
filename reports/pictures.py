"""The signature pictures of a result as SVG, in the active language: the same in page and PDF."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from assessment.domain.standard import Text
from assessment.wording import local, missing_sentences, points_text
from reports.domain import charts
from reports.result import Result
from reports.result import SceneRow as ResultScene


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """SVG strings. Each needs a table or text beside it that says the same."""

    badge: str
    gauge: str
    radar: str
    heat_map: str


def draw(result: Result, *, compact: bool = False) -> Pictures:
    """Draw the pictures of a result; `compact` stays legible at 328 px."""
    prefix = "compact" if compact else "wide"
    return Pictures(
        badge=charts.level_badge(_badge(result), prefix=f"{prefix}-badge", compact=compact),
        gauge=charts.two_sided_gauge(_gauge(result), prefix=f"{prefix}-gauge", compact=compact),
        radar=charts.radar(_radar(result), prefix=f"{prefix}-radar", compact=compact),
        heat_map=charts.heat_map(_heat_map(result), prefix=f"{prefix}-heat", compact=compact),
    )


def _badge(result: Result) -> charts.LevelBadge:
    name = local(result.level_name)
    return charts.LevelBadge(
        title=_("数字化水平：%(level)s（企业自评）") % {"level": name},
        desc="",
        level=result.grade.level,
        levels=result.standard.rule.top,
        name=name,
        caption=_("企业自评"),
    )


def _gauge(result: Result) -> charts.TwoSidedGauge:
    rule, graded = result.standard.rule, result.grade
    points = result.card.total.points
    steps = []
    below = points * 0
    for threshold in rule.thresholds:
        needed = threshold.min_points if threshold.min_points is not None else below
        count = graded.counts[threshold.level]
        values = {
            "has": count.reached,
            "needs": threshold.min_scenes or 0,
            "stars": count.constrained,
            "stars_needed": threshold.min_constrained or 0,
        }
        steps.append(
            charts.GaugeStep(
                level=threshold.level,
                name=local(threshold.name),
                points_from=below,
                min_points=needed,
                score_label=_("满 %(points)s 分") % {"points": points_text(needed)},
                scenes=count.reached,
                min_scenes=threshold.min_scenes or 0,
                constrained=count.constrained,
                min_constrained=threshold.min_constrained or 0,
                scene_label=_("%(has)s/%(needs)s 个 · ★ %(stars)s/%(stars_needed)s") % values,
            )
        )
        below = needed
    missing = graded.missing
    return charts.TwoSidedGauge(
        title=_("得分与场景两边的等级"),
        desc=_("等级取两边中较低的一边。左边是三维得分，右边是达到各级的场景数，★ 为约束性场景。"),
        points=points,
        level=graded.level,
        holding=missing.level if missing else None,
        score_heading=_("三维得分 %(points)s 分") % {"points": points_text(points)},
        score_result=local(rule.name(graded.score_level)),
        scene_heading=pgettext("beside the points", "场景"),
        scene_result=local(rule.name(graded.scene_level)),
        steps=tuple(steps),
        note=_("；").join(missing_sentences(rule, missing)) if missing else "",
    )


def _radar(result: Result) -> charts.Radar:
    return charts.Radar(
        title=_("各指标组得分占满分的比例"),
        desc=_("每条轴是一个指标组，越靠外得分比例越高。数值见旁边的表。"),
        axes=tuple(
            charts.Axis(
                label=local(row.group.name),
                share=float(row.points.points / row.points.maximum) if row.points.complete else None,
            )
            for dimension in result.dimensions
            for row in dimension.groups
        ),
        missing=_("未作答"),
    )


def _heat_map(result: Result) -> charts.HeatMap:
    return charts.HeatMap(
        title=_("%(count)s 个场景的等级") % {"count": len(result.standard.scenes)},
        desc=_("每行是一个场景，填色到所达到的等级。数值见旁边的表。"),
        level_names=tuple(local(threshold.name) for threshold in result.standard.rule.thresholds),
        rows=tuple(_scene(row, group.name, result) for group in result.scene_groups for row in group.scenes),
        legend=_("★ 约束性场景：定级时另有最低数量要求"),
    )


def _scene(row: ResultScene, group: Text, result: Result) -> charts.SceneRow:
    state = charts.SceneState.NOT_APPLICABLE if row.level is None else charts.SceneState.RATED
    return charts.SceneRow(
        group=local(group),
        name=local(row.scene.name),
        constrained=row.scene.constrained,
        state=state,
        level=row.level or 0,
        result=_("不涉及") if row.level is None else local(scene_level_name(result, row.level)),
    )


def scene_level_name(result: Result, level: int) -> Text:
    """Return the name of a scene's level; 0 is 未达一级, which is not the firm's 未定级."""
    return result.standard.rule.name(level) if level else NOT_REACHED


NOT_REACHED = Text(zh="未达一级", en="Below Level 1")
