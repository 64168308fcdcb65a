"""Numbers in templates, shown as everywhere else."""

from decimal import Decimal

from django import template

from assessment.wording import points_text

register = template.Library()


@register.filter
def points(value: Decimal | None) -> str:
    """Return points, weights or figures as shown; – where there is no number."""
    return "–" if value is None else points_text(value)
