"""Pictures as SVG strings, the same in page and PDF; plain values in, no Django and no standard needed.

Each function takes a frozen dataclass of texts and numbers, already translated, a `prefix` that is unique
on the page (ids), and `compact=True` for a picture that stays legible at 328 px.
"""

from reports.domain.charts.gauge import Amount, Counted, Gauge, Side, gauge
from reports.domain.charts.heat_map import HeatMap, SceneRow, SceneState, heat_map
from reports.domain.charts.level_badge import LevelBadge, level_badge
from reports.domain.charts.radar import Axis, Radar, radar
from reports.domain.charts.time_axis import Stretch, Tick
from reports.domain.charts.timeline import Bar, BarState, Timeline, timeline

__all__ = [
    "Amount",
    "Axis",
    "Bar",
    "BarState",
    "Counted",
    "Gauge",
    "HeatMap",
    "LevelBadge",
    "Radar",
    "SceneRow",
    "SceneState",
    "Side",
    "Stretch",
    "Tick",
    "Timeline",
    "gauge",
    "heat_map",
    "level_badge",
    "radar",
    "timeline",
]
