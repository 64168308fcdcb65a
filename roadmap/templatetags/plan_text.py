"""The sentences of `roadmap.wording.plans` for templates."""

from django import template

from roadmap.domain.entries import Evidence
from roadmap.models import EVIDENCE
from roadmap.wording import plans as wording

register = template.Library()

for _filter in (
    wording.effort_text,
    wording.total_text,
    wording.at_once_text,
    wording.kind_text,
    wording.steadiness_text,
    wording.money_text,
    wording.months_text,
):
    register.filter(_filter.__name__, _filter)
for _tag in (
    wording.headline_text,
    wording.step_text,
    wording.rise_text,
    wording.promise_text,
    wording.bought_text,
    wording.prices_text,
    wording.without_text,
    wording.missing_text,
):
    register.simple_tag(_tag)


@register.filter
def evidence_label(evidence: str) -> str:
    """Say how well a fact is known."""
    return str(EVIDENCE[Evidence(evidence)])
