"""Mixed load on the web server as it is run for real, by its processes and threads.

Fifty people, each in a form of their own, one request after the other: of twenty ten save an answer, four
open a section, two the tasks, two their last result, one the planner, one the home page.

    DATABASE_URL=postgresql://… python -m tests.bench.serving [seconds]

On a database with firms that have a draft open (`tests.bench.growth`).
"""

import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from random import Random
from statistics import quantiles
from urllib.parse import urlencode
from urllib.request import urlopen

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")
django.setup()

from django.conf import settings  # noqa: E402  (Django first)
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from assessment.models import Answer, Assessment, AssessmentState, Snapshot  # noqa: E402
from tests.bench.growth.walk import used  # noqa: E402
from tests.servers import free_port  # noqa: E402
from tools.serve import web  # noqa: E402

PEOPLE = 50
CODE = "F05"
SETTINGS = ((1, 4), (2, 1), (2, 2), (2, 4), (2, 8))  # processes, threads of each
MIX = ("save",) * 10 + ("section",) * 4 + ("tasks",) * 2 + ("result",) * 2 + ("planner", "home")
OURS = {"DJANGO_SETTINGS_MODULE": "config.settings"}
TOKEN = "b" * 32  # any, twice: what a page would carry


@dataclass(slots=True)
class Person:
    """Somebody who fills, with a connection kept open."""

    cookies: str
    pages: dict[str, str]
    value: str
    version: int
    dice: Random
    took: list[float] = field(default_factory=list)
    failed: int = 0

    def go_on(self, port: int, until: float) -> None:
        """Ask for one thing after the other until then."""
        with self._line(port) as line:
            while time.monotonic() < until:
                self._ask(line)

    def ask(self, port: int, count: int) -> None:
        """Ask for so many things, one after the other."""
        with self._line(port) as line:
            for _ in range(count):
                self._ask(line)

    @staticmethod
    def _line(port: int) -> closing[http.client.HTTPConnection]:
        return closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60))

    def _ask(self, line: http.client.HTTPConnection) -> None:
        start, what = time.monotonic(), self.dice.choice(MIX)
        done = self._save(line) if what == "save" else self._get(line, self.pages[what])
        self.took.append(time.monotonic() - start)
        self.failed += not done

    def _get(self, line: http.client.HTTPConnection, address: str) -> bool:
        line.request("GET", address, headers={"Cookie": self.cookies, "Accept-Encoding": "gzip"})
        return _answered(line)

    def _save(self, line: http.client.HTTPConnection) -> bool:
        self.value = "D" if self.value == "C" else "C"
        form = urlencode({CODE: self.value, f"{CODE}-version": self.version})
        headers = {
            "Cookie": f"{self.cookies}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
            "HX-Request": "true",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        line.request("POST", self.pages["save"], form, headers)
        saved = _answered(line)
        self.version += saved
        return saved


def main(arguments: list[str]) -> int:
    """Print the figures of each setting as one JSON object a line."""
    seconds = float(arguments[0]) if arguments else 20
    collect = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
    subprocess.run(collect, env={**os.environ, **OURS}, check=True)
    for processes, threads in SETTINGS:
        print(json.dumps(measure(processes, threads, seconds)), flush=True)  # noqa: T201
    return 0


def measure(processes: int, threads: int, seconds: float) -> dict[str, float]:
    """Return requests a second, and a second of the server's CPU; ms of one by percentile; errors; MB."""
    people = list(everybody())
    connection.close()
    with server(processes, threads) as (port, group):
        for person in people[: 4 * processes]:  # what a process reads once is there afterwards
            person.go_on(port, time.monotonic() + 0.5)
        for person in people:
            person.took, person.failed = [], 0
        used, start = _used(group), time.monotonic()
        with ThreadPoolExecutor(len(people)) as pool:
            list(pool.map(lambda person: person.go_on(port, start + seconds), people))
        cpu, real = _used(group) - used, time.monotonic() - start
        memory = most_memory(group)
    took = [one for person in people for one in person.took]
    cuts = quantiles(took, n=100)
    return {
        "processes": processes,
        "threads": threads,
        "rate": round(len(took) / real, 1),
        "rate_of_cpu": round(len(took) / cpu, 1),
        **{f"p{cut}": round(1000 * cuts[cut - 1]) for cut in (50, 95)},
        "errors": sum(person.failed for person in people),
        "mb": memory,
    }


def _answered(line: http.client.HTTPConnection) -> bool:
    response = line.getresponse()
    response.read()
    return response.status == HTTPStatus.OK


def everybody() -> Iterator[Person]:
    drafts = Assessment.objects.filter(state=AssessmentState.DRAFT).select_related("started_by")
    for number, draft in enumerate(drafts.order_by("pk")[:PEOPLE]):
        client = Client(SERVER_NAME="127.0.0.1")
        client.force_login(draft.started_by)
        row = Answer.objects.get(assessment=draft, code=CODE)
        last = Snapshot.objects.filter(assessment__enterprise=draft.enterprise_id).latest("pk")
        yield Person(
            cookies=f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}",
            pages={
                "save": reverse("assessment:answer", args=[draft.public_id, CODE]),
                "section": reverse("assessment:section", args=[draft.public_id, "F1"]),
                "tasks": reverse("assessment:tasks", args=[draft.public_id]),
                "result": reverse("reports:result", args=[last.public_id]),
                "planner": reverse("plans:planner", args=[last.public_id]),
                "home": reverse("enterprises:home"),
            },
            value="".join(row.options),
            version=row.version,
            dice=Random(number),
        )


@contextmanager
def server(processes: int, threads: int) -> Iterator[tuple[int, int]]:
    """Run the product's own line with other threads; give its port and its group of processes."""
    port = free_port()
    command = web(port=port, workers=processes)
    command[command.index("--blocking-threads") + 1] = str(threads)
    with running(command) as group:
        _wait_for(port)
        yield port, group


@contextmanager
def running(command: list[str]) -> Iterator[int]:
    """Run a command of the product; give its group of processes."""
    process = subprocess.Popen(command, env={**os.environ, **OURS}, start_new_session=True)
    try:
        yield process.pid
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with suppress(OSError):
            urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).close()
            return
        time.sleep(0.2)
    raise RuntimeError("the web server did not start")


def _pids(group: int) -> list[int]:
    """Return the processes of a group."""
    listed = subprocess.run(["pgrep", "-g", str(group)], capture_output=True, text=True, check=True)
    return [int(pid) for pid in listed.stdout.split()]


def _used(group: int) -> float:
    """Return the seconds of processors that a group of processes has used."""
    return sum(used(pid) for pid in _pids(group))


def most_memory(group: int) -> int:
    """Return what the largest process of a group holds in memory, in MB."""
    return max(_memory(pid) for pid in _pids(group))


def _memory(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) // 1024


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
