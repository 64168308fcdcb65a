"""A batch on several processes: what is written is the same as from one."""

import json
import pickle
from collections.abc import Callable
from concurrent.futures import Future
from io import BytesIO
from typing import Any, Self

import pytest
from django.utils import timezone, translation

from reports.presenters import batches
from reports.presenters.headless import Assessor

pytestmark = pytest.mark.usefixtures("shared_library", "db")

LINES = [b'{"id": %d, "scenes": {"S01": 1}}\n' % number for number in range(1, 31)]
LINES[16] = b"{broken\n"
LINES[20] = b"\n"


class Elsewhere:
    """Stands for other processes: what goes there and comes back is pickled. `most`: chunks under way."""

    most = under_way = 0

    def __init__(self, *_arguments: object, **_options: object) -> None:
        """Begin; nothing is kept of how many processes there are."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        assert not self.under_way

    def submit(self, work: Callable[..., Any], *given: object) -> "Future[Any]":
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        taken, there = pickle.loads(pickle.dumps((work, given)))
        pool = self

        class Taken(Future[Any]):
            def result(self, timeout: float | None = None) -> Any:
                pool.under_way -= 1
                return taken(*there)

        return Taken()


def written(lines: list[bytes]) -> tuple[int, str]:
    with translation.override("zh-hans"):
        done = list(batches.assess_batch(Assessor(timezone.localdate()), BytesIO(b"".join(lines))))
    return sum(refused for refused, _text in done), "".join(text for _refused, text in done)


def test_many_lines_are_assessed_elsewhere_and_written_in_their_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at_once = written(LINES)
    pool = Elsewhere()
    monkeypatch.setattr(batches, "ProcessPoolExecutor", lambda *_arguments, **_options: pool)
    monkeypatch.setattr(batches, "CHUNK_BYTES", 2 * len(LINES[0]))
    monkeypatch.setattr("os.sched_getaffinity", lambda _pid: {0, 1}, raising=False)
    assert written(LINES) == at_once
    refused, text = at_once
    results = [json.loads(line) for line in text.splitlines()]
    assert refused == 1
    assert [one["id"] for one in results] == [*range(1, 17), None, *range(18, 21), *range(22, 31)]
    assert results[16]["error"] == "第 17 行: 不是有效的 JSON"
    assert pool.most == 2 * batches.AHEAD  # however many lines there are


def test_few_lines_start_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "ProcessPoolExecutor", None)
    assert written(LINES)[0] == 1
    assert written([]) == (0, "")
