"""Reads: the public figures that a result is shown beside."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from editing.domain.schema import ExchangeError, parse_yaml, read
from reports.domain.benchmarks import Benchmark

BENCHMARKS = Path(__file__).parents[1] / "data" / "benchmarks.yaml"
FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _BenchmarkFile:
    format: int
    benchmarks: tuple[Benchmark, ...]


@cache
def benchmarks() -> tuple[Benchmark, ...]:
    """Return the public figures of the file, in its order. Raises ExchangeError naming the path or line."""
    file = cast(_BenchmarkFile, read(_BenchmarkFile, parse_yaml(BENCHMARKS.read_text(encoding="utf-8"))))
    if file.format != FORMAT:
        raise ExchangeError(f"format: must be {FORMAT}")
    return file.benchmarks
