"""A firm with a draft and tokens of its members."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from enterprises.models import Enterprise, Membership, Role
from tests.people import make_enterprise
from tests.standards.fixtures import published
from tests.urls.world import keep_worker_alive, make_api_token

Ask = Callable[..., Any]


@pytest.fixture
def firm(db: None) -> Enterprise:
    cache.clear()
    published()
    keep_worker_alive()
    return make_enterprise()


@pytest.fixture
def ask(firm: Enterprise) -> Ask:
    """Ask with a token of the firm's owner: method, path, what is sent as JSON, headers."""
    token = make_api_token(Membership.objects.get(enterprise=firm, role=Role.OWNER))

    def ask(method: str, path: str, data: object = None, **headers: str) -> Any:
        body = data if isinstance(data, str) else "" if data is None else json.dumps(data)
        sent = {"Authorization": f"Bearer {token}"} | {k.replace("_", "-"): v for k, v in headers.items()}
        return Client().generic(method, f"/api/v1{path}", body, "application/json", headers=sent)

    return ask
