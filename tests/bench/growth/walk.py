"""Every list, search and page that many firms could make slow: what it takes of process and database."""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

from django.db import connection
from django.db.models import Model, QuerySet
from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode

from assessment.models import Assessment, AssessmentState, Snapshot
from audit.admin.lists import MOST
from config.groups import SUPPORT_READER
from enterprises.models import Enterprise, StaffRegion, User
from plans.models import KeptPlan, PlanState
from reports.models import Report
from tests.people import make_staff, make_user

Row = TypeVar("Row", bound=Model)
VIEWS = 10
ROWS = 100  # of a list on one page
CITY = "340800"
TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A page: ms of one processor, in Python and in PostgreSQL, each the mean of several; queries."""

    name: str
    python: float
    database: float
    queries: int


def visits(only: str = "") -> Iterator[Visit]:
    """Visit each page of staff, then those of a firm in the middle."""
    with connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather TO 0")  # their work would not be seen
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    for person, pages in (
        (make_user(email=_email(), is_staff=True, is_superuser=True), _staff_pages()),
        (_support_reader(), _support_pages()),
        *_firm_pages(),
    ):
        client = Client(SERVER_NAME="127.0.0.1")
        client.force_login(person)
        for name, address in pages.items():
            if only in name:
                yield _visit(client, name, address, pid)


def _staff_pages() -> dict[str, str]:
    firm = _middle(Enterprise.objects.order_by("pk"))
    person = firm.created_by
    firms, people = _list("enterprises_enterprise"), _list("enterprises_user")
    last = max(1, min(Enterprise.objects.count(), MOST) // ROWS)
    log, jobs, asked = _list("audit_record"), _list("jobs_job"), _list("enterprises_verification")
    return {
        "firms": firms(),
        "firms, last page": firms(p=last),
        "firms whose code was confirmed": firms(check_digit="fails"),
        "firms, search: one": firms(q=firm.name),
        "firms, search: two characters": firms(q=firm.name[2:4]),
        "firms, search: a trade": firms(q="机械"),
        "firms, search: nearly all": firms(q="有限公司"),
        "firms, search: none": firms(q="没有这家企业"),
        "firms, search: a code": firms(q=firm.uscc),
        "people": people(),
        "people, last page": people(p=last),
        "people of the staff": people(is_staff__exact=1),
        "people, search: an address": people(q=person.email),
        "people, search: a name": people(q=person.name),
        "people, search: none": people(q="nobody@nowhere"),
        "jobs": jobs(),
        "jobs that failed": jobs(state__exact="failed"),
        "jobs of a kind": jobs(kind="package"),
        "how jobs stand": reverse("admin:jobs_job_operation"),
        "log": log(),
        "log of an action": log(action__exact="merged"),
        "log of a month": log(at__year=2026, at__month=4),
        "log, search: a person": log(q=person.pk),
        "log, search: none": log(q="198.51.100.7"),
        "verifications": asked(),
        "verifications that wait": asked(state__exact="waiting"),
        "verifications, search": asked(q=firm.name[2:4]),
        "admin": reverse("admin:index"),
        "a firm": reverse("admin:enterprises_enterprise_change", args=[firm.pk]),
        "a person": reverse("admin:enterprises_user_change", args=[person.pk]),
    }


def _email() -> str:
    return f"{uuid4().hex}@staff.example"


def _support_reader() -> User:
    reader = make_staff(SUPPORT_READER, email=_email())
    StaffRegion.objects.create(user=reader, code=CITY)
    return reader


def _support_pages() -> dict[str, str]:
    firms = _list("enterprises_enterprise")
    here = Enterprise.objects.filter(region=CITY).count()
    last = max(1, min(here, MOST) // ROWS)
    return {
        "firms of a city": firms(),
        "firms of a city, last page": firms(p=last),
        "firms of a city, search": firms(q="电子"),
    }


def _firm_pages() -> Iterator[tuple[User, dict[str, str]]]:
    plan = _middle(KeptPlan.objects.filter(state=PlanState.FOLLOWED).order_by("pk"))
    snapshot: Snapshot = plan.snapshot
    draft = _middle(Assessment.objects.filter(state=AssessmentState.DRAFT).order_by("pk"))
    report = Report.objects.filter(snapshot=snapshot).latest("pk")
    yield (
        snapshot.submitted_by,
        {
            "home": reverse("enterprises:home"),
            "result": reverse("reports:result", args=[snapshot.public_id]),
            "planner": reverse("plans:planner", args=[snapshot.public_id]),
            "the plan followed": reverse("plans:plan", args=[plan.public_id]),
            "check of a number": reverse("reports:check", args=[report.number]),
        },
    )
    yield (
        draft.started_by,
        {
            "tasks": reverse("assessment:tasks", args=[draft.public_id]),
            "section": reverse("assessment:section", args=[draft.public_id, "F1"]),
        },
    )


def _list(name: str) -> Callable[..., str]:
    def address(**query: str | int) -> str:
        return f"{reverse(f'admin:{name}_changelist')}?{urlencode(query)}"

    return address


def _middle(rows: QuerySet[Row]) -> Row:
    return rows[rows.count() // 2]


def _visit(client: Client, name: str, address: str, pid: int) -> Visit:
    client.get(address)  # what a process reads once is there
    asked: list[str] = []

    def note(execute: Callable[..., object], sql: str, *more: object) -> object:
        asked.append(sql)
        return execute(sql, *more)

    with connection.execute_wrapper(note):
        response = client.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{name}: {address} answered {response.status_code}")
    ours, theirs = time.process_time(), used(pid)
    for _ in range(VIEWS):
        client.get(address)
    return Visit(
        name=name,
        python=1000 * (time.process_time() - ours) / VIEWS,
        database=1000 * (used(pid) - theirs) / VIEWS,
        queries=len(asked),
    )


def used(pid: int) -> float:
    """Return the seconds of a processor that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK
