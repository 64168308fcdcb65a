"""What pages of a draft do where a service refuses."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.http import HttpRequest

from assessment import services
from assessment.wording.sections import SECTION_CLOSED
from assessment.wording.steps import CLOSED, NOT_SAVED_MOVED


@contextmanager
def refusal_told(request: HttpRequest) -> Iterator[None]:
    """Say on the next page why nothing was written, if nothing may be any more; then go on behind it."""
    try:
        yield
    except services.NotDraft:
        messages.warning(request, CLOSED)
    except services.OtherRevision:
        messages.warning(request, NOT_SAVED_MOVED)
    except services.SectionClosed:
        messages.warning(request, SECTION_CLOSED)
