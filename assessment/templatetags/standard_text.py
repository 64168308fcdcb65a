"""The standard's bilingual texts in templates, and what it asks."""

from django import template

from assessment import wording
from assessment.criteria.models import Revision
from assessment.criteria.selectors import compiled, default_revision
from assessment.domain.standard import Standard, Text

register = template.Library()


@register.filter
def plain(text: Text) -> str:
    """Return our own wording in the language of the page."""
    return wording.local(text)


@register.filter
def asked_items(standard: Standard) -> str:
    """Say what a standard asks: 15 道题和 16 个场景."""
    return wording.asked_items(standard)


@register.filter
def standard_facts(standard: Standard) -> str:
    """Say in one line what a standard is."""
    return wording.standard_facts(standard)


@register.simple_tag
def default_standard() -> Standard | None:
    """Return the standard that firms start with, for pages of apps below; None before one is loaded."""
    try:
        return compiled(default_revision().pk)
    except Revision.DoesNotExist:
        return None
