"""Health, robots, and what is refused before a view sees it: never with a 500."""

import errno
import gzip
import logging
from datetime import datetime, timedelta
from smtplib import SMTPServerDisconnected
from typing import Any
from unittest import mock
from uuid import uuid4

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends import smtp
from django.db import OperationalError
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import Settings

from config import views
from config.mail import PatientBackend
from enterprises.forms.requests import client_ip
from enterprises.models import Enterprise, User
from jobs import tasks
from jobs.models import Heartbeat
from jobs.services import beating
from tests.urls.table import PROFILE


def test_healthz_asks_nothing_of_anybody(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.django_db
def test_a_probe_may_come_by_address(path: str, client: Client) -> None:
    beating.beat(name=beating.WORKER, at=timezone.now())
    assert client.get(path, headers={"Host": "10.1.2.3:8000"}).status_code == 200


READY = dict.fromkeys(("database", "migrations", "worker", "disk", "broker"), True)


@pytest.mark.django_db
def test_readyz_names_what_is_ready_and_writes(client: Client) -> None:
    tasks.sweep()
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, READY)
    assert Heartbeat.objects.filter(name=beating.PROBE).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("what", "error", "missing"),
    [
        ("config.views._broker_answers", ConnectionRefusedError("no broker"), {"broker"}),
        ("config.views.TemporaryFile", OSError(errno.ENOSPC, "full"), {"disk"}),
        ("config.views.beating.beat", OperationalError("full"), {"database", "migrations", "worker"}),
    ],
)
def test_readyz_names_what_is_missing(what: str, error: Exception, missing: set[str], client: Client) -> None:
    beating.beat(name=beating.WORKER, at=timezone.now())
    with mock.patch(what, side_effect=error):
        response = client.get("/readyz")
    assert response.status_code == 503
    assert {name for name, there in response.json().items() if not there} == missing


@pytest.mark.django_db
@pytest.mark.parametrize(("seconds", "alive"), [(55, True), (65, False)])
def test_readyz_knows_whether_a_worker_has_lived_within_a_minute(
    seconds: int, alive: bool, client: Client
) -> None:
    beating.beat(name=beating.WORKER, at=timezone.now() - timedelta(seconds=seconds))
    assert client.get("/readyz").json() == READY | {"worker": alive}


def test_whoever_finds_a_weakness_is_told_whom_to_tell(client: Client, settings: Settings) -> None:
    address = "/.well-known/security.txt"
    assert client.get(address).status_code == 404
    settings.SECURITY_CONTACT, settings.PUBLIC_URL = (
        "mailto:security@example.com",
        "https://shujie.example.cn",
    )
    response = client.get(address)
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    said = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    expires = datetime.strptime(said.pop("Expires"), "%Y-%m-%dT%H:%M:%S%z")
    assert timedelta(days=29) < expires - timezone.now() <= timedelta(days=30)
    assert said == {
        "Contact": "mailto:security@example.com",
        "Preferred-Languages": "zh, en",
        "Canonical": "https://shujie.example.cn/.well-known/security.txt",
    }


def test_robots_keep_to_the_public_pages(client: Client) -> None:
    assert b"Disallow: /s/" in client.get("/robots.txt").content


@pytest.mark.django_db
def test_pages_are_compressed_for_browsers_that_take_it(client: Client) -> None:
    plain = client.get("/accounts/login/")
    packed = client.get("/accounts/login/", headers={"Accept-Encoding": "gzip"})
    assert (plain.get("Content-Encoding"), packed["Content-Encoding"]) == (None, "gzip")
    assert len(packed.content) < len(plain.content) / 2
    assert "登录" in gzip.decompress(packed.content).decode()


@pytest.mark.django_db
def test_an_address_that_takes_forms_alone_says_so(client: Client, alice: User) -> None:
    client.force_login(alice)
    response = client.get(f"/t/{uuid4()}/note/")
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert "这个地址只接收表单" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "extra", "status", "words"),
    [
        ("/nowhere/", {}, 404, "找不到这个页面"),
        ("/e/not-a-uuid/", {}, 404, "找不到这个页面"),
        ("/robots.txt", {"HTTP_HOST": "evil.example"}, 400, "这个请求无法识别"),
        ("/robots.txt", {"CONTENT_LENGTH": str(2**21)}, 413, "提交的内容过大"),
        ("/robots.txt", {"QUERY_STRING": "q=" + "x" * 2**15}, 400, "这个请求无法识别"),
        ("/robots.txt", {"CONTENT_LENGTH": "a lot"}, 200, "User-agent"),
    ],
)
def test_what_cannot_be_read_gets_a_clear_answer(
    path: str, extra: dict[str, Any], status: int, words: str, client: Client
) -> None:
    response = client.get(path, **extra)
    assert response.status_code == status
    assert words in response.content.decode()


@pytest.mark.django_db
def test_a_stale_form_is_explained() -> None:
    response = Client(enforce_csrf_checks=True).post("/i18n/setlang/", {"language": "en"})
    assert response.status_code == 403
    assert "页面已过期，内容没有提交" in response.content.decode()


@pytest.mark.django_db
def test_a_fault_is_owned_and_shows_nothing_of_the_inside() -> None:
    client = Client(raise_request_exception=False)
    with mock.patch.object(views, "HttpResponse", side_effect=ValueError("inside")):
        response = client.get("/robots.txt")
    assert response.status_code == 500
    assert "页面出现故障" in response.content.decode()
    assert "inside" not in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("header", ["Content-Security-Policy", "X-Frame-Options", "Referrer-Policy"])
def test_every_page_carries_its_protection(header: str, client: Client) -> None:
    assert header in client.get("/nowhere/").headers


def request_from(**meta: str) -> HttpRequest:
    return RequestFactory().get("/", **meta)  # type: ignore[arg-type]


def test_the_throttled_address_is_the_one_our_proxy_saw(settings: Settings) -> None:
    settings.PROXIES = 1
    request = request_from(REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="6.6.6.6, 1.2.3.4")
    assert client_ip(request) == "1.2.3.4"
    assert client_ip(request_from(REMOTE_ADDR="10.0.0.1")) == "10.0.0.1"


def test_without_a_proxy_the_header_is_not_believed(settings: Settings) -> None:
    settings.PROXIES = 0
    request = request_from(REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="6.6.6.6")
    assert client_ip(request) == "10.0.0.1"


@pytest.mark.parametrize("trouble", [ConnectionRefusedError("refused"), SMTPServerDisconnected("gone")])
def test_a_mail_server_in_trouble_fails_no_request(
    trouble: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    with mock.patch.object(smtp.EmailBackend, "send_messages", side_effect=trouble):
        assert PatientBackend().send_messages([EmailMessage("subject")]) == 0
    assert caplog.records[0].levelno == logging.ERROR


@pytest.mark.django_db
def test_a_script_is_told_where_a_saved_form_leads(client: Client, alice: User, firm: Enterprise) -> None:
    address, asked = f"/e/{firm.public_id}/profile/", {"X-Say-Where": "1"}
    assert client.post(address, headers=asked).status_code == 302  # to sign in: nothing was saved
    client.force_login(alice)
    assert not client.post(address, {"name": ""}, headers=asked).has_header("X-Where")
    saved = client.post(address, {**PROFILE, "version": "1"}, headers=asked)
    assert (saved.status_code, saved.has_header("Location")) == (204, False)
    assert saved["X-Where"] == client.post(address, {**PROFILE, "version": "2"})["Location"]
