"""Published mistakes on pages of apps below, which know nothing of assessments."""

from django import template

from assessment.selectors.errata import firms_with_defects
from enterprises.models import User

register = template.Library()


@register.simple_tag
def firms_with_errata(user: User) -> frozenset[int]:
    """Return the ids of the user's firms that a published mistake concerns."""
    return firms_with_defects(user)
