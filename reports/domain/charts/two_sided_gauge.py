"""The level as the lower of two sides: points to the left, scenes to the right, the levels between them.

A row is a level. On each side a bar grows outwards from the middle and is full where that side has the
level; a level counts only when both are full, then its name stands on the level's colour.
"""

from dataclasses import dataclass
from decimal import Decimal

from reports.domain.charts import palette, svg

_SEGMENT_GAP = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class GaugeStep:
    """One level with its thresholds and what the firm has of each.

    `points_from` is the threshold of the level below (0 at the first); `scenes` and `constrained` count the
    firm's scenes at this level or above, None while they cannot be told.
    """

    level: int
    name: str
    points_from: Decimal
    min_points: Decimal
    score_label: str
    scenes: int | None
    min_scenes: int
    constrained: int | None
    min_constrained: int
    scene_label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoSidedGauge:
    """`level` None: cannot be told yet. `holding`: the next level, set off; None at the top."""

    title: str
    desc: str
    points: Decimal | None
    level: int | None
    holding: int | None
    score_heading: str
    score_result: str
    scene_heading: str
    scene_result: str
    steps: tuple[GaugeStep, ...]
    note: str = ""


def two_sided_gauge(gauge: TwoSidedGauge, *, prefix: str, compact: bool = False) -> str:
    """Return the picture, the highest level on top."""
    width = 328 if compact else 640
    half = 34 if compact else 44
    pad = 8 if compact else 16
    side = width / 2 - half - pad
    left, right = width / 2 - half - pad, width / 2 + half + pad
    labels = {
        step.level: tuple(
            svg.wrap(label, width=side, size=14) for label in (step.score_label, step.scene_label)
        )
        for step in gauge.steps
    }
    row = 46 + 18 * max((len(lines) for pair in labels.values() for lines in pair), default=1)
    body, top = _heads(gauge, left=left, right=right, side=side)
    for index, step in enumerate(sorted(gauge.steps, key=lambda step: -step.level)):
        y = top + index * row
        if step.level == gauge.holding:
            body.append(svg.element("rect", x=0, y=y, width=width, height=row - 4, rx=6, fill=palette.TINT))
        body += _middle(gauge, step, x=width / 2, y=y, half=half, height=row - 4)
        body += _score_bar(gauge, step, x=left, y=y, side=side - 8)
        body += _scene_bars(step, x=right, y=y, side=side - 8)
        holding = step.level == gauge.holding
        weight, fill = (600, palette.INK) if holding else (400, palette.SOFT)
        score, scene = labels[step.level]
        body += svg.lines(score, x=left, y=y + 47, anchor="end", weight=weight, fill=fill)
        body += svg.lines(scene, x=right, y=y + 47, weight=weight, fill=fill)
    height: float = top + len(gauge.steps) * row
    for text_line in svg.wrap(gauge.note, width=width, size=16) if gauge.note else []:
        height += 26
        body.append(svg.text(text_line, x=width / 2, y=height - 4, size=16, weight=600, anchor="middle"))
    return svg.picture(width, height + 4, prefix=prefix, title=gauge.title, desc=gauge.desc, body=body)


def _heads(gauge: TwoSidedGauge, *, left: float, right: float, side: float) -> tuple[list[str], float]:
    """Return what stands above the two sides, and where the rows begin."""
    headings = [svg.wrap(text, width=side, size=14) for text in (gauge.score_heading, gauge.scene_heading)]
    texts = (gauge.score_result, gauge.scene_result)
    size = min(svg.fitting(text, width=side, sizes=(22, 18)) for text in texts)
    results = [svg.wrap(text, width=side, size=size) for text in texts]
    base = 26 + 18 * max(len(lines) for lines in headings)
    body = []
    for lines, result, x, anchor in zip(headings, results, (left, right), ("end", "start"), strict=True):
        body += svg.lines(lines, x=x, y=base - 8 - 18 * len(lines), anchor=anchor, fill=palette.SOFT)
        body += svg.lines(result, x=x, y=base, leading=size + 6, size=size, weight=600, anchor=anchor)
    return body, base + 20 + (size + 6) * (max(len(result) for result in results) - 1)


def _middle(
    gauge: TwoSidedGauge, step: GaugeStep, *, x: float, y: float, half: float, height: float
) -> list[str]:
    """Return the level's field: filled where both sides have it, else outlined."""
    levels = max(step.level for step in gauge.steps)
    has = gauge.level is not None and step.level <= gauge.level
    fill = palette.level_fill(step.level, levels) if has else palette.SURFACE
    edge = fill if has else palette.EDGE
    field = svg.element(
        "rect",
        x=x - half + 0.5,
        y=y + 6.5,
        width=2 * half - 1,
        height=height - 13,
        rx=4,
        fill=fill,
        stroke=edge,
    )
    colour = palette.text_on(fill) if has else palette.SOFT
    size = svg.fitting(step.name, width=2 * half - 8, sizes=(16, 14))
    name = svg.text(
        step.name,
        x=x,
        y=y + height / 2 + 6,
        size=size,
        weight=600 if has else 400,
        anchor="middle",
        fill=colour,
    )
    return [field, name]


def _score_bar(gauge: TwoSidedGauge, step: GaugeStep, *, x: float, y: float, side: float) -> list[str]:
    """Return the way from the threshold below to this one, growing to the left."""
    bars = [_track(x - side, y + 13, side, 12)]
    if gauge.points is None:
        return bars
    span = step.min_points - step.points_from
    share = (
        float((gauge.points - step.points_from) / span)
        if span > 0
        else float(gauge.points >= step.min_points)
    )
    share = min(max(share, 0.0), 1.0)
    if share > 0:
        bars.append(
            svg.element(
                "rect", x=x - side * share, y=y + 13, width=side * share, height=12, fill=palette.ACCENT
            )
        )
    return bars


def _scene_bars(step: GaugeStep, *, x: float, y: float, side: float) -> list[str]:
    """Return two rows of segments, one a scene: all scenes above, constrained ones below, thinner."""
    upper = _segments(step.scenes, step.min_scenes, x=x, y=y + 10, side=side, height=10)
    lower = _segments(step.constrained, step.min_constrained, x=x, y=y + 23, side=side, height=6)
    return upper + lower


def _segments(has: int | None, needed: int, *, x: float, y: float, side: float, height: float) -> list[str]:
    if needed < 1:
        return []
    width = (side - _SEGMENT_GAP * (needed - 1)) / needed
    return [
        svg.element("rect", x=place, y=y, width=width, height=height, fill=palette.ACCENT)
        if has is not None and index < has
        else _track(place, y, width, height)
        for index in range(needed)
        for place in [x + index * (width + _SEGMENT_GAP)]
    ]


def _track(x: float, y: float, width: float, height: float) -> str:
    """Return the empty bar: outlined, so that it is seen on paper too."""
    return svg.element(
        "rect",
        x=x + 0.5,
        y=y + 0.5,
        width=width - 1,
        height=height - 1,
        fill=palette.SURFACE,
        stroke=palette.EDGE,
    )
