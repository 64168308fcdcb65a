"""Points as horizontal bars: dimensions as headings, their groups below, each against its full points."""

from dataclasses import dataclass

from reports.domain.charts import palette, svg


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """`share` is points over the possible points, 0 to 1; None: not answered. `heading`: a dimension."""

    label: str
    share: float | None
    value: str
    heading: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Bars in order; a heading opens a block."""

    title: str
    desc: str
    bars: tuple[Bar, ...]


def bars(chart: Bars, *, prefix: str, compact: bool = False) -> str:
    """Return the picture; compact sets the bar below its label.

    Raises:
        ValueError: a share outside 0 to 1.
    """
    width = 328.0 if compact else 640.0
    body: list[str] = []
    y = 0.0
    for index, bar in enumerate(chart.bars):
        if bar.share is not None and not 0 <= bar.share <= 1:
            raise ValueError(f"share of {bar.label!r} is {bar.share}, not within 0 and 1")
        if bar.heading and index:
            y += 16
        drawn, height = _stacked(bar, y, width) if compact else _beside(bar, y, width)
        body += drawn
        y += height
    return svg.picture(width, max(y, 1), prefix=prefix, title=chart.title, desc=chart.desc, body=body)


def _beside(bar: Bar, y: float, width: float) -> tuple[list[str], float]:
    label_width, value_width = 216.0, 112.0
    lines = svg.wrap(bar.label, width=label_width - 16, size=16 if bar.heading else 14)
    height = 32.0 + 20 * (len(lines) - 1)
    drawn = _lines(bar, lines, y + 21)
    drawn.append(_value(bar, x=width, y=y + height / 2 + 5))
    drawn += _bar(bar, x=label_width, y=y + height / 2, width=width - label_width - value_width)
    return drawn, height


def _stacked(bar: Bar, y: float, width: float) -> tuple[list[str], float]:
    lines = svg.wrap(bar.label, width=width - 116, size=16 if bar.heading else 14)
    drawn = _lines(bar, lines, y + 20)
    drawn.append(_value(bar, x=width, y=y + 20))
    height = 24.0 + 20 * len(lines)
    drawn += _bar(bar, x=0, y=y + height - 10, width=width)
    return drawn, height


def _lines(bar: Bar, lines: list[str], y: float) -> list[str]:
    size, weight = (16, 600) if bar.heading else (14, 400)
    return svg.lines(lines, x=0, y=y, leading=20, size=size, weight=weight)


def _value(bar: Bar, *, x: float, y: float) -> str:
    return svg.text(
        bar.value,
        x=x,
        y=y,
        anchor="end",
        weight=600 if bar.heading else 400,
        fill=palette.SOFT if bar.share is None else palette.INK,
    )


def _bar(bar: Bar, *, x: float, y: float, width: float) -> list[str]:
    """Return track and bar around the middle `y`; unanswered is a dashed track, unlike zero."""
    height = 12.0 if bar.heading else 8.0
    top = y - height / 2
    track = {"x": x + 0.5, "y": top + 0.5, "width": width - 1, "height": height - 1}
    if bar.share is None:
        return [svg.element("rect", **track, fill="none", stroke=palette.EDGE, stroke_dasharray="2 4")]
    drawn = [svg.element("rect", **track, fill=palette.SURFACE, stroke=palette.EDGE)]
    if bar.share > 0:
        fill = palette.ACCENT if bar.heading else palette.LEVELS[3]
        drawn.append(svg.element("rect", x=x, y=top, width=width * bar.share, height=height, fill=fill))
    return drawn
