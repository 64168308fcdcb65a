"""The standard's bilingual texts in templates."""

from django import template

from assessment.domain.standard import Text
from assessment.wording import local

register = template.Library()


@register.filter
def plain(text: Text) -> str:
    """Return our own wording in the language of the page."""
    return local(text)
