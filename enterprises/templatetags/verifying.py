"""Who waits to be verified, on the first page of the admin."""

from django import template
from django.template import Context

from enterprises.models import VerificationState
from enterprises.permissions import can_decide_verifications
from enterprises.selectors.verifying import count_open_verifications

register = template.Library()


@register.simple_tag(takes_context=True)
def open_verifications(context: Context) -> list[tuple[VerificationState, int]]:
    """Return how many firms wait in each open state; nothing for who may not decide."""
    return count_open_verifications() if can_decide_verifications(context["request"].user) else []
