"""Roadmaps can be looked up in the admin, and not changed there."""

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from assessment.criteria.models import Revision
from roadmap.exchange import read_library
from roadmap.services import load_library
from tests.people import make_user
from tests.roadmap.test_library import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin_client(load_2024: Revision) -> Client:
    load_library(library=read_library(), at=AT)
    client = Client()
    user = make_user(is_staff=True, is_superuser=True)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize(
    ("model", "query", "found"),
    [("sector", "印刷", "printing"), ("measure", "织机", "textile-start-1"), ("case", "君灵", "C03")],
)
def test_search_finds(admin_client: Client, model: str, query: str, found: str) -> None:
    page = admin_client.get(reverse(f"admin:roadmap_{model}_changelist"), {"q": query})
    assert page.status_code == 200
    assert found in page.content.decode()


@pytest.mark.parametrize("model", ["sector", "measure", "case", "supportmeasure", "libraryversion"])
def test_rows_are_shown_but_cannot_be_changed(admin_client: Client, model: str) -> None:
    row = apps.get_model("roadmap", model)._default_manager.first()
    assert row is not None
    url = reverse(f"admin:roadmap_{model}_change", args=[row.pk])
    assert admin_client.get(url).status_code == 200
    assert admin_client.post(url, {}).status_code == 403
    assert admin_client.get(reverse(f"admin:roadmap_{model}_add")).status_code == 403
    assert admin_client.post(reverse(f"admin:roadmap_{model}_delete", args=[row.pk])).status_code == 403
