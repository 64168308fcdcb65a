"""Lines of the log name their request, and hold no token, no personal data, no answer."""

import json
import logging
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from structlog.contextvars import bound_contextvars

from assessment import services
from config.application_name import named_connection
from config.celery import HEADER, app
from config.log import REQUEST, HideTokens, line_format, request_id
from enterprises.models import Enterprise, User
from tests.assessment.factories import make_assessment

MARK = "marked-7f3a"


@pytest.mark.parametrize(
    ("path", "logged"),
    [
        ("/g/ym3OCbV0zNqnA4mEyz2n-g/hand-in/", "/g/…/hand-in/"),
        ("/accounts/password/reset/key/1-c5x9k2-8f/", "/accounts/password/reset/key/…/"),
        ("/a/2f9e/section/F1/", "/a/2f9e/section/F1/"),
    ],
)
def test_tokens_are_taken_out_of_what_is_logged(path: str, logged: str) -> None:
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "%s: %s", ("Gone", path), None)
    assert HideTokens().filter(record)
    assert record.getMessage() == f"Gone: {logged}"


def test_every_line_that_is_written_goes_through_it() -> None:
    written: dict[str, Any] = settings.LOGGING
    assert all(handler["filters"] == ["hide_tokens"] for handler in written["handlers"].values())
    assert written["filters"] == {"hide_tokens": {"()": "config.log.HideTokens"}}


class Log(StringIO):
    """What production would write."""

    def read_lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.getvalue().splitlines()]


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Iterator[Log]:
    written, root = Log(), logging.getLogger()
    handler = logging.StreamHandler(written)
    handler.setFormatter(line_format(machines=True))
    handler.addFilter(HideTokens())
    for name in ("shujie.access", "django.request"):
        caplog.set_level(logging.INFO, logger=name)
    root.addHandler(handler)
    yield written
    root.removeHandler(handler)


def fail(*_args: object, **_given: object) -> None:
    raise ValueError(MARK)


@pytest.mark.django_db
@pytest.mark.usefixtures("shared_2024")
def test_nothing_of_what_people_send_is_logged(
    log: Log, firm: Enterprise, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client(raise_request_exception=False)
    login = {"login": f"{MARK}@example.cn", "password": f"{MARK}-password"}
    assert client.post("/accounts/login/", login).status_code == 200
    assert client.get(f"/nowhere/{MARK}/?q={MARK}").status_code == 404
    client.force_login(alice)
    draft = make_assessment(enterprise=firm, answered="none")
    address = reverse("assessment:answer", args=[draft.public_id, "F02"])
    assert client.post(f"{address}?next={MARK}", {"F02-version": "0", "F02-option": MARK}).status_code < 500
    monkeypatch.setattr(services, "save_answer", fail)
    broken = client.post(address, {"F02-version": "0", "F02-option": "E"}, headers={"User-Agent": MARK})
    assert broken.status_code == 500
    assert MARK not in log.getvalue()
    assert str(alice.email) not in log.getvalue()
    statuses = [line["status"] for line in log.read_lines() if line["logger"] == "shujie.access"]
    assert (statuses[:2], statuses[-1]) == ([200, 404], 500)


@pytest.mark.django_db
@pytest.mark.usefixtures("shared_2024")
def test_a_fault_is_found_by_the_number_that_its_page_shows(
    log: Log, firm: Enterprise, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(alice)
    draft = make_assessment(enterprise=firm, answered="none")
    monkeypatch.setattr(services, "save_answer", fail)
    response = client.post(
        reverse("assessment:answer", args=[draft.public_id, "F02"]), {"F02-version": "0", "F02-option": "E"}
    )
    number = response.headers["X-Request-ID"]
    assert f"请求编号 {number}。" in response.content.decode()
    (fault,) = (line for line in log.read_lines() if line["logger"] == "django.request")
    assert fault[REQUEST] == number
    assert fault["error"] == ["builtins.ValueError"]
    assert fault["at"][-1].endswith(" fail")
    assert fault["message"] == "Internal Server Error"
    (access,) = (line for line in log.read_lines() if line["logger"] == "shujie.access")
    assert access[REQUEST] == number
    assert access["route"] == "a/<uuid:assessment>/answer/<slug:code>/"


@pytest.mark.django_db
def test_every_request_has_a_number_of_its_own_that_nobody_else_chooses() -> None:
    numbers = [
        Client().get("/", headers={"X-Request-ID": "chosen"}).headers["X-Request-ID"] for _ in range(2)
    ]
    assert len({*numbers, "chosen"}) == 3


def test_a_job_goes_on_under_the_number_of_the_request_that_woke_it(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[dict[str, Any]] = []
    monkeypatch.setattr(app, "send_task", lambda *_args, **options: sent.append(options["headers"]))
    task = app.tasks["jobs.sweep"]
    monkeypatch.setattr(task, "run", request_id)
    with bound_contextvars(**{REQUEST: "abc"}):
        task.delay()
    assert sent == [{HEADER: "abc"}]
    task.push_request(headers=sent[0])
    assert task() == "abc"
    task.pop_request()
    assert len(task()) == 12  # what a timer sends has one of its own


@pytest.mark.django_db
def test_postgresql_knows_on_whose_behalf_it_works() -> None:
    if connection.vendor != "postgresql":
        return
    with named_connection("shujie abc"), connection.cursor() as cursor:
        cursor.execute("SELECT application_name FROM pg_stat_activity WHERE pid = pg_backend_pid()")
        assert cursor.fetchone() == ("shujie abc",)
