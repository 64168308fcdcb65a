"""Which of the staff may open what: every address of the admin and of trying drafts has a true row."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.urls.asking import address, addresses, parameters, undone
from tests.urls.office import open_office, url_of
from tests.urls.staff_table import ACTIONS, CONFIRMED, NAMESPACES, PAGES, ROOT, STAFF, Action, Page
from tests.urls.table import ROWS, Row, objects_of
from tests.urls.test_protection import check_headers
from tests.urls.test_table import ask
from tests.urls.world import World

pytestmark = pytest.mark.django_db

OWN_DOOR = {"admin:login", "admin:logout"}  # the two that everybody may ask for
REFUSED = (403, 404)
PEOPLE = (ROOT, *STAFF)


@pytest.fixture(scope="module")
def office(world: World) -> World:
    open_office(world)
    return world


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
