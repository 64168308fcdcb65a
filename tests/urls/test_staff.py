"""Which of the staff may open what: every address of the admin and of trying drafts has a true row.

And what of all addresses has to leave a record in the audit log.
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from audit.models import Action as Recorded
from audit.models import Record
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
                response = office.client(person).post(url_of(action.name), action.sends)
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


# --- Who takes something away, or home, stands in the audit log --------------------------------


def takes_away(row: Row) -> bool:
    return any(gain is not None and gain < 0 for gain in row.writes.values())


def unlogged(requests: Iterator[tuple[str, Any]], *, wanted: bool = True) -> list[str]:
    """Return which requests did something and left no record. Headers tell, not the words of a page."""
    missing = []
    for name, send in requests:
        with undone(), unrendered():
            before = Record.objects.count()
            response = send()
            b"".join(response)
            did = response.status_code < 400 and (wanted or "Content-Disposition" in response.headers)
            if did and Record.objects.count() == before:
                missing.append(name)
    return missing


def test_every_deletion_is_recorded(office: World) -> None:
    deleting = [row for row in ROWS if takes_away(row)]
    staff = [action for action in ACTIONS if min([0, *action.writes.values()]) < 0]
    assert len(deleting) + len(staff) >= 8

    def requests() -> Iterator[tuple[str, Any]]:
        for row in deleting:
            url = address(row.name, objects_of(row, office))
            yield row.name, lambda row=row, url=url: ask(office, "owner", row, url)
        for action in staff:
            person = next(one for one in sorted(action.may) if one != ROOT)
            yield (
                action.name,
                lambda action=action, person=person: office.client(person).post(
                    url_of(action.name), action.sends
                ),
            )

    # A replay that is asked for anew takes the place of the one before: nothing anybody wrote goes.
    assert unlogged(requests()) == ["trial:replay"]


def test_every_download_is_recorded(office: World) -> None:
    def requests() -> Iterator[tuple[str, Any]]:
        for row in ROWS:
            if row.method == "GET" and row.outcome.owner == 200:
                url = address(row.name, objects_of(row, office))
                yield row.name, lambda row=row, url=url: ask(office, "owner", row, url)
        for page in PAGES:
            for person in sorted(page.opens)[:1]:
                yield page.name, lambda page=page, person=person: office.client(person).get(url_of(page.name))

    public = ["reports:verifier", "reports:certificate"]  # anybody's, and of nobody
    assert [name for name in unlogged(requests(), wanted=False) if name not in public] == []


def test_a_look_at_a_list_of_firms_is_recorded(office: World) -> None:
    with undone():
        office.client("support_reader").get(url_of("admin:enterprises_enterprise_changelist"))
        last = Record.objects.latest("pk")
        assert (last.action, last.kind, last.subject) == (Recorded.LOOKED_AT, "enterprise", "list")
