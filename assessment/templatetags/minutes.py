"""How long a whole form takes, on pages that lead to it."""

from django import template

from assessment.domain.pace import time_left
from standards.domain.standard import Standard

register = template.Library()


@register.filter
def estimated_minutes(standard: Standard) -> int:
    """Return our estimate for all that a standard asks."""
    return time_left(standard, standard.item_codes, {}).minutes
