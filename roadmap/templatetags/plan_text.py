"""The sentences of `roadmap.plan_wording` for templates."""

from django import template

from roadmap import plan_wording as wording

register = template.Library()

for _filter in (wording.effort_text, wording.total_text, wording.steadiness_text, wording.money_text):
    register.filter(_filter.__name__, _filter)
for _tag in (wording.step_text, wording.promise_text, wording.without_text, wording.missing_text):
    register.simple_tag(_tag)
