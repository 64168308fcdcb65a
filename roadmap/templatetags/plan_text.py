"""The sentences of `roadmap.wording.plans` for templates: no line breaks inside an amount in them."""

import re
from collections.abc import Callable
from typing import Any

from django import template
from django.template import Context
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from roadmap.domain.entries import Evidence
from roadmap.models import EVIDENCE
from roadmap.wording import plans as wording

register = template.Library()
NUMBER = r"\d[\d,.]*"
UNIT = r" (?:万元|个月|× 10,000 RMB|months?)"
AMOUNT = re.compile(rf"{NUMBER}–{NUMBER}(?:{UNIT})?|{NUMBER}{UNIT}")


@register.filter
def unbroken(text: str) -> SafeString:
    """Keep ranges and amounts with their unit in one line: 12–15 万元."""
    return SafeString(AMOUNT.sub(r'<span class="text-nowrap">\g<0></span>', conditional_escape(text)))


def _as_filter(wording: Callable[[Any], str]) -> Callable[..., str]:
    def say(value: Any, autoescape: bool = True) -> str:
        text = wording(value)
        return unbroken(text) if autoescape else text

    return say


def _as_tag(wording: Callable[..., str]) -> Callable[..., str]:
    def say(context: Context, *given: Any) -> str:
        text = wording(*given)
        return unbroken(text) if context.autoescape else text

    return say


for _filter in (
    wording.effort_text,
    wording.total_text,
    wording.at_once_text,
    wording.kind_text,
    wording.steadiness_text,
    wording.money_text,
    wording.months_text,
):
    register.filter(_filter.__name__, _as_filter(_filter), needs_autoescape=True)
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
    register.simple_tag(_as_tag(_tag), name=_tag.__name__, takes_context=True)


@register.filter
def evidence_label(evidence: str) -> str:
    """Say how well a fact is known."""
    return str(EVIDENCE[Evidence(evidence)])
