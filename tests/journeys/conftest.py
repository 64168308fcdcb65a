"""What the journeys have: the app served as it is, its reference data, a browser and its visitors."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from standards.models import Revision
from tests.journeys.browser import Visitor, started
from tests.library import load_committed_library

Welcome = Callable[..., Visitor]


@pytest.fixture(scope="package")
def browser(chromium: str) -> Iterator[Browser]:
    with started(chromium) as running:
        yield running


@pytest.fixture
def app(live_server: LiveServer, load_2024: Revision) -> str:
    """The address of the app, with the standard and the roadmaps loaded."""
    load_committed_library()
    return str(live_server.url)


@pytest.fixture
def welcome(browser: Browser, app: str) -> Iterator[Welcome]:
    """Give visitors: `welcome(width=360)`. They leave with the test, and say then what went wrong."""
    visitors: list[Visitor] = []

    def enter(*, width: int, **options: Any) -> Visitor:
        visitors.append(Visitor(browser, address=app, width=width, **options))
        return visitors[-1]

    yield enter
    for visitor in visitors:
        visitor.close()
