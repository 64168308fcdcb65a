"""What pages say of followed plans, those of lower apps too."""

from django import template
from django.utils import timezone

from assessment.domain.standard import Standard
from assessment.wording import local
from enterprises.models import Enterprise
from plans import wording
from plans.action_list import ActionList, load_action_list
from plans.domain.effects import change_percent
from plans.models import EffectFigure
from plans.selectors import find_followed
from roadmap.plan_wording import rise_text

register = template.Library()

for _filter in (wording.due_text, wording.amount_text):
    register.filter(_filter.__name__, _filter)
register.simple_tag(rise_text)


@register.simple_tag
def level_name(standard: Standard, level: int) -> str:
    """Return the name of a level; 0 is below the first."""
    return local(standard.rule.name(level))


@register.filter
def effect_change(effect: EffectFigure) -> str:
    """Say by how much a figure changed; empty where it was zero before."""
    percent = change_percent(effect.before, effect.after)
    return "" if percent is None else wording.change_text(percent)


@register.simple_tag
def followed_plan(enterprise: Enterprise) -> ActionList | None:
    """Return what the firm does about the plan that it follows, None where it follows none. Three queries."""
    plan = find_followed(enterprise)
    return load_action_list(plan, timezone.localdate()) if plan else None
