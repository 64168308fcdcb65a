"""Numbers in templates, shown as everywhere else."""

from decimal import Decimal

from django import template

from assessment.numbers import shown
from assessment.wording import points_text

register = template.Library()


@register.filter
def points(value: Decimal | None) -> str:
    """Return points or weights as shown; – where there is no number."""
    return "–" if value is None else points_text(value)


@register.filter
def figure(value: Decimal | int) -> str:
    """Return a number the firm gave, or a count, with all its digits."""
    return shown(Decimal(value))
