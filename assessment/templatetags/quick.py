"""The quick check on pages of apps below: whether there is one, and what it may give."""

from django import template
from django.db import InterfaceError, OperationalError

from assessment.domain.quick import quick_items
from assessment.presenters.quick import QuickCard, quick_card
from standards.domain.answer_file import read_answers
from standards.models import Revision
from standards.selectors.revisions import compiled_of, published_revision

register = template.Library()


@register.simple_tag
def quick_sample() -> QuickCard | None:
    """Return what the quick check says of an invented firm; None where its standard is not published.

    None as well while the database is away: the landing page says all else without it.
    """
    items = quick_items()
    try:
        standard = compiled_of(published_revision(items.standard))
    except (InterfaceError, OperationalError, Revision.DoesNotExist):
        return None
    return quick_card(standard, read_answers(standard, items.sample["answers"], items.sample["scenes"]))
