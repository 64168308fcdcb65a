"""What web and worker hold in memory while they answer 10,000 requests and make 500 reports.

    DATABASE_URL=postgresql://… python -m tests.bench.memory

On an empty database; the processes are those of the product, as it starts them.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import django
from django.utils import timezone

from tests.bench import serving

django.setup()

from django.db import connection  # noqa: E402  (Django first)

from assessment.models import Snapshot  # noqa: E402
from jobs.models import Job, JobState  # noqa: E402
from reports.models import Language, Variant  # noqa: E402
from reports.services.reports import request_firm_report  # noqa: E402
from tests.bench.growth.run import fill  # noqa: E402
from tests.bench.table import row, underway  # noqa: E402
from tools.serve import worker  # noqa: E402

FIRMS = 500
ROUNDS = 10  # of figures
REQUESTS, REPORTS = 1000, 50  # between two figures
PROCESSES, THREADS = 2, 4


def main() -> int:
    fill(FIRMS)
    for name, figures in (
        (f"web, MB after each {REQUESTS:,} requests, largest process", web()),
        (f"worker, MB after each {REPORTS} reports, largest process", reports()),
    ):
        found = [str(figure) for figure in _watched(name, figures)]
        print(row(name, ", ".join(found), "flat"), flush=True)  # noqa: T201
    return 0


def _watched(name: str, figures: Iterator[int]) -> Iterator[int]:
    for number, figure in enumerate(figures, start=1):
        underway(f"{name}: {number} of {ROUNDS}: {figure}")
        yield figure


def web() -> Iterator[int]:
    """Mixed requests of fifty people, as `serving` has them."""
    collect = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
    subprocess.run(collect, env={**os.environ, **serving.OURS}, check=True)
    people = list(serving.everybody())
    connection.close()
    with serving.server(PROCESSES, THREADS) as (port, group), ThreadPoolExecutor(len(people)) as pool:
        for _ in range(ROUNDS):
            list(pool.map(lambda person: person.ask(port, REQUESTS // len(people)), people))
            yield serving.most_memory(group)
    if failed := sum(person.failed for person in people):
        raise RuntimeError(f"{failed} requests failed")


def reports() -> Iterator[int]:
    """One after the other, each of another firm: a worker begins with what is queued."""
    now = timezone.now()
    for snapshot in Snapshot.objects.order_by("pk")[: ROUNDS * REPORTS]:
        by = snapshot.submitted_by
        request_firm_report(
            snapshot=snapshot, variant=Variant.STANDARD, language=Language.ENGLISH, by=by, at=now
        )
    over = Job.objects.filter(requested_at=now).exclude(state__in=(JobState.QUEUED, JobState.RUNNING))
    with serving.running(worker()) as group:
        for done in range(REPORTS, ROUNDS * REPORTS + 1, REPORTS):
            while over.count() < done:
                time.sleep(1)
            yield serving.most_memory(group)
    if failed := over.exclude(state=JobState.DONE).count():
        raise RuntimeError(f"{failed} reports failed")


if __name__ == "__main__":
    sys.exit(main())
