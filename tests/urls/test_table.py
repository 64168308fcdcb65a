"""Every address does for each kind of person what the table says, and writes nothing else."""

import uuid
from collections import defaultdict
from itertools import cycle
from typing import Any

import pytest
from django.shortcuts import resolve_url

from tests.rendering import unrendered
from tests.urls.asking import address, addresses, all_tables, check_headers, parameters, undone
from tests.urls.staff_table import NAMESPACES
from tests.urls.table import LOGIN, ROWS, Row, objects_of
from tests.urls.world import Answer, World

BY_NAMESPACE = ("account_", "mfa_", "openid_connect_", "socialaccount_", "api:v1:", *NAMESPACES)
METHODS = ("PUT", "PATCH", "DELETE", "TRACE")

pytestmark = pytest.mark.django_db
each_row = pytest.mark.parametrize("row", list({str(row): row for row in ROWS}.values()), ids=str)
PAGES = [row for row in ROWS if row.method == "GET"]
FORMS = [row for row in ROWS if row.method == "POST"]


def ask(world: World, person: str, row: Row, url: str, *, method: str = "") -> Any:
    client = world.client(person)
    if (method or row.method) == "POST":
        return client.post(url, row.data)
    return client.generic(method or row.method, url)


def page(world: World, person: str, row: Row) -> Answer:
    """Return what a person gets for a page. It is asked for once: to look at it again changes nothing."""
    key = (row.name, row.firm, person)
    if key not in world.answers:
        with undone(row.given) as written:
            response = ask(world, person, row, address(row.name, objects_of(row, world)))
            content = b"".join(response)  # a file is read to its end, and closed
        world.answers[key] = Answer(
            status_code=response.status_code, headers=response.headers, content=content, rows=written.rows
        )
    return world.answers[key]


def outcome(response: Any, url: str) -> int | str:
    """Return the status, or that the login page comes first."""
    login = f"{resolve_url('account_login')}?next={url}"
    to_login = response.status_code == 302 and response.headers["Location"] == login
    return LOGIN if to_login else response.status_code


# --- The table is whole -----------------------------------------------------------------------


def test_every_address_has_a_row() -> None:
    declared = {row.name for row in ROWS}
    others = {name for name in addresses() if not name.startswith(BY_NAMESPACE)}
    assert sorted(others - declared) == []


def test_every_row_has_an_address() -> None:
    assert sorted({row.name for row in ROWS} - set(addresses())) == []


def test_every_table_named_exists() -> None:
    assert {table for row in ROWS for table in row.writes} <= all_tables()


# --- The table is true ------------------------------------------------------------------------


@pytest.mark.parametrize("row", PAGES, ids=str)
def test_each_person_gets_what_the_table_says(row: Row, world: World) -> None:
    url = address(row.name, objects_of(row, world))
    for person, expected in row.outcome._asdict().items():
        answer = page(world, person, row)
        assert (outcome(answer, url), answer.rows) == (expected, {}), person


@pytest.mark.parametrize("row", FORMS, ids=str)
def test_each_person_does_what_the_table_says(row: Row, world: World) -> None:
    url = address(row.name, objects_of(row, world))
    with undone(row.given):
        for person, expected in row.outcome._asdict().items():
            with undone() as written:
                response = ask(world, person, row, url)
            assert outcome(response, url) == expected, person
            assert written.rows == (expected_rows(row, written.rows) if expected == 302 else {}), person
            check_headers(response)


def expected_rows(row: Row, written: dict[str, int]) -> dict[str, int | None]:
    """Return what the row says, with what it leaves open as it was."""
    writes = {table: written.get(table) if gain is None else gain for table, gain in row.writes.items()}
    return {table: gain for table, gain in writes.items() if gain is not None}


@pytest.mark.parametrize("row", PAGES, ids=str)
def test_head_is_get_without_a_body(row: Row, world: World) -> None:
    url = address(row.name, objects_of(row, world))
    for person in ("anonymous", "outsider", "owner"):
        with undone(row.given) as written, unrendered():
            response = ask(world, person, row, url, method="HEAD")
        expected = getattr(row.outcome, person)
        assert (outcome(response, url), b"".join(response), written.rows) == (expected, b"", {}), person


def test_other_methods_are_refused(world: World) -> None:
    """One that pages are asked with, one that classes of views answer by themselves, and another in turn."""
    allowed: dict[str, set[str]] = defaultdict(set)
    for row in ROWS:
        allowed[row.name].add(row.method)
    for (name, methods), other in zip(allowed.items(), cycle(METHODS), strict=False):
        for method in sorted({"GET", "POST", "OPTIONS", other} - methods):
            with undone() as written, unrendered():
                response = world.client("owner").generic(method, address(name, world.filling))
            assert (response.status_code, written.rows) == (405, {}), f"{method} {name}"


# --- Objects of others ------------------------------------------------------------------------


@each_row
def test_objects_of_others_are_not_found(row: Row, world: World) -> None:
    """Neither another firm's object in the place of one's own, nor one that does not exist."""
    own = objects_of(row, world)
    for name in parameters(row.name):
        foreign = [world.strangers[name], uuid.uuid4()] if isinstance(own[name], uuid.UUID) else ["X99"]
        for other in foreign:
            with undone() as written, unrendered():
                response = ask(world, "owner", row, address(row.name, own | {name: other}))
            assert (response.status_code, written.rows) == (404, {}), f"{name} {other}"


def test_a_member_of_ones_other_firm_is_not_found_in_this_one(world: World) -> None:
    mixed = world.filling | {"member": world.resting["member"]}
    for row in ROWS:
        if "member" in parameters(row.name):
            with undone() as written, unrendered():
                response = ask(world, "owner", row, address(row.name, mixed))
            assert (response.status_code, written.rows) == (404, {}), row
