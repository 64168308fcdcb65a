"""What clumsy and hostile systems send is refused in the one shape that the interface describes."""

from typing import Any

import pytest
from django.test import Client

from api.domain.tokens import Scope
from assessment.models import Assessment
from enterprises.models import Enterprise, Membership, Role
from tests.api.conftest import Ask
from tests.assessment.factories import make_assessment
from tests.people import make_enterprise
from tests.urls.world import make_api_token

pytestmark = pytest.mark.django_db
FORM = "multipart/form-data; boundary=x"

# What no endpoint is reached for: method, path, body, headers, status.
UNREACHED: list[tuple[str, str, str, dict[str, str], int]] = [
    ("GET", "/nothing", "", {}, 404),
    ("GET", "/", "", {}, 404),
    ("GET", "/firm/", "", {}, 404),
    ("DELETE", "/firm", "", {}, 405),
    ("GET", "/firm?" + "a" * 40_000, "", {}, 400),
    ("GET", "/firm", "", {"Content_Type": "application/json; charset=gbk"}, 400),
    ("POST", "/assessments", "a" * (2**20 + 1), {}, 413),
    ("POST", "/assessments", "--x\r\n", {"Content_Type": FORM}, 400),
    ("POST", "/assessments", "[" * 100_000, {}, 400),
]


def check_problem(response: Any, status: int) -> None:
    assert response.status_code == status, response.content[:300]
    assert response["Content-Type"] == "application/problem+json"
    said = response.json()
    assert (said["status"], bool(said["detail"]), bool(said["title"])) == (status, True, True)
    assert int(response.headers.get("Content-Length", len(response.content))) == len(response.content)


@pytest.mark.parametrize(("method", "path", "body", "headers", "status"), UNREACHED)
def test_whoever_refuses_says_so_as_a_problem(
    ask: Ask, method: str, path: str, body: str, headers: dict[str, str], status: int
) -> None:
    check_problem(ask(method, path, body, **headers), status)


def test_a_method_that_there_is_none_of_names_those_there_are(ask: Ask) -> None:
    assert ask("DELETE", "/firm")["Allow"] == "GET"
    said = ask("DELETE", "/firm", Accept_Language="en").json()["detail"]
    assert said == "This address does not take this method; the Allow header names those it takes."


def test_a_fault_is_a_problem_too(firm: Enterprise, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_given: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("api.views.door.find_open_token", broken)
    client = Client(raise_request_exception=False)
    check_problem(client.get("/api/v1/firm", headers={"Authorization": "Bearer x"}), 500)


def test_pages_beside_the_interface_stay_pages(client: Client, db: None) -> None:
    assert client.get("/api/nothing")["Content-Type"].startswith("text/html")


def test_no_cache_between_keeps_what_a_firm_has_told(ask: Ask) -> None:
    assert ask("GET", "/firm")["Cache-Control"] == "private, no-cache"


@pytest.fixture
def draft(firm: Enterprise) -> Assessment:
    return make_assessment(enterprise=firm, answered="none")


HALVES = [
    '{"kind":"options","options":["\\ud800"]}',
    '{"kind":"figures","figures":{"\\ud800":"1"}}',
    '{"kind":"figures","figures":{"F01":"\\ud800"}}',
    '{"kind":"unanswered","\\ud800":1}',
]


@pytest.mark.parametrize("body", HALVES)
def test_half_a_character_is_no_text(ask: Ask, draft: Assessment, body: str) -> None:
    check_problem(ask("PUT", f"/assessments/{draft.public_id}/answers/F01", body, If_Match='"0"'), 400)


@pytest.mark.parametrize("item", ["%00", "F01%00", "%ed%a0%80", "F01%0a", "x" * 300])
@pytest.mark.parametrize(("method", "body"), [("GET", None), ("PUT", {"kind": "unanswered"})])
def test_what_is_no_item_is_not_found(
    ask: Ask, draft: Assessment, item: str, method: str, body: object
) -> None:
    """NUL among it, which PostgreSQL takes nowhere."""
    path = f"/assessments/{draft.public_id}/answers/{item}"
    check_problem(ask(method, path, body, If_Match='"0"'), 404)


def test_one_key_of_one_person_makes_something_in_each_firm(firm: Enterprise) -> None:
    """A system that goes through the firms of its owner and numbers its requests anew in each."""
    person = Membership.objects.get(enterprise=firm, role=Role.OWNER).user
    made = set()
    for one in (firm, make_enterprise(owner=person)):
        token = make_api_token(Membership.objects.get(enterprise=one, user=person), [Scope.ANSWER])
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": "1"}
        for _again in range(2):
            sent = Client().post("/api/v1/assessments", {}, "application/json", headers=headers)
            assert sent.status_code == 201, sent.content
            made.add(sent.json()["id"])
    assert len(made) == 2 == Assessment.objects.count()


def test_a_session_opens_nothing_here(firm: Enterprise) -> None:
    client = Client()
    client.force_login(Membership.objects.get(enterprise=firm).user)
    check_problem(client.get("/api/v1/firm"), 401)
    check_problem(client.post("/api/v1/assessments", {}, "application/json"), 401)
    assert not Assessment.objects.exists()
