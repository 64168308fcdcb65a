"""Limits and used codes are counted by all processes together; without Redis by each for itself."""

import os
import pickle
from collections.abc import Iterator

import pytest

from config.cache import AWAY_SECONDS, Json, SharedCache


@pytest.fixture(autouse=True)
def _redis_was_never_away(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(SharedCache, "_away_until", 0.0)
    yield
    at(NOWHERE)._own.clear()


NOWHERE = "redis://127.0.0.1:1/0"


def at(address: str) -> SharedCache:
    return SharedCache(address, {"KEY_PREFIX": "test"})


@pytest.mark.redis
def test_two_processes_count_together() -> None:
    """Each makes its own connection, as processes do; what one process keeps is not asked."""
    one, other = at(os.environ["TEST_REDIS_URL"]), at(os.environ["TEST_REDIS_URL"])
    one.delete("code")
    assert [one.add("code", 1), other.add("code", 1)] == [True, False]
    one.set("times", [1.5, 2.0])
    assert other.get("times") == [1.5, 2.0]
    assert other._own.get("times") is None
    assert (one.delete("times"), other.get("times", "none")) == (True, "none")


def test_without_redis_each_process_counts_for_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = [100.0]
    monkeypatch.setattr("config.cache.time.monotonic", lambda: seconds[0])
    cache = at(NOWHERE)
    assert [cache.add("code", 1), cache.add("code", 1)] == [True, False]
    cache.set("times", [1.5])
    assert cache.get("times") == [1.5]
    assert SharedCache._away_until == 100.0 + AWAY_SECONDS
    asked: list[str] = []

    def answer(*_given: object) -> int:
        asked.append("redis")
        return 7

    monkeypatch.setattr(cache._cache, "get", answer)
    cache.get("times")
    assert asked == []
    seconds[0] += AWAY_SECONDS
    assert (cache.get("times"), asked) == (7, ["redis"])


def test_values_are_json_and_no_pickles() -> None:
    assert Json().loads(Json().dumps([1.5, "y", 3, True]).encode()) == [1.5, "y", 3, True]
    with pytest.raises(UnicodeDecodeError):
        Json().loads(pickle.dumps(1))
