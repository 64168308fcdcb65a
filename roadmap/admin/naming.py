"""The names that one request looks up, once."""

from django.http import HttpRequest

from roadmap.selectors.names import Naming

NAMING = "_naming"  # where a request keeps it


def naming_of(request: HttpRequest) -> Naming:
    """Return the naming of a request, the same each time."""
    held: Naming | None = getattr(request, NAMING, None)
    if held is None:
        held = Naming()
        setattr(request, NAMING, held)
    return held
