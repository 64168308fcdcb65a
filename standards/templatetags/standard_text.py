"""The standard's bilingual texts in templates, and what it asks."""

from django import template
from django.db import InterfaceError, OperationalError

from editing.domain.texts import Text
from standards.domain.standard import Standard
from standards.models import Revision
from standards.selectors.revisions import compiled, default_revision
from standards.wording import results as wording

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


@register.filter
def badge_text(standard: Standard) -> str:
    """Say whose a standard is."""
    return wording.badge_text(standard)


@register.simple_tag
def default_standard() -> Standard | None:
    """Return the standard that firms start with, for pages of apps below; None before one is loaded.

    None as well while the database is away: the landing page says all else without it.
    """
    try:
        return compiled(default_revision().pk)
    except (InterfaceError, OperationalError, Revision.DoesNotExist):
        return None
