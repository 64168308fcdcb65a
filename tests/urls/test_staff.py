"""Which of the staff may open what: every address of the admin and of trying drafts has a true row."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.people import make_staff
from tests.rendering import unrendered
from tests.urls.asking import address, addresses, check_headers, parameters, undone
from tests.urls.office import open_office, url_of
from tests.urls.staff_table import (
    ACTIONS,
    CONFIRMED,
    EVERYBODY,
    NAMESPACES,
    PAGES,
    ROOT,
    STAFF,
    Action,
    Page,
)
from tests.urls.table import ROWS, Row, objects_of
from tests.urls.test_table import ask
from tests.urls.world import World, sign_in

pytestmark = pytest.mark.django_db

OWN_DOOR = {"admin:login", "admin:logout"}  # the two that everybody may ask for
REFUSED = (403, 404)
THE_OTHERS = "the others"  # one person in all groups that may not


@pytest.fixture(scope="module")
def office(world: World) -> Iterator[World]:
    with transaction.atomic():
        others = make_staff()
        people = {**world.people, THE_OTHERS: others}
        office = replace(world, people=people, sessions={**world.sessions, THE_OTHERS: sign_in(others)})
        open_office(office)
        yield office
        transaction.set_rollback(True)


@contextmanager
def asking(world: World, may: frozenset[str]) -> Iterator[list[str]]:
    """Yield whom to ask: those who may, the superuser, and one person who is all of the others.

    What groups allow adds up: who is refused with all of them is refused with each.
    """
    others = STAFF.keys() - may
    groups = [group.name for person in others for group in STAFF[person]]
    with transaction.atomic():
        world.people[THE_OTHERS].groups.set(Group.objects.filter(name__in=groups))
        yield [*(may | {ROOT}), *([THE_OTHERS] if others else [])]
        transaction.set_rollback(True)


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
    """Nothing is written, and it takes few queries: each page that is opened has a ceiling of them.

    The superuser is shown every button; who is counted comes last, when what is kept per process is there.
    """
    url, found, counted = url_of(page.name), {}, min(page.opens, default=THE_OTHERS)
    with asking(office, page.opens) as people, undone() as written:
        for person in (ROOT, *(set(people) - {ROOT, counted}), counted):
            shown = nullcontext() if person in (ROOT, counted) else unrendered()
            with shown, CaptureQueriesContext(connection) as queries:
                response = office.client(person).get(url)
                list(response)  # a file is read to its end
            found[person] = response.status_code
            check_headers(response)
    assert {person for person, status in found.items() if status == 200} == page.opens
    assert {status for person, status in found.items() if person not in page.opens} <= set(REFUSED)
    assert written.rows == {}
    taken = [query["sql"] for query in queries] if page.opens else []
    assert len(taken) <= page.queries, "\n".join(taken)
    assert bool(page.queries) == bool(page.opens)


def test_of_the_three_powers_each_opens_its_own_and_nothing_of_the_others() -> None:
    """By the table, which the test above holds true. What all of the staff open is no power."""
    own = [
        {page.name for page in PAGES if {*people} & page.opens and page.opens != EVERYBODY}
        for people in (
            ("system_administrator",),
            ("auditor",),
            ("criteria_editor", "roadmap_editor", "publisher", "verifier"),
        )
    ]
    assert all(own)
    run, read, write = own
    # The list of apps shows each what is theirs.
    assert run & read | run & write | read & write <= {"admin:app_list"}


@pytest.mark.parametrize("action", ACTIONS, ids=[action.name for action in ACTIONS])
def test_each_of_the_staff_does_what_the_table_says(action: Action, office: World) -> None:
    with asking(office, action.may) as people:
        for person in people:
            with undone() as written:
                response = office.client(person).post(url_of(action.name))
            may = person in action.may
            assert written.rows == (action.writes if may else {}), person
            assert response.status_code in ((302,) if may else REFUSED), person


@pytest.mark.parametrize(
    "row",
    [row for row in ROWS if {"enterprise", "assessment", "snapshot", "report"} & {*parameters(row.name)}],
    ids=str,
)
def test_no_member_of_any_group_reads_what_firms_answer(row: Row, office: World) -> None:
    url = address(row.name, objects_of(row, office))
    with asking(office, frozenset()), undone() as written, unrendered():
        assert ask(office, THE_OTHERS, row, url).status_code == 404
    assert written.rows == {}
