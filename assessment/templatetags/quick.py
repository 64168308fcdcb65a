"""The quick check on pages of apps below: whether there is one, and what it may give."""

from django import template
from django.db import InterfaceError, OperationalError
from django.template import Context

from assessment.domain.quick import quick_items
from assessment.forms.quick import carried_answers
from assessment.presenters.quick import QuickCard, quick_card
from standards.domain.answer_file import read_answers
from standards.models import Revision
from standards.selectors.revisions import compiled_of, published_revision

register = template.Library()


@register.simple_tag(takes_context=True)
def quick_answers(context: Context) -> int:
    """Return how many answers of the quick check this browser keeps for the assessment begun next."""
    try:
        answers = carried_answers(context["request"], compiled_of(published_revision(quick_items().standard)))
    except Revision.DoesNotExist:
        return 0
    return len(answers.questions) + len(answers.scenes)


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
