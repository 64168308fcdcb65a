"""What every test has: the people, and no network."""

import gc
import os
import shutil
import socket
from collections.abc import Iterator
from typing import Any, NoReturn

import hypothesis
import pytest
from django.conf import settings
from django.utils import translation

from tools import suite

pytest_plugins = [
    "tests.databases",
    "tests.frozen",  # before those that import it
    "tests.people",
    "tests.standards.fixtures",
    "tests.library",
    "tests.sectors",
]

# Machines that run everything at once are slow now and then: no property fails for that. Each run draws other
# examples, so fifty at a time do.
hypothesis.settings.register_profile("patient", deadline=None, max_examples=50)
hypothesis.settings.load_profile("patient")

LOOPBACK = ("127.0.0.1", "::1", "localhost")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the journeys first: the long ones do not keep the other cores waiting at the end.

    One worker then has most of them: it knows the parts of the pages (`tests/journeys/looking.py`).
    """
    items.sort(key=lambda item: item.get_closest_marker("journey") is None)


def pytest_collection_finish() -> None:
    """Look for garbage less often, and never among the thousands of tests and modules that stay."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Refuse connections that leave the machine; servers started by the tests are on the loopback."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in LOOPBACK:
            raise AssertionError(f"A test reaches out to {address}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.fixture(autouse=True, scope="session")
def _no_files_left() -> Iterator[None]:
    """Remove the files of firms when all tests are over."""
    yield
    shutil.rmtree(settings.FILES, ignore_errors=True)


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    """Forget the language of the last request: it would speak in the next test too."""
    yield
    translation.deactivate()


@pytest.fixture(scope="session")
def chromium() -> str:
    """Return the path of the system's Chromium for playwright's `executable_path`."""
    return suite.browser() or _absent(suite.BROWSER_MISSING)


@pytest.fixture(scope="session")
def softhsm() -> str:
    """Return the path of SoftHSM's module."""
    return suite.token_module() or _absent(suite.SOFTHSM_MISSING)


def _absent(words: str) -> NoReturn:
    """Skip what needs it; where everything has to run, fail."""
    if os.environ.get("CI") == "true":
        pytest.fail(words)
    pytest.skip(words)
