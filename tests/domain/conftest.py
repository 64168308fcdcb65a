"""The pure method: its tests need nothing that must be started first."""

import pytest

from tests.servers import needs_of


@pytest.fixture(autouse=True)
def _needs_nothing(request: pytest.FixtureRequest) -> None:
    assert list(needs_of(request.node)) == []
