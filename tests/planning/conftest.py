"""What the tests of the planner have."""

from collections.abc import Iterator
from typing import Any

import pytest

from roadmap.domain.planning import OutOfReach, recommend, recommending


@pytest.fixture
def unexplained(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Recommend without the reasons of a refusal: `test_shortfall` asks for them, and they take longest."""

    def unsaid(_situation: Any, target: int, bounds: Any) -> OutOfReach:
        return OutOfReach(target=target, bounds=bounds, best=None, without=(), missing=())

    monkeypatch.setattr(recommending, "out_of_reach", unsaid)
    recommend.cache_clear()
    yield
    recommend.cache_clear()
