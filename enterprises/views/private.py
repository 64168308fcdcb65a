"""Pages whose address alone opens them."""

from django.http import HttpResponse


def private(response: HttpResponse) -> HttpResponse:
    """Keep such a page out of indexes, caches and other sites' logs."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin"  # none at all would take the origin off our own forms
    return response
