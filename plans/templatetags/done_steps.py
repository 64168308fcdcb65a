"""What done steps offer, on pages of apps below, which know nothing of plans."""

from django import template

from assessment.domain.sheet import Sheet
from assessment.models import Assessment
from plans.selectors.updates import find_offers

register = template.Library()


@register.simple_tag
def done_step_offers(assessment: Assessment, sheet: Sheet) -> int:
    """Return for how many items of a draft done steps lead to a better answer. At most three queries."""
    return len(find_offers(assessment, sheet).offered)
