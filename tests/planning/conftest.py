"""What the tests of the planner have."""

from typing import Any

import pytest

from roadmap.domain.planning import OutOfReach, recommending


@pytest.fixture
def unexplained(monkeypatch: pytest.MonkeyPatch) -> None:
    """Recommend without asking what stands in the way: `test_shortfall` does, and it takes most of the time."""

    def unsaid(_situation: Any, target: int, bounds: Any) -> OutOfReach:
        return OutOfReach(target=target, bounds=bounds, best=None, without=(), missing=())

    monkeypatch.setattr(recommending, "out_of_reach", unsaid)
