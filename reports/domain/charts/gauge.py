"""The level with the sides that decide it: a row is a level, its name between two sides or before one.

On each side a bar or a row of segments grows away from the names and is full where that side has the level;
a level counts only when all sides are full, then its name stands on the level's colour.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from reports.domain.charts import palette, svg

_SEGMENT_GAP = 2
_BETWEEN = re.compile(r"；|; ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """An amount on its way from the threshold of the level below (0 at the first) to this level's.

    `value` None: cannot be told yet.
    """

    start: Decimal
    end: Decimal
    value: Decimal | None
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Things counted, a segment each: (has, needed) of all and then of special ones, drawn thinner.

    `has` None: cannot be told yet.
    """

    rows: tuple[tuple[int | None, int], ...]
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """`result` is the level that this side alone would give; `marks`: one for each level from 1 upwards."""

    heading: str
    result: str
    marks: tuple[Amount | Counted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauge:
    """`sides`: one or two. `level` None: cannot be told yet. `holding`: the next level; None at the top."""

    title: str
    desc: str
    names: tuple[str, ...]  # of the levels from 1 upwards
    sides: tuple[Side, ...]
    level: int | None
    holding: int | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Lane:
    """Where a side is drawn: from `x` as far as `length`, to the right or (`way` -1) to the left."""

    x: float
    length: float
    way: int

    @property
    def anchor(self) -> str:
        return "start" if self.way > 0 else "end"

    def rect(self, offset: float, length: float, **attributes: str | float) -> str:
        """Return a rectangle that begins so far from where the lane begins."""
        left = self.x + offset if self.way > 0 else self.x - offset - length
        return svg.element("rect", x=left, width=length, **attributes)

    def track(self, offset: float, length: float, *, y: float, height: float) -> str:
        """Return the empty bar: outlined, so that it is seen on paper too."""
        return self.rect(
            offset + 0.5, length - 1, y=y + 0.5, height=height - 1, fill=palette.SURFACE, stroke=palette.EDGE
        )


@lru_cache(maxsize=svg.KEPT)
def gauge(chart: Gauge, *, prefix: str, compact: bool = False) -> str:
    """Return the picture, the highest level on top."""
    width, half, pad = (328.0, 34.0, 8.0) if compact else (640.0, 44.0, 16.0)
    middle = width / 2 if len(chart.sides) > 1 else half
    lanes = _lanes(len(chart.sides), width=width, edge=half + pad, middle=middle)
    pairs = tuple(zip(chart.sides, lanes, strict=True))
    labels = [[_clauses(mark.label, width=lane.length) for mark in side.marks] for side, lane in pairs]
    row = 46 + 18 * max((len(lines) for side in labels for lines in side), default=1)
    body, top = _heads(pairs)
    for place, name in enumerate(reversed(chart.names)):
        level, y = len(chart.names) - place, top + place * row
        holding = level == chart.holding
        if holding:
            body.append(svg.element("rect", x=0, y=y, width=width, height=row - 4, rx=6, fill=palette.TINT))
        body += _name(chart, level, name, x=middle, y=y, half=half, height=row - 4)
        weight, fill = (600, palette.INK) if holding else (400, palette.SOFT)
        for (side, lane), lines in zip(pairs, labels, strict=True):
            body += _mark(side.marks[level - 1], lane, y=y)
            said = lines[level - 1]
            body += svg.lines(said, x=lane.x, y=y + 47, anchor=lane.anchor, weight=weight, fill=fill)
    height: float = top + len(chart.names) * row
    for text_line in svg.wrap(chart.note, width=width, size=16) if chart.note else []:
        height += 26
        body.append(svg.text(text_line, x=width / 2, y=height - 4, size=16, weight=600, anchor="middle"))
    return svg.picture(width, height + 4, prefix=prefix, title=chart.title, desc=chart.desc, body=body)


def _clauses(label: str, *, width: float) -> list[str]:
    """Break a label that is too long between its clauses first, so that no number is cut off its unit."""
    whole = svg.wrap(label, width=width, size=14)
    if len(whole) == 1:
        return whole
    return [line for clause in _BETWEEN.split(label) for line in svg.wrap(clause, width=width, size=14)]


def _lanes(sides: int, *, width: float, edge: float, middle: float) -> tuple[_Lane, ...]:
    right = _Lane(middle + edge, width - middle - edge, 1)
    return (right,) if sides == 1 else (_Lane(middle - edge, middle - edge, -1), right)


def _heads(pairs: tuple[tuple[Side, _Lane], ...]) -> tuple[list[str], float]:
    """Return what stands above the sides, and where the rows begin."""
    headings = [svg.wrap(side.heading, width=lane.length, size=14) for side, lane in pairs]
    size = min(svg.fitting(side.result, width=lane.length, sizes=(22, 18)) for side, lane in pairs)
    results = [svg.wrap(side.result, width=lane.length, size=size) for side, lane in pairs]
    base = 26 + 18 * max(len(lines) for lines in headings)
    body = []
    for (_side, lane), lines, result in zip(pairs, headings, results, strict=True):
        y = base - 8 - 18 * len(lines)
        body += svg.lines(lines, x=lane.x, y=y, anchor=lane.anchor, fill=palette.SOFT)
        body += svg.lines(
            result, x=lane.x, y=base, leading=size + 6, size=size, weight=600, anchor=lane.anchor
        )
    return body, base + 20 + (size + 6) * (max(len(result) for result in results) - 1)


def _name(
    chart: Gauge, level: int, name: str, *, x: float, y: float, half: float, height: float
) -> list[str]:
    """Return the level's field: filled where all sides have it, else outlined."""
    has = chart.level is not None and level <= chart.level
    fill = palette.level_fill(level, len(chart.names)) if has else palette.SURFACE
    field = svg.element(
        "rect",
        x=x - half + 0.5,
        y=y + 6.5,
        width=2 * half - 1,
        height=height - 13,
        rx=4,
        fill=fill,
        stroke=fill if has else palette.EDGE,
    )
    text = svg.text(
        name,
        x=x,
        y=y + height / 2 + 6,
        size=svg.fitting(name, width=2 * half - 8, sizes=(16, 14)),
        weight=600 if has else 400,
        anchor="middle",
        fill=palette.text_on(fill) if has else palette.SOFT,
    )
    return [field, text]


def _mark(mark: Amount | Counted, lane: _Lane, *, y: float) -> list[str]:
    inner = _Lane(lane.x, lane.length - 8, lane.way)
    if isinstance(mark, Amount):
        return _bar(mark, inner, y=y + 13)
    (has, needed), *special = mark.rows
    drawn = _segments(has, needed, inner, y=y + 10, height=10)
    for has, needed in special:
        drawn += _segments(has, needed, inner, y=y + 23, height=6)
    return drawn


def _bar(amount: Amount, lane: _Lane, *, y: float) -> list[str]:
    bars = [lane.track(0, lane.length, y=y, height=12)]
    share = _share(amount)
    if share > 0:
        bars.append(lane.rect(0, lane.length * share, y=y, height=12, fill=palette.ACCENT))
    return bars


def _share(amount: Amount) -> float:
    if amount.value is None:
        return 0.0
    span = amount.end - amount.start
    if span <= 0:
        return float(amount.value >= amount.end)
    return min(max(float((amount.value - amount.start) / span), 0.0), 1.0)


def _segments(has: int | None, needed: int, lane: _Lane, *, y: float, height: float) -> list[str]:
    if needed < 1:
        return []
    width = (lane.length - _SEGMENT_GAP * (needed - 1)) / needed
    return [
        lane.rect(offset, width, y=y, height=height, fill=palette.ACCENT)
        if has is not None and index < has
        else lane.track(offset, width, y=y, height=height)
        for index in range(needed)
        for offset in [index * (width + _SEGMENT_GAP)]
    ]
