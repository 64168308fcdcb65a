"""The signature pictures of a result as SVG, in the active language: the same in page and PDF."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from editing.domain.texts import Text
from reports.domain import charts
from reports.presenters.result import Result
from reports.presenters.result import SceneRow as ResultScene
from reports.wording.results import ABOUT_RADAR, ABOUT_SCENES
from standards.domain.grading import Grade
from standards.domain.standard import Threshold
from standards.wording.results import local, missing_sentences, points_text, rule_sentence, scene_level_name

FEWEST_AXES = 3  # with fewer a radar is no surface


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """SVG strings. Each needs a table or text beside it that says the same. None: nothing to draw."""

    badge: str
    gauge: str
    radar: str | None  # needs groups of questions, three at least
    heat_maps: tuple[str, ...]  # by group, so that a page of paper cuts none; empty without scenes


def draw(result: Result) -> Pictures:
    """Draw the pictures of a result for paper."""
    return Pictures(
        badge=charts.level_badge(_badge(result), prefix="badge"),
        gauge=draw_gauge(result),
        radar=draw_radar(result),
        heat_maps=tuple(_heat_maps(result)),
    )


def draw_gauge(result: Result, *, compact: bool = False) -> str:
    """Draw what the levels ask for beside what a result has; `compact` stays legible at 328 px."""
    return charts.gauge(_gauge(result), prefix=_prefix("gauge", compact), compact=compact)


def draw_radar(result: Result, *, compact: bool = False) -> str | None:
    """Draw the share of the points by group; None with too few groups for a surface."""
    if len(result.standard.groups) < FEWEST_AXES:
        return None
    return charts.radar(_radar(result), prefix=_prefix("radar", compact), compact=compact)


def draw_heat_map(result: Result, *, compact: bool = False) -> str | None:
    """Draw the level of each scene; None where the standard has no scenes."""
    if not result.standard.scenes:
        return None
    return charts.heat_map(_heat_map(result), prefix=_prefix("heat", compact), compact=compact)


def _heat_maps(result: Result) -> Iterator[str]:
    whole = _heat_map(result)
    starred = any(row.constrained for row in whole.rows)
    parts = [tuple(rows) for _group, rows in groupby(whole.rows, key=lambda row: row.group)]
    for number, rows in enumerate(parts, start=1):
        legend = whole.legend if number == len(parts) else ""
        part = replace(whole, rows=rows, legend=legend, starred=starred)
        yield charts.heat_map(part, prefix=f"heat-{number}")


def _prefix(picture: str, compact: bool) -> str:
    return f"{'compact' if compact else 'wide'}-{picture}"


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


def _gauge(result: Result) -> charts.Gauge:
    rule, missing = result.standard.rule, result.grade.missing
    return charts.Gauge(
        title=_("各级门槛与本企业现状"),
        desc=rule_sentence(rule),
        names=tuple(local(threshold.name) for threshold in rule.thresholds),
        sides=tuple(_sides(result)),
        level=result.grade.level,
        holding=missing.level if missing else None,
        note=_("；").join(missing_sentences(rule, missing)) if missing else "",
    )


def _sides(result: Result) -> Iterator[charts.Side]:
    """Give the sides that the rule looks at: points first, then scenes."""
    rule, graded = result.standard.rule, result.grade
    if graded.score_level is not None:
        points = result.card.total.points
        yield charts.Side(
            heading=_("得分 %(points)s 分") % {"points": points_text(points)},
            result=local(rule.name(graded.score_level)),
            marks=tuple(_amounts([t.min_points for t in rule.thresholds], points, _("满 %(amount)s 分"))),
        )
    if graded.scene_level is not None:
        scene_result = local(rule.name(graded.scene_level))
        if graded.reached.mean is None:
            heading = pgettext("beside the points", "场景")
            marks = tuple(_counted(threshold, graded) for threshold in rule.thresholds)
            yield charts.Side(heading=heading, result=scene_result, marks=marks)
        else:
            mean = graded.reached.mean
            yield charts.Side(
                heading=_("加权平均 %(mean)s") % {"mean": points_text(mean)},
                result=scene_result,
                marks=tuple(_amounts([t.min_mean for t in rule.thresholds], mean, _("满 %(amount)s"))),
            )


def _amounts(needed: Iterable[Decimal | None], value: Decimal, label: str) -> Iterator[charts.Amount]:
    below = Decimal(0)
    for bound in needed:
        end = below if bound is None else bound
        text = label % {"amount": points_text(end)}
        yield charts.Amount(start=below, end=end, value=value, label=text)
        below = end


def _counted(threshold: Threshold, graded: Grade) -> charts.Counted:
    count = graded.reached.counts[threshold.level]
    needed, stars = threshold.min_scenes or 0, threshold.min_constrained or 0
    values = {"has": count.reached, "needs": needed, "stars": count.constrained, "stars_needed": stars}
    if not stars:
        label = _("需 %(needs)s 个，有 %(has)s 个") % values
        return charts.Counted(rows=((count.reached, needed),), label=label)
    return charts.Counted(
        rows=((count.reached, needed), (count.constrained, stars)),
        label=_("需 %(needs)s 个，有 %(has)s 个；★ 需 %(stars_needed)s，有 %(stars)s") % values,
    )


def _radar(result: Result) -> charts.Radar:
    return charts.Radar(
        title=_("各指标组得分占满分的比例"),
        desc=str(ABOUT_RADAR),
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
        desc=str(ABOUT_SCENES),
        level_names=tuple(local(threshold.name) for threshold in result.standard.rule.thresholds),
        rows=tuple(_scene(row, group.name, result) for group in result.scene_groups for row in group.scenes),
        legend=_("★ 约束性场景：定级时另有最低数量要求") if result.standard.constrained else "",
    )


def _scene(row: ResultScene, group: Text, result: Result) -> charts.SceneRow:
    state = charts.SceneState.NOT_APPLICABLE if row.level is None else charts.SceneState.RATED
    return charts.SceneRow(
        group=local(group),
        name=local(row.scene.name),
        constrained=row.scene.constrained,
        state=state,
        level=row.level or 0,
        result=_("不涉及") if row.level is None else scene_level_name(result.standard.rule, row.level),
    )
