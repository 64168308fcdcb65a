"""Reads: the public figures that a result is shown beside."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from editing.domain.schema import read_file
from reports.domain.benchmarks import Benchmark

BENCHMARKS = Path(__file__).parents[1] / "data" / "benchmarks.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    benchmarks: tuple[Benchmark, ...]


@cache
def benchmarks() -> tuple[Benchmark, ...]:
    """Return the public figures of the file, in its order. Raises ExchangeError naming the path or line."""
    return read_file(_File, BENCHMARKS).benchmarks
