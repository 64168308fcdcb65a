"""Copies of firms, written by COPY: the rows of the originals under other keys, names, numbers and days.

What the services wrote is copied column by column, so that a new column needs nothing here. Foreign keys and
triggers rest meanwhile (`session_replication_role`): as the services wrote the rows, they passed both.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from itertools import accumulate
from multiprocessing import get_context
from random import Random
from typing import Any

import psycopg
from django.db import connection

from tests.bench.growth.patterns import Copy, Pattern

BATCH = 1000  # firms
DAYS = 1000  # over which they have registered


def fill(patterns: Sequence[Pattern], count: int, *, processes: int) -> None:
    """Write so many copies, the patterns in turns."""
    parts = [range(first, count, processes * BATCH) for first in range(0, processes * BATCH, BATCH)]
    first = _next_keys(patterns)
    address = connection.get_connection_params()
    address = {key: address[key] for key in ("dbname", "user", "host", "port")}
    connection.close()
    forked = get_context("fork")  # what is put into a format is a function, which no pipe takes
    writing = [forked.Process(target=_write, args=(address, patterns, first, part, count)) for part in parts]
    for process in writing:
        process.start()
    for process in writing:
        process.join()
        if process.exitcode:
            raise RuntimeError("copies could not be written")
    with connection.cursor() as cursor:
        for table in first:
            sequence = f"pg_get_serial_sequence('{table}', 'id')"
            cursor.execute(f"SELECT setval({sequence}, max(id)) FROM {table}")


def _next_keys(patterns: Iterable[Pattern]) -> dict[str, int]:
    """Return the first free key of each table that counts its rows."""
    first = {}
    with connection.cursor() as cursor:
        for table in {table for pattern in patterns for table in pattern.tables if "id" in table.columns}:
            cursor.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table.name}")
            first[table.name] = cursor.fetchone()[0]
    return first


def _bases(patterns: Sequence[Pattern], first: dict[str, int]) -> Callable[[int], dict[str, int]]:
    """Return which key each table begins with for the copy of a number: no two copies meet."""
    counts = [{table.name: table.rows for table in pattern.tables} for pattern in patterns]
    before = {name: [0, *accumulate(count.get(name, 0) for count in counts)] for name in first}

    def bases(number: int) -> dict[str, int]:
        turn, place = divmod(number, len(patterns))
        return {name: start + turn * before[name][-1] + before[name][place] for name, start in first.items()}

    return bases


def _write(
    address: dict[str, Any], patterns: Sequence[Pattern], first: dict[str, int], starts: range, count: int
) -> None:
    bases = _bases(patterns, first)
    with psycopg.connect(**address, autocommit=True) as database:
        database.execute("SET session_replication_role TO replica")
        for start in starts:
            lines: dict[tuple[str, tuple[str, ...]], list[str]] = {}
            for number in range(start, min(start + BATCH, count)):
                pattern, dice = patterns[number % len(patterns)], Random(number)
                copy = Copy(
                    bases(number),
                    [make(dice, number) for make in pattern.tokens],
                    timedelta(days=number * 7919 % DAYS, seconds=number % 86399),
                )
                for table in pattern.tables:
                    values = tuple(value(copy) for value in table.values)
                    lines.setdefault((table.name, table.columns), []).append(table.text % values)
            with database.transaction(), database.cursor() as cursor:
                for (name, columns), texts in lines.items():
                    listed = ", ".join(f'"{column}"' for column in columns)
                    with cursor.copy(f"COPY {name} ({listed}) FROM STDIN") as target:
                        target.write("".join(texts))
