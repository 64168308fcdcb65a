"""Fifty people who fill at once, each in a form of their own, without a pause, served by two processes.

As in the product each process works on four requests at a time, and the others wait in the order in which
they came.

    DATABASE_URL=… python -m tests.bench.fillers [seconds]

On an empty database. Beside it the same with a bare view that writes one row.
"""

import json
import os
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from http import HTTPStatus
from io import StringIO
from multiprocessing import get_context
from statistics import quantiles

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")
django.setup()

from django.core.management import call_command  # noqa: E402  (Django first: a spawned process begins here)
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from assessment.models import Answer  # noqa: E402
from tests.assessment.factories import make_assessment  # noqa: E402
from tools.serve import WEB_LIMITS  # noqa: E402

FILLERS, PROCESSES = 50, 2
THREADS = int(WEB_LIMITS[WEB_LIMITS.index("--blocking-threads") + 1])
CODE = "F05"
Told = tuple[list[float], int]  # what each save took, in seconds; how many failed


def main(arguments: list[str]) -> int:
    """Print the figures as one JSON object."""
    seconds = float(arguments[0]) if arguments else 20
    call_command("migrate", verbosity=0, stdout=StringIO())
    call_command("load_standard", verbosity=0, stdout=StringIO())
    drafts = [make_assessment().pk for _ in range(FILLERS)]
    connection.close()
    found = {what: measure(what, drafts, seconds) for what in ("saves", "bare")}
    print(json.dumps(found))  # noqa: T201
    return 0


def measure(what: str, drafts: Sequence[int], seconds: float) -> dict[str, float]:
    """Return saves a second, milliseconds of one by percentile, and how many failed."""
    parts = [list(drafts[place::PROCESSES]) for place in range(PROCESSES)]
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        told = list(pool.map(_fill, [what] * PROCESSES, parts, [seconds] * PROCESSES))
    times = [taken for one, _failed in told for taken in one]
    cuts = quantiles(times, n=100)
    errors = sum(failed for _times, failed in told)
    return {
        "rate": round((len(times) - errors) / seconds),
        **{f"p{cut}": round(1000 * cuts[cut - 1]) for cut in (50, 95, 99)},
        "errors": errors,
    }


def _fill(what: str, drafts: Sequence[int], seconds: float) -> Told:
    """Fill for so long, each draft in a thread of its own, once all have saved for the first time."""
    fillers = [_Filler(what, draft) for draft in drafts]
    for filler in fillers:
        filler.save()
    until = time.monotonic() + seconds
    with ThreadPoolExecutor(THREADS) as server, ThreadPoolExecutor(len(drafts)) as people:
        told = list(people.map(lambda filler: filler.go_on(until, server), fillers))
    return [taken for one, _failed in told for taken in one], sum(failed for _times, failed in told)


class _Filler:
    """Somebody who changes one answer again and again."""

    def __init__(self, what: str, draft: int) -> None:
        self.answer = Answer.objects.select_related("assessment__started_by").get(assessment=draft, code=CODE)
        self.client = Client(raise_request_exception=False, SERVER_NAME="127.0.0.1")
        self.client.force_login(self.answer.assessment.started_by)
        public_id = self.answer.assessment.public_id
        self.bare = f"/bare/{draft}/" if what == "bare" else ""
        self.url = self.bare or reverse("assessment:answer", args=[public_id, CODE])
        self.version, self.value = self.answer.version, "".join(self.answer.options)

    def save(self) -> bool:
        """Return whether another value was saved."""
        value = "D" if self.value == "C" else "C"
        data = {CODE: value, f"{CODE}-version": self.version, "value": self.version}
        response = self.client.post(self.url, data, headers={"HX-Request": "true"})
        saved = bool(response.status_code == HTTPStatus.OK)
        if saved:  # else the same once more, as the page does
            self.value, self.version = value, self.version + 1
        return saved

    def go_on(self, until: float, server: ThreadPoolExecutor) -> Told:
        """Save until then, waiting for a thread of the server each time."""
        times, failed = [], 0
        while (start := time.monotonic()) < until:
            failed += not server.submit(self.save).result()
            times.append(time.monotonic() - start)
        return times, failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
