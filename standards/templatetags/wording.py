"""Numbers in templates, shown as everywhere else."""

from decimal import Decimal

from django import template

from enterprises.wording.numbers import number_text
from standards.domain.standard import LevelRule
from standards.wording import results as wording

register = template.Library()
SHADES = 4  # --c-level-1 to --c-level-4 in static/css/app.css


@register.filter
def points(value: Decimal | None) -> str:
    """Return points or weights as shown; – where there is no number."""
    return "–" if value is None else wording.points_text(value)


@register.filter
def rounded_points(value: Decimal | None) -> str:
    """Return points to one decimal; – where there is no number."""
    return "–" if value is None else wording.rounded_points_text(value)


@register.filter
def figure(value: Decimal | int) -> str:
    """Return a number the firm gave, or a count, with all its digits."""
    return number_text(Decimal(value))


@register.filter
def condition_name(name: str) -> str:
    """Return what a level may ask for, by the field of its threshold."""
    return wording.condition_name(name)


@register.filter
def scene_level_name(level: int, rule: LevelRule) -> str:
    """Return the name of a scene's level."""
    return wording.scene_level_name(rule, level)


@register.filter
def shade(level: int, levels: int) -> int:
    """Return which of the stylesheet's four colours a level takes; 0 is outlined, the highest the darkest."""
    return -(-level * SHADES // levels)
