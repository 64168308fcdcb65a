"""Fill an empty PostgreSQL with firms, walk it, and print each figure with its goal.

    DATABASE_URL=postgresql://… python -m tests.bench.growth.run [firms]

CPU times are of all processes together; the disk that it takes is said first.
"""

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from tempfile import gettempdir

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")
os.environ.setdefault("SHUJIE_WORKERS", "2")  # replayed by as many
django.setup()

from django.core.management import call_command  # noqa: E402  (Django first: a spawned process begins here)
from django.db import connection  # noqa: E402
from django.utils import translation  # noqa: E402

from enterprises.models import Enterprise  # noqa: E402
from tests.bench.growth import copies, log, originals, walk, whole  # noqa: E402
from tests.bench.growth.patterns import pattern_of  # noqa: E402
from tests.bench.table import HEAD, row, underway  # noqa: E402

ORIGINALS = 60
PROCESSES = 2
DISK_KB, FREE_KB = 60, 5_000_000  # a firm in database, backup and restored database; the log of writes
GOAL_PAGE = "PostgreSQL ≤ 50, the same at 1,000,000"


def main(arguments: list[str]) -> int:
    firms = int(arguments[0]) if arguments else 100_000
    with translation.override("zh-hans"):
        for line in _lines(firms):
            print(line, flush=True)  # noqa: T201
    return 0


def _lines(firms: int) -> Iterator[str]:
    need, free = DISK_KB * firms + FREE_KB, shutil.disk_usage(gettempdir()).free
    yield HEAD
    yield row("disk for it, free", f"{need / 1e6:.0f} GB, {free / 1e9:.0f} GB")
    with timed() as took:
        fill(firms)
    yield row(f"filled: {Enterprise.objects.count():,} firms", took(), "1,000,000 in an hour")
    yield from whole.sizes()
    underway("each page, the mean of ten views")
    for visit in walk.visits():
        found = f"{visit.python:.0f} + {visit.database:.0f}, {visit.queries} queries"
        yield row(f"CPU ms, Python + PostgreSQL: {visit.name}", found, GOAL_PAGE)
    for name, work, goal in whole.WORKS:
        underway(name)
        with timed() as took:
            said = work()
        yield row(name, f"{took()}{said}", goal)


def fill(firms: int) -> None:
    """Make the originals and their copies, and have PostgreSQL count what is there."""
    _take_your_time()
    call_command("migrate", verbosity=0, stdout=StringIO())
    call_command("load_standard", verbosity=0, stdout=StringIO())
    call_command("load_roadmaps", verbosity=0, stdout=StringIO())
    underway(f"{ORIGINALS} firms by the services")
    patterns = [pattern_of(original) for original in originals.make(ORIGINALS)]
    underway(f"{firms:,} firms by COPY")
    copies.fill(patterns, firms - ORIGINALS, processes=PROCESSES)
    underway(f"{4 * firms:,} records of the log, and statistics of all")
    _take_your_time()  # the connection is another one
    log.fill(4 * firms)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _take_your_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout TO 0")


@contextmanager
def timed() -> Iterator[Callable[[], str]]:
    start, used = time.monotonic(), _used()
    yield lambda: f"{time.monotonic() - start:.0f} s, {_used() - used:.0f} s of CPU"


def _used() -> float:
    """Return the seconds of processors that this process and those it waited for have used."""
    return sum(os.times()[:4])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
