"""What stands above bars over time: months, the level that holds, today."""

from dataclasses import dataclass

from reports.domain.charts import palette, svg

_STEPS = (1, 2, 3, 6, 12, 24, 48)  # every how manieth tick has a label


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """The beginning of a month; `era` (a year) is written above the first of those that share it."""

    at: int
    label: str
    era: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A level that holds from a place on the axis up to the next stretch."""

    start: int
    level: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """Where the axis lies: `length` units of time on `width` from `left` on, in a picture up to `edge`."""

    left: float
    width: float
    length: int
    edge: float

    @property
    def right(self) -> float:
        return self.left + self.width

    def x(self, at: int) -> float:
        """Return where a time stands; what lies outside stands at the end."""
        return self.left + self.width * min(max(at, 0), self.length) / max(self.length, 1)


def axis(lane: Lane, ticks: tuple[Tick, ...], *, bottom: float) -> list[str]:
    """Return the months with a line down each, as many as have room for their labels; 40 high."""
    shown = _labelled(lane, ticks)
    drawn = [svg.line(lane.left, 40, lane.right, 40, stroke=palette.EDGE)]
    for tick in shown:
        x = lane.x(tick.at)
        drawn.append(svg.line(x, 40, x, bottom, stroke=palette.LINE))
        if x + svg.width_of(tick.label, 14) <= lane.right:
            drawn.append(svg.text(tick.label, x=x, y=34, fill=palette.SOFT))
    return drawn + [svg.text(era, x=x, y=15, fill=palette.SOFT) for x, era in _eras(lane, shown)]


def _labelled(lane: Lane, ticks: tuple[Tick, ...]) -> tuple[Tick, ...]:
    """Return every tick, every other one, … as the labels have room."""
    needed = max((svg.width_of(tick.label, 14) + 6 for tick in ticks), default=0)
    room = lane.width / max(len(ticks), 1)
    step = next((step for step in _STEPS if room * step >= needed), len(ticks) or 1)
    return ticks[::step]


def _eras(lane: Lane, ticks: tuple[Tick, ...]) -> list[tuple[float, str]]:
    """Return where each era begins; one without room before the next is left out."""
    begins: list[tuple[float, str]] = []
    for tick in ticks:
        if not begins or begins[-1][1] != tick.era:
            begins.append((lane.x(tick.at), tick.era))
    ends = [x for x, _era in begins[1:]] + [lane.edge]
    return [
        (x, era) for (x, era), end in zip(begins, ends, strict=True) if x + svg.width_of(era, 14) + 4 <= end
    ]


def band(lane: Lane, stretches: tuple[Stretch, ...], levels: int, *, y: float) -> list[str]:
    """Return the levels in their colours, 26 high, each with name or numeral where there is room."""
    drawn = []
    ends = [stretch.start for stretch in stretches[1:]] + [lane.length]
    for stretch, end in zip(stretches, ends, strict=True):
        x, width = lane.x(stretch.start), lane.x(end) - lane.x(stretch.start)
        fill = palette.level_fill(stretch.level, levels)
        edge = fill if stretch.level else palette.EDGE
        drawn.append(svg.element("rect", x=x, y=y, width=width, height=26, fill=fill, stroke=edge))
        said = (text for text in (stretch.name, str(stretch.level)) if svg.width_of(text, 14) + 10 <= width)
        if label := next(said, ""):
            text_fill = palette.text_on(fill)
            drawn.append(
                svg.text(label, x=x + width / 2, y=y + 18, anchor="middle", weight=600, fill=text_fill)
            )
    return drawn


def today_label(lane: Lane, at: int, label: str) -> str:
    """Return the label of today, in a row of its own below the months."""
    half = svg.width_of(label, 14) / 2
    x = min(max(lane.x(at), lane.left + half), lane.right - half)
    return svg.text(label, x=x, y=56, anchor="middle", weight=600)


def today_line(lane: Lane, at: int, *, top: float, bottom: float) -> str:
    """Return a piece of the line of today."""
    return svg.line(lane.x(at), top, lane.x(at), bottom, stroke=palette.INK, width=1.5, dash="6 3")
