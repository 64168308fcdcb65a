"""What pages of plans do where a service refuses."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.http import HttpRequest

from plans.services import RefusedPlan
from plans.wording.plans import refusal_text


@contextmanager
def refusal_told(request: HttpRequest) -> Iterator[None]:
    """Say on the next page why nothing was written, if a service refuses within; then go on behind it."""
    try:
        yield
    except RefusedPlan as refused:
        messages.warning(request, refusal_text(refused.refusal))
