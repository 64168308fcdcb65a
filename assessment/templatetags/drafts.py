"""What is being filled in, on pages of apps below, which know nothing of assessments."""

from collections.abc import Mapping
from uuid import UUID

from django import template

from assessment.selectors.answers import user_drafts
from enterprises.models import User

register = template.Library()


@register.simple_tag
def drafts_of(user: User) -> Mapping[int, UUID]:
    """Return the draft that each of the user's firms fills in, by the key of the firm. One query."""
    return user_drafts(user)


@register.filter
def of_firm_draft(drafts: Mapping[int, UUID], firm: int) -> UUID | None:
    """Return the draft of a firm, None where it fills in nothing."""
    return drafts.get(firm)
