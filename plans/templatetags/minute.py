"""The minute of a result, on its overview: the first steps are those that the planner recommends."""

from django import template
from django.utils import timezone

from assessment.models import Snapshot
from plans.selectors.planner import load_planner_inputs
from reports.presenters.minute import Minute, minute_of, share_text
from reports.presenters.result import Result
from roadmap.domain.helping import Help

register = template.Library()


@register.simple_tag
def result_minute(snapshot: Snapshot, result: Result, found_help: Help | None) -> Minute:
    """Return what to do about a result, as the planner recommends it today. Four queries."""
    today = timezone.localdate()
    inputs = load_planner_inputs(snapshot, today)
    recommended = inputs.to_next()
    plan = recommended.plan if recommended and not recommended.shortfall else None
    support = inputs.support(plan, today) if plan and plan.steps else None
    return minute_of(result, recommended, found_help, support)


@register.simple_tag
def minute_as_text(result: Result, minute: Minute | str) -> str:
    """Return the minute as text to paste into a message. `minute`: empty while a plan is followed."""
    return share_text(result, minute if isinstance(minute, Minute) else None)
