"""The groups of points around a circle. An unanswered group is a gap in the line, never a zero."""

import math
from dataclasses import dataclass
from functools import lru_cache

from reports.domain.charts import palette, svg

_RINGS = (0.25, 0.5, 0.75, 1.0)
_MOST_LABELS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """`share` is points over weight, 0 to 1; None: not answered."""

    label: str
    share: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Radar:
    """At least three axes, clockwise from the top. `missing` is written at an axis without a value."""

    title: str
    desc: str
    axes: tuple[Axis, ...]
    missing: str


@lru_cache(maxsize=svg.KEPT)
def radar(chart: Radar, *, prefix: str, compact: bool = False) -> str:
    """Return the picture.

    Raises:
        ValueError: fewer than three axes, or a share outside 0 to 1.
    """
    if len(chart.axes) < 3:
        raise ValueError(f"a radar needs three axes, not {len(chart.axes)}")
    for axis in chart.axes:
        if axis.share is not None and not 0 <= axis.share <= 1:
            raise ValueError(f"share of {axis.label!r} is {axis.share}, not within 0 and 1")
    width, radius, room = (328.0, 88.0, 70.0) if compact else (560.0, 150.0, 120.0)
    labels = [_label_lines(axis, chart.missing, room) for axis in chart.axes]
    listed = _crowded(labels, room)
    if listed:
        labels = [([str(index + 1)], []) for index in range(len(chart.axes))]
    margin = 12 + 20 * max(len(names) + len(values) for names, values in labels)
    centre = (width / 2, radius + margin)
    spots = [_spot(centre, radius, index, len(chart.axes)) for index in range(len(chart.axes))]
    body = _grid(chart, centre, radius, spots)
    body += _shape(chart, centre, radius)
    for index, label in enumerate(labels):
        spot = _spot(centre, radius + 14, index, len(chart.axes))
        known = chart.axes[index].share is not None
        body += _label(label, spot, centre, width=width, known=known)
    height = 2 * (radius + margin)
    if listed:
        drawn, height = _list(chart, width=width, y=height + 8)
        body += drawn
    return svg.picture(width, height, prefix=prefix, title=chart.title, desc=chart.desc, body=body)


def _crowded(labels: list[tuple[list[str], list[str]]], room: float) -> bool:
    """Return whether the labels would run into each other or into the circle: then numbers and a list."""
    too_many = len(labels) > _MOST_LABELS
    return too_many or any(
        len(names) > 2 or svg.width_of(line, 14) > room for names, values in labels for line in names + values
    )


def _list(chart: Radar, *, width: float, y: float) -> tuple[list[str], float]:
    """Return the axes as numbered lines with their values, and where they end."""
    body = []
    for index, axis in enumerate(chart.axes):
        lines = svg.wrap(axis.label, width=width - 132, size=14)
        body.append(svg.text(str(index + 1), x=20, y=y + 16, anchor="end", fill=palette.SOFT))
        body += svg.lines(lines, x=32, y=y + 16)
        body.append(_value(axis, chart.missing, x=width, y=y + 16))
        y += 6 + 18 * len(lines)
    return body, y + 4


def _value(axis: Axis, missing: str, *, x: float, y: float) -> str:
    if axis.share is None:
        return svg.text(missing, x=x, y=y, anchor="end", fill=palette.SOFT)
    return svg.text(f"{axis.share:.0%}", x=x, y=y, anchor="end", weight=600)


def _spot(centre: tuple[float, float], distance: float, index: int, count: int) -> tuple[float, float]:
    angle = 2 * math.pi * index / count - math.pi / 2
    return centre[0] + distance * math.cos(angle), centre[1] + distance * math.sin(angle)


def _points(spots: list[tuple[float, float]]) -> str:
    return " ".join(f"{svg.number(x)},{svg.number(y)}" for x, y in spots)


def _grid(
    chart: Radar, centre: tuple[float, float], radius: float, spots: list[tuple[float, float]]
) -> list[str]:
    count = len(chart.axes)
    rings = [
        svg.element(
            "polygon",
            points=_points([_spot(centre, radius * ring, index, count) for index in range(count)]),
            fill="none",
            stroke=palette.EDGE if ring == 1 else palette.LINE,
        )
        for ring in _RINGS
    ]
    spokes = [
        svg.line(
            *centre,
            *spot,
            stroke=palette.EDGE if axis.share is None else palette.LINE,
            dash="2 4" if axis.share is None else "",
        )
        for axis, spot in zip(chart.axes, spots, strict=True)
    ]
    return rings + spokes


def _shape(chart: Radar, centre: tuple[float, float], radius: float) -> list[str]:
    """Return the surface and line between neighbours that both have a value, and a dot for each value."""
    count = len(chart.axes)
    spots = [
        None if axis.share is None else _spot(centre, radius * axis.share, index, count)
        for index, axis in enumerate(chart.axes)
    ]
    known = [spot for spot in spots if spot is not None]
    if len(known) == count:
        shape = [
            svg.element(
                "polygon",
                points=_points(known),
                fill=palette.ACCENT,
                fill_opacity="0.16",
                stroke=palette.ACCENT,
                stroke_width=2,
                stroke_linejoin="round",
            )
        ]
    else:
        pairs = [
            (one, other)
            for one, other in zip(spots, spots[1:] + spots[:1], strict=True)
            if one is not None and other is not None
        ]
        shape = [
            svg.element("polygon", points=_points([centre, *pair]), fill=palette.ACCENT, fill_opacity="0.16")
            for pair in pairs
        ] + [svg.line(*one, *other, stroke=palette.ACCENT, width=2) for one, other in pairs]
    dots = [
        svg.element("circle", cx=x, cy=y, r=4, fill=palette.ACCENT, stroke=palette.SURFACE, stroke_width=1.5)
        for x, y in known
    ]
    return shape + dots


def _label_lines(axis: Axis, missing: str, room: float) -> tuple[list[str], list[str]]:
    """Return the lines of the name and those of the value."""
    value = missing if axis.share is None else f"{axis.share:.0%}"
    return svg.wrap(axis.label, width=room, size=14), svg.wrap(value, width=room, size=14)


def _label(
    label: tuple[list[str], list[str]],
    spot: tuple[float, float],
    centre: tuple[float, float],
    *,
    width: float,
    known: bool,
) -> list[str]:
    """Return name and value, set away from the circle and inside the picture."""
    names, values = label
    x, y = spot
    sideways, down = x - centre[0], y - centre[1]
    anchor = "middle" if abs(sideways) < 8 else "start" if sideways > 0 else "end"
    longest = max(svg.width_of(line, 14) for line in names + values)
    x = min(x, width - longest) if anchor == "start" else max(x, longest) if anchor == "end" else x
    first = y + 5 + (len(names + values) - 1) * 9 * (down / math.hypot(sideways, down) - 1)
    weight, fill = (600, palette.INK) if known else (400, palette.SOFT)
    return [
        *svg.lines(names, x=x, y=first, anchor=anchor),
        *svg.lines(values, x=x, y=first + 18 * len(names), anchor=anchor, weight=weight, fill=fill),
    ]
