"""What nobody thought of is answered as the description of the interface says."""

from collections.abc import Iterator

import pytest
import requests
import schemathesis
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from pytest_django import DjangoDbBlocker
from schemathesis import Case, Response
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.views.door import api
from enterprises.models import Membership, Role
from tests.urls.api_table import ROWS
from tests.urls.asking import addresses
from tests.urls.test_api import api_objects
from tests.urls.world import World, make_api_token, make_world

pytestmark = pytest.mark.django_db
CASES = 6  # of each endpoint
HERE = "http://testserver"
UNSENT = ("Content-Length", "Accept-Encoding")  # one the client works out, one would pack what is checked
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


def answered(case: Case, token: str) -> Response:
    """Return what the interface answers to a case; what it wrote is undone."""
    sent = requests.Request(**case.as_transport_kwargs(base_url=HERE)).prepare()
    headers = {name: str(value) for name, value in sent.headers.items() if name not in UNSENT}
    client = Client(raise_request_exception=False)
    with transaction.atomic():
        response = client.generic(
            str(sent.method),
            sent.path_url,
            sent.body or b"",
            headers.pop("Content-Type", "application/json"),
            headers=headers | {"Authorization": f"Bearer {token}"},
        )
        transaction.set_rollback(True)
    return Response(
        status_code=response.status_code,
        headers={name.lower(): [value] for name, value in response.items()},
        content=response.content,
        request=sent,
        elapsed=0,
        verify=False,
    )


def test_no_fault_and_nothing_that_is_not_described(world: World) -> None:
    """Half of the cases are about objects that there are."""
    firm = world.filling["enterprise"]
    token = make_api_token(Membership.objects.get(enterprise__public_id=firm, role=Role.OWNER))
    known = {name: str(value) for name, value in api_objects(world.filling).items()}
    addresses()  # once they are known, all endpoints stand at their paths
    tried: dict[str, int] = {}
    for found in schemathesis.openapi.from_dict(dict(api.get_openapi_schema())).get_all_operations():
        operation = found.ok()  # type: ignore[union-attr]

        @settings(
            max_examples=CASES,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def conforms(case: Case) -> None:
            count = tried[case.operation.label] = tried.get(case.operation.label, 0) + 1
            if count % 2:
                case.path_parameters = {name: known[name] for name in case.path_parameters or ()}
            cache.clear()
            case.validate_response(answered(case, token), checks=CHECKS)

        conforms()
    assert len(tried) == len(ROWS)
