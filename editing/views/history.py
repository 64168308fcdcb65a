"""What the pages of a history share."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

PER_PAGE = 50


def one_page(request: HttpRequest, found: Any) -> Page[Any]:
    """Return the page of a long list that the address names; the nearest there is for nonsense."""
    return Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
