"""Every endpoint does for each token what the table says, and writes nothing else."""

import json
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from ninja.operation import Operation

from api.domain.tokens import Scope
from api.models import Token
from api.permissions import SCOPES_OF
from api.services.tokens import revoke_token
from api.views.door import api, every_endpoint_guarded, nobody
from enterprises.models import Enterprise, Membership, Role
from tests.urls.api_table import PUBLIC, ROWS, Row
from tests.urls.asking import address, addresses, parameters, undone
from tests.urls.world import Objects, World, make_api_token

pytestmark = pytest.mark.django_db
each_row = pytest.mark.parametrize("row", ROWS, ids=str)
USE = "api_token"  # that it was used is noted on the token


@pytest.fixture(autouse=True)
def nothing_asked_yet() -> None:
    cache.clear()


def api_objects(given: Objects) -> Objects:
    """Return what addresses of the interface take by name."""
    return {**given, "result": given["snapshot"], "code": "miit-sme-2024", "number": "1", "item": "F05"}


def token_for(
    world: World, person: str, *, scopes: frozenset[Scope] | None = None, firm: str = "filling"
) -> str:
    """Return a new token of a member of a firm, with all scopes of the role unless others are named."""
    enterprise = Enterprise.objects.get(public_id=getattr(world, firm)["enterprise"])
    membership = Membership.objects.get(enterprise=enterprise, user=world.people[person])
    allowed = SCOPES_OF[Role(membership.role)]
    given = allowed if scopes is None else scopes
    return make_api_token(membership, given)


def ask_api(row: Row, url: str, token: str | None) -> Any:
    headers = {**row.headers, **({"Authorization": f"Bearer {token}"} if token else {})}
    body = json.dumps(row.data) if row.method != "GET" else ""
    return Client().generic(row.method, url, body, "application/json", headers=headers)


def url_of(row: Row, world: World) -> str:
    return address(row.name, api_objects(world.filling))


def operations() -> list[tuple[str, str, Operation]]:
    """Return all endpoints by the name of their address and their method."""
    addresses()  # once they are known, all endpoints stand at their paths
    return [
        (f"api:v1:{operation.view_func.__name__}", method, operation)
        for view in api.default_router.path_operations.values()
        for operation in view.operations
        for method in operation.methods
    ]


# --- The table is whole -----------------------------------------------------------------------


def test_every_endpoint_has_a_row_for_each_of_its_methods() -> None:
    declared = {(row.name, row.method) for row in ROWS}
    there = {(name, method) for name, method, _operation in operations()}
    assert declared == there
    assert {name for name in addresses() if name.startswith("api:v1:")} == {row.name for row in ROWS} | PUBLIC


def test_each_row_names_the_scope_of_its_endpoint() -> None:
    scopes = {
        (name, method): operation.auth_callbacks[0].scope  # type: ignore[attr-defined]
        for name, method, operation in operations()
    }
    assert {(row.name, row.method): row.scope for row in ROWS} == scopes


def test_an_endpoint_without_a_scope_keeps_everything_from_starting(monkeypatch: pytest.MonkeyPatch) -> None:
    _name, _method, operation = operations()[0]
    monkeypatch.setattr(operation, "auth_callbacks", [nobody])
    with pytest.raises(Exception, match="no scope"):
        every_endpoint_guarded()


# --- The table is true ------------------------------------------------------------------------


@each_row
def test_each_member_gets_what_the_table_says(row: Row, world: World) -> None:
    url = url_of(row, world)
    for person, expected in row.outcome._asdict().items():
        with undone() as written:
            token = token_for(world, person)
            response = ask_api(row, url, token)
        assert response.status_code == expected, (person, response.content.decode())
        changed = {table for table, gain in written.rows.items() if gain or expected < 300} - {USE}
        assert changed == (set(row.writes) if expected < 300 else set()), person


@each_row
def test_no_token_and_a_dead_one_open_nothing(row: Row, world: World) -> None:
    url, now = url_of(row, world), timezone.now()
    with undone():
        expired, revoked = token_for(world, "owner"), token_for(world, "owner")
        second, first = Token.objects.order_by("-pk")[:2]
        Token.objects.filter(pk=first.pk).update(expires_at=now - timedelta(seconds=1))
        revoke_token(token=second, by=world.people["owner"], at=now)
        for token in (None, "", "sj_no-such-token", "\u0661", expired, revoked):
            response = ask_api(row, url, token)
            assert (response.status_code, response["WWW-Authenticate"]) == (401, "Bearer"), token
            assert response["Content-Type"] == "application/problem+json"


@each_row
def test_a_token_without_the_scope_is_refused(row: Row, world: World) -> None:
    with undone():
        token = token_for(world, "owner", scopes=frozenset(Scope) - {row.scope})
        response = ask_api(row, url_of(row, world), token)
    assert (response.status_code, response.json()["status"]) == (403, 403)


@each_row
def test_a_session_opens_nothing(row: Row, world: World) -> None:
    response = world.client("owner").generic(row.method, url_of(row, world), "{}", "application/json")
    assert response.status_code == 401


@each_row
def test_a_token_ends_with_the_membership_and_the_account(row: Row, world: World) -> None:
    url = url_of(row, world)
    with undone():
        token = token_for(world, "editor")
        Membership.objects.filter(user=world.people["editor"]).delete()
        assert ask_api(row, url, token).status_code == 401
    with undone():
        token = token_for(world, "editor")
        type(world.people["editor"]).objects.filter(pk=world.people["editor"].pk).update(is_active=False)
        assert ask_api(row, url, token).status_code == 401


@each_row
def test_objects_of_others_and_of_ones_other_firm_are_not_found(row: Row, world: World) -> None:
    own = api_objects(world.filling)
    for name in parameters(row.name):
        if not isinstance(own[name], uuid.UUID):
            continue
        for other in (api_objects(world.strangers)[name], api_objects(world.resting)[name], uuid.uuid4()):
            with undone() as written:
                token = token_for(world, "owner")
                response = ask_api(row, address(row.name, own | {name: other}), token)
            assert (response.status_code, set(written.rows) - {USE}) == (404, set()), f"{name} {other}"


@each_row
def test_a_role_that_was_taken_away_takes_the_token_along(row: Row, world: World) -> None:
    """A token that an editor made does no more than a viewer may once the editor is one."""
    with undone():
        token = token_for(world, "editor")
        Membership.objects.filter(user=world.people["editor"]).update(role=Role.VIEWER)
        response = ask_api(row, url_of(row, world), token)
    assert response.status_code == (200 if row.scope is Scope.READ else 403)


def test_what_is_public_needs_no_token() -> None:
    assert {name: Client().get(address(name, {})).status_code for name in sorted(PUBLIC)} == {
        "api:v1:api-root": 404,
        "api:v1:openapi-json": 200,
    }
