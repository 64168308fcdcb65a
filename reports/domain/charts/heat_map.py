"""The scenes as rows, the levels as columns, filled up to the level reached.

Reached, not reached, not applicable and unanswered differ by form and word, not by colour alone.
"""

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import groupby

from reports.domain.charts import palette, svg


class SceneState(Enum):
    """Whether a scene has a level at all."""

    RATED = "rated"
    NOT_APPLICABLE = "not_applicable"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneRow:
    """`level` counts only where the state is RATED; `result` ends the row in words (二级, 不涉及)."""

    group: str
    name: str
    constrained: bool
    state: SceneState
    level: int
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatMap:
    """`level_names` from level 1 upwards; rows in order, those of a group together. `starred`: names leave
    room for a star, as in the other parts of a picture that falls into several."""

    title: str
    desc: str
    level_names: tuple[str, ...]
    rows: tuple[SceneRow, ...]
    legend: str = ""
    starred: bool = False


@lru_cache(maxsize=svg.KEPT)
def heat_map(chart: HeatMap, *, prefix: str, compact: bool = False) -> str:
    """Return the picture; the mark of constrained scenes is ★, explained by the caller's legend."""
    levels = len(chart.level_names)
    width, name_width, result_width = (328.0, 106.0, 82.0) if compact else (640.0, 200.0, 112.0)
    cell = (width - name_width - result_width) / max(levels, 1)
    # Names too long for their column, as the English ones on a phone, give way to the numerals of the cells.
    fits = all(svg.width_of(name, 14) + 4 <= cell for name in chart.level_names)
    body = [
        svg.text(
            name if fits else str(index + 1),
            x=name_width + cell * (index + 0.5),
            y=16,
            size=14,
            anchor="middle",
            fill=palette.SOFT,
        )
        for index, name in enumerate(chart.level_names)
    ]
    indent = 20.0 if chart.starred or any(row.constrained for row in chart.rows) else 4.0
    y = 24.0
    for group, rows in groupby(chart.rows, key=lambda row: row.group):
        body.append(svg.text(group, x=0, y=y + 22, weight=600))
        y += 32
        for row in rows:
            names = svg.wrap(row.name, width=name_width - indent - 4, size=14)
            results = svg.wrap(row.result, width=result_width - 8, size=14)
            height = 30.0 + 18 * (max(len(names), len(results)) - 1)
            place = {"y": y, "height": height, "indent": indent, "left": name_width, "cell": cell}
            body += _row(row, names, results, levels, **place)
            y += height
        y += 8
    for line in svg.wrap(chart.legend, width=width, size=14) if chart.legend else []:
        y += 22
        body.append(svg.text(line, x=0, y=y - 6, fill=palette.SOFT))
    return svg.picture(width, y, prefix=prefix, title=chart.title, desc=chart.desc, body=body)


def _row(
    row: SceneRow,
    names: list[str],
    results: list[str],
    levels: int,
    *,
    y: float,
    height: float,
    indent: float,  # of the name: room for a star where some scenes have one
    left: float,
    cell: float,
) -> list[str]:
    base = y + height / 2 + 5
    first = base - 9 * (len(names) - 1)
    body = svg.lines(names, x=indent, y=first)
    if row.constrained:
        body.append(svg.text("★", x=0, y=first, fill=palette.ACCENT))
    for level in range(1, levels + 1):
        body += _cell(row, level, levels, x=left + (level - 1) * cell, y=y, width=cell, height=height)
    rated = row.state is SceneState.RATED and row.level > 0
    return body + svg.lines(
        results,
        x=left + levels * cell + 8,
        y=base - 9 * (len(results) - 1),
        weight=600 if rated else 400,
        fill=palette.INK if rated else palette.SOFT,
    )


def _cell(
    row: SceneRow, level: int, levels: int, *, x: float, y: float, width: float, height: float
) -> list[str]:
    box = {"x": x + 1.5, "y": y + 2.5, "width": width - 3, "height": height - 5}
    if row.state is SceneState.NOT_APPLICABLE:
        middle = y + height / 2
        return [svg.line(x + width / 2 - 6, middle, x + width / 2 + 6, middle, stroke=palette.EDGE)]
    if row.state is SceneState.UNANSWERED:
        return [
            svg.element(
                "rect", **box, rx=2, fill=palette.SURFACE, stroke=palette.EDGE, stroke_dasharray="2 3"
            )
        ]
    if level > row.level:
        return [svg.element("rect", **box, rx=2, fill=palette.SURFACE, stroke=palette.LINE)]
    fill = palette.level_fill(level, levels)
    cells = [svg.element("rect", **box, rx=2, fill=fill, stroke=fill)]
    if level == row.level:
        cells.append(
            svg.text(
                str(level),
                x=x + width / 2,
                y=y + height / 2 + 5,
                anchor="middle",
                weight=600,
                fill=palette.text_on(fill),
            )
        )
    return cells
