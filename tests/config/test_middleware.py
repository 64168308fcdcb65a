"""What surrounds every request."""

import resource
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from config.middleware import keep_room

CALLS = 200


def _deep(depth: int, act: Callable[[], int]) -> int:
    return _deep(depth - 1, act) if depth else act()


def _faults() -> int:
    """Return how often the system gave memory while a function was called many times in a loop."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(CALLS):
        _deep(5, int)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def test_no_call_of_a_request_takes_memory_from_the_system_anew_however_deep_it_lies() -> None:
    found: list[int] = []

    def view(_request: HttpRequest) -> HttpResponse:
        found.extend(_deep(depth, _faults) for depth in range(0, 300, 5))
        return HttpResponse()

    keep_room(view)(HttpRequest())
    assert len(found) == 60
    assert max(found) < CALLS / 2, found


def test_what_gives_room_surrounds_all_else() -> None:
    assert settings.MIDDLEWARE[0] == "config.middleware.keep_room"
