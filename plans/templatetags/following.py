"""What pages say of followed plans."""

from django import template

from plans.domain.effects import change_percent
from plans.models import EffectFigure
from plans.wording import plans as wording
from standards.domain.standard import Standard
from standards.wording.results import local

register = template.Library()

for _filter in (wording.due_text, wording.amount_text):
    register.filter(_filter.__name__, _filter)


@register.simple_tag
def level_name(standard: Standard, level: int) -> str:
    """Return the name of a level; 0 is below the first."""
    return local(standard.rule.name(level))


@register.filter
def effect_change(effect: EffectFigure) -> str:
    """Say by how much a figure changed; empty where it was zero before."""
    percent = change_percent(effect.before, effect.after)
    return "" if percent is None else wording.change_text(percent)
