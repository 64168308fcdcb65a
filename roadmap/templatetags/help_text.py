"""The sentences of `roadmap.wording.help` for templates."""

from django import template

from roadmap import models
from roadmap.domain.solution import Solution
from roadmap.domain.support import SupportKind
from roadmap.wording import help as wording

register = template.Library()

for _filter in (
    wording.fit_text,
    wording.check_sentences,
    wording.no_support,
    wording.touched,
    wording.served,
    wording.price_lines,
):
    register.filter(_filter.__name__, _filter)
register.simple_tag(wording.support_paragraphs)
register.simple_tag(wording.ends_soon)
register.simple_tag(wording.support_notice)


@register.filter
def support_kind(kind: SupportKind) -> str:
    """Return what a kind of support measure is called."""
    return str(models.SUPPORT_KINDS[kind])


@register.filter
def deployment(solution: Solution) -> str:
    """Say where a solution runs."""
    return str(models.DEPLOYMENTS[solution.deployment])


@register.filter
def price_model(solution: Solution) -> str:
    """Say what a solution is paid by."""
    return str(models.PRICE_MODELS[solution.price_model])
