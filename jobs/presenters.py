"""How background work stands, as the page of the staff shows it."""

from dataclasses import dataclass

from jobs.domain.operation import Ended, Operation, Waiting
from jobs.services.registry import name_of
from jobs.wording import say_time


@dataclass(frozen=True, slots=True)
class KindRow:
    """One kind of job by its name; times are "" where none was done."""

    kind: str
    queued: int
    running: int
    done: int
    failed: int
    mean: str
    longest: str


@dataclass(frozen=True, slots=True)
class OperationPage:
    """Times as text; "": nothing waits, no worker was ever there."""

    is_worker_alive: bool
    heartbeat: str
    oldest: str
    kinds: tuple[KindRow, ...]
    connections: int | None
    connections_most: int | None


def present(operation: Operation, *, is_worker_alive: bool) -> OperationPage:
    waiting = {one.kind: one for one in operation.waiting}
    ended = {one.kind: one for one in operation.ended}
    rows = (
        _row(
            waiting.get(kind) or Waiting(kind, queued=0, running=0),
            ended.get(kind) or Ended(kind, done=0, failed=0, mean=None, longest=None),
        )
        for kind in sorted(waiting.keys() | ended.keys())
    )
    return OperationPage(
        is_worker_alive=is_worker_alive,
        heartbeat=_time(operation.heartbeat),
        oldest=_time(operation.oldest),
        kinds=tuple(rows),
        connections=operation.connections,
        connections_most=operation.connections_most,
    )


def _row(waiting: Waiting, ended: Ended) -> KindRow:
    return KindRow(
        name_of(waiting.kind),
        waiting.queued,
        waiting.running,
        ended.done,
        ended.failed,
        _time(ended.mean),
        _time(ended.longest),
    )


def _time(seconds: float | None) -> str:
    return "" if seconds is None else say_time(seconds)
