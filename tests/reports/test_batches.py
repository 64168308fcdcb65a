"""A batch on several processes: what is written is the same as from one."""

import json
import pickle
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any, Self

import pytest
from django.db import connections
from django.utils import timezone, translation

from editing.domain.canonical import canonical_json
from editing.domain.strict_data import load_yaml
from reports.presenters import batches
from reports.presenters.headless import Assessor, Refused

pytestmark = pytest.mark.usefixtures("shared_library", "db")

LINES = [b'{"id": %d, "scenes": {"S01": 1}}\n' % number for number in range(1, 31)]
LINES[16] = b"{broken\n"
LINES[20] = b"\n"
EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "firm.yaml"
ODD: tuple[Any, ...] = (
    None,
    True,
    -1,
    1,
    7,
    12.5,
    1.23456,
    10**41,
    "na",
    "A",
    "Z",
    "3 人",
    "\ud800",
    [],
    ["B"],
    ["B", "B"],
)
ODDER: tuple[Any, ...] = (
    {},
    {"na": "没有"},
    {"na": 1},
    {"equip_total": 3},
    {"equip_total": 4, "equip_digital": 9},
    [None],
)


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
        make = partial(Assessor, timezone.localdate())
        done = list(batches.assess_batch(make, BytesIO(b"".join(lines))))
    return sum(refused for refused, _text in done), "".join(text for _refused, text in done)


def test_many_lines_are_assessed_elsewhere_and_written_in_their_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at_once = written(LINES)
    pool = Elsewhere()
    monkeypatch.setattr(batches, "_processes", lambda _count: pool)
    monkeypatch.setattr(batches, "CHUNK_BYTES", 2 * len(LINES[0]))
    monkeypatch.setattr("os.sched_getaffinity", lambda _pid: {0, 1}, raising=False)
    assert written(LINES) == at_once
    refused, text = at_once
    results = [json.loads(line) for line in text.splitlines()]
    assert refused == 1
    assert [one["id"] for one in results] == [*range(1, 17), None, *range(18, 21), *range(22, 31)]
    assert results[16]["error"] == "第 17 行: 不是有效的 JSON"
    assert pool.most == 2 * batches.AHEAD  # however many lines there are


def test_a_line_is_assessed_as_a_file_of_the_same_is(tmp_path: Path) -> None:
    """Random answers, half of them broken somewhere: the same result, or refused in the same words."""
    dice = Random(14)
    firms = [_random_firm(dice) for _ in range(400)]
    file = tmp_path / "firm.json"
    refused, text = written([f"{json.dumps(firm)}\n".encode() for firm in firms])
    assert 100 < refused < 300
    assessor = Assessor(timezone.localdate())
    for number, (firm, line) in enumerate(zip(firms, text.splitlines(), strict=True), start=1):
        file.write_text(json.dumps(firm))
        try:
            expected = assessor.file(file).result
        except Refused as refusal:
            refusal.line = number
            with translation.override("zh-hans"):
                expected = {"line": number, "id": None, "error": str(refusal)}
        assert json.loads(line) == expected


def _random_firm(dice: Random) -> dict[str, Any]:
    firm: dict[str, Any] = json.loads(canonical_json(load_yaml(EXAMPLE.read_text(encoding="utf-8"))))
    scenes: dict[str, Any] = firm["scenes"]
    scenes.update({code: dice.choice((0, 1, 2, 3, 4, "na")) for code in scenes})
    firm["answers"]["R03"] |= {"revenue_last": dice.randint(1, 10**6), "staff_last": dice.randint(1, 999)}
    firm["enterprise"]["employees"] = dice.randint(1, 2000)
    for _ in range(dice.choice((0, 0, 1, 2))):
        part = firm[dice.choice(("answers", "answers", "scenes", "enterprise"))]
        if isinstance(part, dict):
            part[dice.choice([*part, "F99"])] = dice.choice(ODD)
    if dice.random() < 0.02:
        firm[dice.choice(("answers", "scenes", "standard", "other"))] = dice.choice(ODD)
    return firm


def test_other_processes_begin_without_a_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = []

    class Connection:
        vendor = "postgresql"

        def close(self) -> None:
            closed.append("connection")

        def close_pool(self) -> None:
            closed.append("pool")

    def begin(_count: int, **_options: object) -> None:
        assert closed == ["connection", "pool"]
        closed.append("begun")

    monkeypatch.setattr(connections, "all", lambda **_options: [Connection()])
    monkeypatch.setattr(batches, "ProcessPoolExecutor", begin)
    batches._processes(2)
    assert closed[-1] == "begun"


def test_few_lines_start_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "_processes", None)
    assert written(LINES)[0] == 1
    assert written([]) == (0, "")
