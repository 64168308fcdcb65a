"""What done steps offer, on pages of apps below, which know nothing of plans."""

from collections.abc import Mapping

from django import template
from django.utils.translation import gettext as _

from assessment.domain.sheet import Sheet
from assessment.models import Assessment, Snapshot
from editing.domain.texts import Text
from plans.selectors.updates import find_offers, titles_of_done_steps
from standards.wording.results import local

register = template.Library()


@register.simple_tag
def done_step_offers(assessment: Assessment, sheet: Sheet) -> int:
    """Return for how many items of a draft done steps lead to a better answer. At most three queries."""
    return len(find_offers(assessment, sheet).offered)


@register.simple_tag
def steps_between(snapshot: Snapshot, before: Snapshot) -> Mapping[str, tuple[Text, ...]]:
    """Return the steps done from one result to the next, by the item that they serve. One query."""
    return titles_of_done_steps(snapshot, before)


@register.filter
def serving(steps: Mapping[str, tuple[Text, ...]], code: str) -> str:
    """Name the steps that raise an item, empty where there are none."""
    return _("、").join(local(title) for title in steps.get(code, ()))
