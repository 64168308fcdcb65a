"""Which of the staff may open what: every address of the admin and of trying drafts has a true row."""

from collections.abc import Mapping
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessment.models import Replay
from assessment.trial.services import start_replay
from editing.models import Subject, Upload
from enterprises.models import StaffRegion, User
from jobs import tasks
from roadmap.domain.exchange import dump as dump_library
from roadmap.selectors.entries import published_library
from roadmap.services import new_draft
from standards.domain import exchange
from standards.models import Revision
from standards.services import import_standard
from tests.people import AT, make_staff
from tests.roadmap.sectors import make_solution
from tests.trial.test_preview import HARDER
from tests.urls.asking import address, addresses, parameters, undone
from tests.urls.staff_table import ACTIONS, CONFIRMED, NAMESPACES, PAGES, ROOT, STAFF, Action, Page
from tests.urls.table import ROWS, Row, objects_of
from tests.urls.test_protection import check_headers
from tests.urls.test_table import ask
from tests.urls.world import World, sign_in

pytestmark = pytest.mark.django_db

OWN_DOOR = {"admin:login", "admin:logout"}  # the two that everybody may ask for
REFUSED = (403, 404)
PEOPLE = (ROOT, *STAFF)


@pytest.fixture(scope="module")
def office(world: World) -> World:
    """The world with all of the staff, a draft that was replayed, and one row in every table of the admin."""
    for name, declared in STAFF.items():
        user = make_staff(*declared, email=f"{name}@example.com")
        StaffRegion.objects.create(user=user, code="340000")  # without the group it opens nothing
        world.people[name] = user
        world.sessions[name] = sign_in(user)
    draft = import_standard(standard=HARDER, by=world.people["criteria_editor"], at=AT)
    _replay, jobs = start_replay(revision=draft, by=world.people["criteria_editor"], at=AT)
    for job in jobs:
        tasks.run_job(job_id=job.pk)
    new_draft(content=make_solution(), by=world.people["roadmap_editor"], at=AT)  # the files have none
    send(world, "criteria_editor", "exchange:upload", exchange.dump(HARDER))
    send(world, "roadmap_editor", "roadmap_exchange:upload", dump_library(published_library()))
    EmailAddress.objects.create(user=world.people["owner"], email="owner@example.com")
    return world


def send(world: World, person: str, name: str, content: str) -> None:
    """Send a file, which then waits for its preview to be confirmed."""
    file = SimpleUploadedFile("file.yaml", content.encode())
    assert world.client(person).post(reverse(name), {"file": file}).status_code == 302


def url_of(name: str) -> str:
    """Return the address of something that is there."""
    values: dict[str, object] = {"app_label": "standards"}
    if name.startswith("trial:"):
        values["revision"] = Replay.objects.get().revision_id
    elif "exchange:" in name:
        subject = Subject.ROADMAPS if name.startswith("roadmap") else Subject.STANDARD
        values["revision"] = Revision.objects.published().order_by("pk")[0].pk
        values["upload"] = Upload.objects.get(subject=subject).pk
    elif name == "admin:view_on_site":
        values |= {"content_type_id": ContentType.objects.get_for_model(Group).pk, "object_id": 1}
    elif name == "admin:auth_user_password_change":
        values["id"] = User.objects.order_by("pk")[0].pk
    elif "object_id" in parameters(name):
        label, model, _page = name.removeprefix("admin:").split("_")
        values["object_id"] = apps.get_model(label, model)._default_manager.order_by("pk")[0].pk
    return reverse(name, kwargs={key: values[key] for key in parameters(name)})


def statuses(world: World, name: str) -> Mapping[str, int]:
    """Return what each of the staff gets; none of the requests may write anything."""
    url, found = url_of(name), {}
    with undone() as written:
        for person in PEOPLE:
            response = world.client(person).get(url)
            list(response)  # a file is read to its end
            found[person] = response.status_code
    assert written.rows == {}
    return found


def test_every_address_for_staff_has_a_row() -> None:
    named = {name for name in addresses() if name.startswith(NAMESPACES) and name[-1] != "?"}
    rows = {page.name for page in PAGES} | {action.name for action in ACTIONS}
    assert sorted(named - OWN_DOOR - CONFIRMED - rows) == []


def test_every_row_has_an_address() -> None:
    assert (
        sorted({*(page.name for page in PAGES), *(action.name for action in ACTIONS)} - set(addresses()))
        == []
    )


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_each_of_the_staff_opens_what_the_table_says(page: Page, office: World) -> None:
    found = statuses(office, page.name)
    assert {person for person, status in found.items() if status == 200} == page.opens
    assert {status for person, status in found.items() if person not in page.opens} <= set(REFUSED)


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_a_page_for_staff_takes_few_queries(page: Page, office: World) -> None:
    """Once what is kept per process is there. A page that nobody opens has no ceiling, any other one."""
    assert bool(page.queries) == bool(page.opens)
    url = url_of(page.name)
    for person in sorted(page.opens)[:1]:
        list(office.client(person).get(url))
        with CaptureQueriesContext(connection) as queries:
            list(office.client(person).get(url))
        taken = [query["sql"] for query in queries]
        assert len(taken) <= page.queries, "\n".join(taken)


@pytest.mark.parametrize("action", ACTIONS, ids=[action.name for action in ACTIONS])
def test_each_of_the_staff_does_what_the_table_says(action: Action, office: World) -> None:
    for person in PEOPLE:
        with undone() as written:
            response = office.client(person).post(url_of(action.name))
        may = person in action.may
        assert written.rows == (action.writes if may else {}), person
        assert response.status_code in ((302,) if may else REFUSED), person


def test_pages_for_trying_drafts_carry_their_protection(office: World) -> None:
    for page in PAGES:
        if page.name.startswith("trial:"):
            check_headers(office.client("criteria_editor").get(url_of(page.name)))


@pytest.mark.parametrize(
    "row",
    [row for row in ROWS if {"enterprise", "assessment", "snapshot", "report"} & {*parameters(row.name)}],
    ids=str,
)
def test_no_member_of_any_group_reads_what_firms_answer(row: Row, office: World) -> None:
    url = address(row.name, objects_of(row, office))
    with undone() as written:
        found: set[Any] = {ask(office, person, row, url).status_code for person in STAFF}
    assert (found, written.rows) == ({404}, {})
