"""The sentences of `plans.wording.planner` for templates."""

from django import template

from plans.presenters.planner.changing import Change
from plans.wording.planner import change_text

register = template.Library()


@register.filter
def change_line(change: Change) -> str:
    """Say in one line what a change made of a plan."""
    return change_text(len(change.steps_in), len(change.steps_out), change.money, change.months)
