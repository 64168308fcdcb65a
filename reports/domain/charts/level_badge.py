"""The level as a staircase: as many steps as the standard has levels, climbed ones filled."""

from dataclasses import dataclass

from reports.domain.charts import palette, svg


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelBadge:
    """`level` None: cannot be told yet; 0: graded, but below the first level. Both are outlined, not red."""

    title: str
    desc: str
    level: int | None
    levels: int
    name: str
    caption: str


def level_badge(badge: LevelBadge, *, prefix: str) -> str:
    """Return the badge: the stairs, the level's name large beside them, a caption below it."""
    step, gap, top, size, rise = 24, 4, 12, 36, 16
    stairs = badge.levels * (step + gap) - gap
    floor = top + rise * max(badge.levels - 1, 1) + 20
    body = []
    for level in range(1, badge.levels + 1):
        height = 20 + rise * (level - 1) - 1
        climbed = badge.level is not None and level <= badge.level
        fill = palette.level_fill(level, badge.levels) if climbed else palette.SURFACE
        edge = fill if climbed else palette.EDGE
        dashes = {"stroke_dasharray": "3 3"} if badge.level is None else {}
        x = (level - 1) * (step + gap) + 0.5
        body.append(
            svg.element(
                "rect",
                x=x,
                y=floor - height - 0.5,
                width=step - 1,
                height=height,
                fill=fill,
                stroke=edge,
                **dashes,
            )
        )
    left = stairs + 24
    middle = floor - 20 - rise * (badge.levels - 1) / 2 + 10
    body.append(svg.text(badge.name, x=left, y=middle, size=size, weight=600))
    body.append(svg.text(badge.caption, x=left, y=middle + 26, fill=palette.SOFT))
    width = left + max(svg.width_of(badge.name, size), svg.width_of(badge.caption, 14)) + 8
    return svg.picture(width, floor + 1, prefix=prefix, title=badge.title, desc=badge.desc, body=body)
