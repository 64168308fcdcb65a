"""A batch of answers on all cores: lines in, JSON lines out, in their order, with little of it in memory."""

import json
import os
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from multiprocessing import get_context
from typing import Any, BinaryIO

from django.db import connections
from django.utils import translation

from reports.presenters.headless import Assessor

CHUNK_BYTES = 2**19  # some hundreds of firms
FEW = 2  # chunks; for fewer no process is begun
AHEAD = 3  # chunks a process that may wait, to be assessed or to be written

_JSON = json.JSONEncoder(ensure_ascii=False)  # made once: for each line it took a tenth of the writing

Chunk = tuple[int, list[bytes]]  # the number of the first line, and the lines
Assessed = tuple[int, str]  # how many lines were refused, and what is written


def assess_batch(make: Callable[[], Assessor], source: BinaryIO) -> Iterator[Assessed]:
    """Assess all lines that are not blank, chunk by chunk. `make`: makes the assessor of a chunk."""
    language = translation.get_language()
    chunks = _chunks(source)
    begun = list(islice(chunks, FEW))
    if len(begun) < FEW:
        yield from (_assess(make, language, *chunk) for chunk in begun)
        return
    yield _assess(make, language, *begun.pop(0))  # here, so that others begin with what it read
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    waiting: deque[Future[Assessed]] = deque()
    with _processes(cores) as pool:
        for chunk in chain(begun, chunks):
            waiting.append(pool.submit(_assess, make, language, *chunk))
            if len(waiting) == AHEAD * cores:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def json_line(item: Mapping[str, Any]) -> str:
    """Return a result as one line."""
    return _JSON.encode(item) + "\n"


def _chunks(source: BinaryIO) -> Iterator[Chunk]:
    first = 1
    while lines := source.readlines(CHUNK_BYTES):
        yield first, lines
        first += len(lines)


def _processes(count: int) -> ProcessPoolExecutor:
    """Return processes that begin as this one stands: starting anew took a second each. None shares a
    connection to the database."""
    for connection in connections.all(initialized_only=True):
        connection.close()
        if connection.vendor == "postgresql":
            connection.close_pool()  # type: ignore[attr-defined]
    return ProcessPoolExecutor(count, mp_context=get_context("fork"))


def _assess(make: Callable[[], Assessor], language: str, first: int, lines: list[bytes]) -> Assessed:
    assessor, refused, written = make(), 0, []
    with translation.override(language):
        for accepted, item in assessor.batch(lines, first):
            refused += not accepted
            written.append(json_line(item))
    return refused, "".join(written)
