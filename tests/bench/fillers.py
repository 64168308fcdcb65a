"""Fifty people who fill at once, each in a form of their own, without a pause, served by two processes.

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
from itertools import count
from multiprocessing import get_context
from statistics import quantiles

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")
django.setup()

from django.core.management import call_command  # noqa: E402  (Django first: a spawned process begins here)
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from assessment.models import Answer, Assessment  # noqa: E402
from tests.assessment.factories import make_assessment  # noqa: E402

FILLERS, PROCESSES = 50, 2
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
    return {
        "rate": round(len(times) / seconds),
        **{f"p{cut}": round(1000 * cuts[cut - 1]) for cut in (50, 95, 99)},
        "errors": sum(failed for _times, failed in told),
    }


def _fill(what: str, drafts: Sequence[int], seconds: float) -> Told:
    """Fill for so long, each draft in a thread of its own."""
    until = time.monotonic() + seconds
    with ThreadPoolExecutor(len(drafts)) as pool:
        told = list(pool.map(lambda draft: _fill_one(what, draft, until), drafts))
    return [taken for one, _failed in told for taken in one], sum(failed for _times, failed in told)


def _fill_one(what: str, draft: int, until: float) -> Told:
    assessment = Assessment.objects.select_related("started_by").get(pk=draft)
    client = Client(raise_request_exception=False, SERVER_NAME="127.0.0.1")
    client.force_login(assessment.started_by)
    url = reverse("assessment:answer", args=[assessment.public_id, CODE])
    first = Answer.objects.get(assessment=draft, code=CODE).version
    times, failed = [], 0
    for number in count(first):
        data = {CODE: "BCD"[number % 3], f"{CODE}-version": number}
        start = time.monotonic()
        if start >= until:
            break
        if what == "bare":
            response = client.post(f"/bare/{draft}/", {"value": number})
        else:
            response = client.post(url, data, headers={"HX-Request": "true"})
        times.append(time.monotonic() - start)
        failed += response.status_code != HTTPStatus.OK
    connection.close()
    return times, failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
