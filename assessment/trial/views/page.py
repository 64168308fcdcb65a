"""What every page about a revision needs within the admin."""

from django.contrib import admin
from django.http import HttpRequest

from standards.models import Revision


def page_context(request: HttpRequest, revision: Revision, title: str) -> dict[str, object]:
    """Return the admin's own context with the revision and the page's title."""
    return {**admin.site.each_context(request), "revision": revision, "title": title}
