"""Steps as bars over time, with the level that they lead to above them, in parts that each fit on paper.

The states of steps differ by form (filled, hatched, outlined, dashed) and are said in words beside each bar.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from reports.domain.charts import palette, svg
from reports.domain.charts.time_axis import Lane, Stretch, Tick, axis, band, today_label, today_line

_TALLEST = 560.0  # of a part: what A4 holds in landscape beside the margins
_BAR = 16.0


class BarState(Enum):
    TO_DO = "to_do"
    DOING = "doing"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A step from `start` to before `end`, in units of the axis. `result` says its state in words.

    `late_until`: for an overdue one the place of today, else None.
    """

    number: str
    name: str
    state: BarState
    start: int
    end: int
    result: str
    late_until: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """`length`: of the axis, in its units (days, months). `today`: where a line stands, with its label."""

    title: str
    desc: str
    length: int
    ticks: tuple[Tick, ...]
    level_heading: str
    levels: int  # how many there are
    stretches: tuple[Stretch, ...]
    bars: tuple[Bar, ...]
    today: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    """A bar with its texts broken into lines, and how high all that is."""

    bar: Bar
    names: list[str]
    results: list[str]
    height: float


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where things stand. `stacked`: names and results above the bars, else beside them."""

    lane: Lane
    name: float  # width of names
    result: float  # width of results
    stacked: bool

    def row(self, bar: Bar) -> _Row:
        names = svg.wrap(bar.name, width=self.name, size=14)
        results = svg.wrap(bar.result, width=self.result, size=14)
        lines = max(len(names), len(results))
        return _Row(bar, names, results, 18.0 * lines + (36 if self.stacked else 16))


def timeline(chart: Timeline, *, prefix: str, compact: bool = False) -> tuple[str, ...]:
    """Return the pictures, one above the other; each repeats the months and the levels."""
    if compact:
        frame = _Frame(Lane(left=0, width=328, length=chart.length, edge=328), 214, 84, stacked=True)
    else:
        frame = _Frame(Lane(left=232, width=412, length=chart.length, edge=760), 200, 104, stacked=False)
    parts = _parts(chart, frame)
    return tuple(
        _part(
            chart,
            frame,
            rows,
            prefix=f"{prefix}-{place}",
            title=chart.title if len(parts) == 1 else f"{chart.title} {place}/{len(parts)}",
        )
        for place, rows in enumerate(parts, start=1)
    )


def _parts(chart: Timeline, frame: _Frame) -> tuple[tuple[_Row, ...], ...]:
    """Return the rows of each part: no more parts than their height asks for, and all about as high."""
    rows = [frame.row(bar) for bar in chart.bars]
    room = int(_TALLEST - _head(chart, frame))
    parts = tuple(_filled(rows, room))
    for tighter in range(room, 0, -4):
        closer = tuple(_filled(rows, tighter))
        if len(closer) > len(parts):
            break
        parts = closer
    return parts


def _filled(rows: Sequence[_Row], room: float) -> Iterator[tuple[_Row, ...]]:
    """Give as many rows at a time as there is room for, at least one."""
    part: list[_Row] = []
    height = 0.0
    for row in rows:
        if part and height + row.height > room:
            yield tuple(part)
            part, height = [], 0.0
        part.append(row)
        height += row.height
    yield tuple(part)


def _head(chart: Timeline, frame: _Frame) -> float:
    """Return how high the months, today's label and the levels are."""
    return 46.0 + (18 if chart.today else 0) + (52 if frame.stacked else 36)


def _part(chart: Timeline, frame: _Frame, rows: tuple[_Row, ...], *, prefix: str, title: str) -> str:
    lane, top = frame.lane, _head(chart, frame)
    bottom = top + sum(row.height for row in rows)
    level_y = top - 34
    heading_y = level_y - 6 if frame.stacked else level_y + 18
    body = [
        _hatch(f"{prefix}-hatch"),
        *axis(lane, chart.ticks, bottom=bottom),
        svg.text(chart.level_heading, x=0, y=heading_y, weight=600),
        *band(lane, chart.stretches, chart.levels, y=level_y),
    ]
    if chart.today:
        body.append(today_label(lane, *chart.today))
    y = top
    for row in rows:
        body += _row(frame, row, y=y, hatch=f"url(#{prefix}-hatch)")
        if chart.today:  # not across names that stand above their bars
            above = row.height - 28 if frame.stacked else 0
            body.append(today_line(lane, chart.today[0], top=y + above, bottom=y + row.height))
        y += row.height
    return svg.picture(lane.edge, bottom + 2, prefix=prefix, title=title, desc=chart.desc, body=body)


def _hatch(name: str) -> str:
    ground = svg.element("rect", width=6, height=6, fill=palette.SURFACE)
    stripe = svg.line(0, 0, 0, 6, stroke=palette.ACCENT, width=5)
    pattern = svg.element(
        "pattern",
        ground + stripe,
        id=name,
        width=6,
        height=6,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )
    return svg.element("defs", pattern)


def _row(frame: _Frame, row: _Row, *, y: float, hatch: str) -> list[str]:
    bar, lane, middle = row.bar, frame.lane, y + row.height / 2
    fill = palette.SOFT if bar.state is BarState.DROPPED else palette.INK
    weight = 400 if bar.late_until is None else 600
    if frame.stacked:
        name_y = result_y = y + 20
        bar_y, result_x, anchor = y + row.height - 16, lane.edge, "end"
    else:
        name_y, result_y = (middle + 5 - 9 * (len(lines) - 1) for lines in (row.names, row.results))
        bar_y, result_x, anchor = middle, lane.right + 8, "start"
    return [
        svg.text(bar.number, x=20, y=name_y, anchor="end", fill=palette.SOFT),
        *svg.lines(row.names, x=28, y=name_y, fill=fill),
        *svg.lines(row.results, x=result_x, y=result_y, anchor=anchor, weight=weight, fill=fill),
        *_bar(lane, bar, middle=bar_y, hatch=hatch),
    ]


def _bar(lane: Lane, bar: Bar, *, middle: float, hatch: str) -> list[str]:
    forms: dict[BarState, dict[str, str]] = {
        BarState.TO_DO: {"fill": palette.SURFACE, "stroke": palette.ACCENT},
        BarState.DOING: {"fill": hatch, "stroke": palette.ACCENT},
        BarState.DONE: {"fill": palette.ACCENT, "stroke": palette.ACCENT},
        BarState.DROPPED: {"fill": "none", "stroke": palette.EDGE, "stroke_dasharray": "3 3"},
    }
    end = lane.x(bar.end)
    width = max(end - lane.x(bar.start) - 2, 3)
    drawn = [
        svg.element(
            "rect",
            x=min(lane.x(bar.start) + 1, lane.right - width - 1),
            y=middle - _BAR / 2,
            width=width,
            height=_BAR,
            rx=3,
            stroke_width=1.5,
            **forms[bar.state],
        )
    ]
    if bar.late_until is not None:
        late = lane.x(bar.late_until)
        drawn.append(svg.line(end, middle, late, middle, stroke=palette.INK, width=2, dash="2 4"))
    return drawn
