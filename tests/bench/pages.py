"""What a page of the demonstration takes of one processor, and what travels."""

import gc
import time
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessment.models import Snapshot
from assessment.services import start_assessment
from reports.models import Report
from reports.tasks import finished_file

VIEWS = 30
SECTION = "F1"
GOALS = {"planner": 100, "result": 40, "tasks": 20, "section": 20, "home": 15, "check": 20}


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A page: CPU in ms of its first view in a process, and the least of all views; KB compressed.

    The least, for what else runs on the machine only adds to it.
    """

    name: str
    first: float
    later: float
    kilobytes: float


def measure() -> Iterator[View]:
    """View the pages of a demonstration firm that follows a plan and has begun its next assessment."""
    call_command("load_demo", stdout=StringIO())
    snapshot = Snapshot.objects.filter(assessment__enterprise__plans__isnull=False).latest("submitted_at")
    firm, owner = snapshot.assessment.enterprise, snapshot.submitted_by
    draft = start_assessment(enterprise=firm, by=owner, at=timezone.now(), copy_from=snapshot)
    client = Client(SERVER_NAME="127.0.0.1", HTTP_ACCEPT_ENCODING="gzip")
    client.force_login(owner)
    pages = {
        "planner": reverse("plans:planner", args=[snapshot.public_id]),
        "result": reverse("reports:result", args=[snapshot.public_id]),
        "tasks": reverse("assessment:tasks", args=[draft.public_id]),
        "section": reverse("assessment:section", args=[draft.public_id, SECTION]),
        "home": reverse("enterprises:home"),
        "check": reverse("reports:check", args=[_checked(snapshot)]),
    }
    for name, address in pages.items():
        yield _view(client, name, address)


def _checked(snapshot: Snapshot) -> str:
    """Return the number of the firm's report, once there is a file to check."""
    report = Report.objects.filter(snapshot=snapshot).latest("pk")
    finished_file(report, at=timezone.now())
    return report.number


def _view(client: Client, name: str, address: str) -> View:
    times = []
    gc.collect()
    for _ in range(VIEWS):
        start = time.process_time()
        response = client.get(address)
        times.append(1000 * (time.process_time() - start))
        if response.status_code != 200:
            raise RuntimeError(f"{address} answered {response.status_code}")
    return View(name=name, first=times[0], later=min(times), kilobytes=len(response.content) / 1000)
