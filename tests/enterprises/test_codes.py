"""Codes by SMS: sign up, sign in, recover an account by a mobile number; alike for known and unknown ones."""

import json
import logging
import queue
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from config.settings import ACCOUNT_RATE_LIMITS as RATE_LIMITS
from config.settings import SMS
from enterprises.domain.texting import aliyun, tencent
from enterprises.domain.texting.requests import Account, sha256
from enterprises.models import User
from enterprises.services import texting
from tests.people import PASSWORD, make_user

pytestmark = pytest.mark.django_db

PHONE, OTHER = "13800138000", "13900139000"
SIGN_UP = {"login": PHONE, "name": "李工", "password1": PASSWORD, "password2": PASSWORD, "consent": "on"}
ASK, CONFIRM = "/accounts/login/code/", "/accounts/login/code/confirm/"


@pytest.fixture
def texts(settings: Settings, capsys: pytest.CaptureFixture[str]) -> Callable[[], list[tuple[str, str]]]:
    """Return what gives the number and the code of each message since the last call."""
    cache.clear()
    settings.SMS = SMS | {"provider": "terminal"}
    settings.ACCOUNT_RATE_LIMITS = RATE_LIMITS | {"send_code": None}

    def sent() -> list[tuple[str, str]]:
        lines = [line.split() for line in capsys.readouterr().err.splitlines() if line.startswith("SMS ")]
        return [(phone.rstrip(":"), code) for _sms, phone, code in lines]

    return sent


def page_of(response: Any) -> str:
    return str(response.content.decode())


def is_signed_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_a_number_signs_up_once_its_code_is_typed(client: Client, texts: Callable[[], Any]) -> None:
    sent = client.post("/accounts/signup/", SIGN_UP)
    assert (sent.status_code, sent["Location"], User.objects.count()) == (302, CONFIRM, 0)
    [(phone, code)] = texts()
    assert phone == PHONE
    assert code not in json.dumps(dict(client.session.items()))
    assert "138****8000" in page_of(client.get(CONFIRM))
    assert "验证码不正确" in page_of(client.post(CONFIRM, {"code": "abc"}))
    assert not User.objects.exists()
    client.post(CONFIRM, {"code": f" {code[:3]} {code[3:]}"})
    person = User.objects.get()
    assert (person.phone, person.name, person.check_password(PASSWORD)) == (PHONE, "李工", True)
    assert person.consents.count() == 1
    assert is_signed_in(client)
    assert client.get(CONFIRM)["Location"] == "/accounts/login/"


def test_no_message_goes_to_where_its_code_would_lead_nowhere(texts: Callable[[], Any]) -> None:
    """What both read is alike: tests/enterprises/test_alike.py."""
    make_user(phone=PHONE)
    for form, url in ((SIGN_UP, "/accounts/signup/"), ({"phone": OTHER}, ASK)):
        assert Client().post(url, form)["Location"] == CONFIRM
    assert texts() == []


def test_who_forgot_the_password_signs_in_by_a_code_and_sets_one(
    client: Client, texts: Callable[[], Any]
) -> None:
    person = make_user(phone=PHONE)
    assert "next=/accounts/password/change/" in page_of(client.get("/accounts/password/reset/"))
    client.post(ASK, {"phone": f"+86 {PHONE}", "next": "/accounts/password/change/"})
    [(_phone, code)] = texts()
    assert client.post(CONFIRM, {"code": code})["Location"] == "/accounts/password/change/"
    assert "当前密码" not in page_of(client.get("/accounts/password/change/"))
    client.post("/accounts/password/change/", {"password1": "ein neues 77", "password2": "ein neues 77"})
    person.refresh_from_db()
    assert person.check_password("ein neues 77")
    other = Client()
    other.force_login(person)
    assert "当前密码" in page_of(other.get("/accounts/password/change/"))


def test_five_wrong_codes_and_the_right_one_no_longer_counts(
    client: Client, texts: Callable[[], Any]
) -> None:
    make_user(phone=PHONE)
    client.post(ASK, {"phone": PHONE})
    [(_phone, code)] = texts()
    waiting = dict(client.session.items())
    for _try in range(5):
        assert "验证码不正确" in page_of(client.post(CONFIRM, {"code": "x"}))
    assert "已经试了 5 次" in page_of(client.post(CONFIRM, {"code": code}, follow=True))
    session = client.session  # as a request that was on its way might put it back
    session.update(waiting)
    session.save()
    client.post(CONFIRM, {"code": code})
    assert not is_signed_in(client)


def test_a_code_ends_after_five_minutes_and_when_another_is_sent(
    client: Client, texts: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_user(phone=PHONE)
    client.post(ASK, {"phone": PHONE})
    client.post(CONFIRM, {"again": "1"})
    (_one, first), (_two, second) = texts()
    if first != second:
        assert "验证码不正确" in page_of(client.post(CONFIRM, {"code": first}))
    late = timezone.now() + timedelta(minutes=5, seconds=1)
    monkeypatch.setattr("enterprises.views.codes.timezone.now", lambda: late)
    assert "验证码已过期" in page_of(client.post(CONFIRM, {"code": second}, follow=True))
    assert not is_signed_in(client)


def test_a_number_gets_one_a_minute_and_keeps_what_was_typed(
    client: Client, texts: Callable[[], Any], settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = RATE_LIMITS
    client.post("/accounts/signup/", SIGN_UP)
    page = page_of(Client().post("/accounts/signup/", SIGN_UP))
    assert "发送得太频繁" in page
    assert "李工" in page
    assert "发送得太频繁" in page_of(Client().post(ASK, {"phone": PHONE}))
    assert len(texts()) == 1


def test_a_new_number_counts_once_it_is_proved(client: Client, texts: Callable[[], Any]) -> None:
    person = make_user(email="li@example.com", phone=OTHER)
    client.force_login(person)
    given = {"name": "李工", "email": "li@example.com", "phone": PHONE, "password": PASSWORD}
    assert client.post("/account/", given)["Location"] == CONFIRM
    person.refresh_from_db()
    assert person.phone == OTHER
    [(phone, code)] = texts()
    client.post(CONFIRM, {"code": code})
    person.refresh_from_db()
    assert (phone, person.phone, person.name) == (PHONE, PHONE, "李工")


def test_without_a_provider_there_are_no_such_pages(client: Client) -> None:
    assert [client.get(url).status_code for url in (ASK, CONFIRM)] == [404, 302]
    assert "短信" not in page_of(client.get("/accounts/login/"))
    assert "验证码" not in page_of(client.get("/accounts/signup/"))


# --- Providers --------------------------------------------------------------------------------


def test_requests_to_aliyun_are_signed_as_its_manual_shows() -> None:
    account = Account(
        url="", key_id="YourAccessKeyId", key_secret="YourAccessKeySecret", sign="", template=""
    )
    headers = {
        "host": "ecs.cn-shanghai.aliyuncs.com",
        "x-acs-action": "RunInstances",
        "x-acs-content-sha256": sha256(b""),
        "x-acs-date": "2023-10-26T10:22:32Z",
        "x-acs-signature-nonce": "3156853299f313e23d1673dc12e1703d",
        "x-acs-version": "2014-05-26",
    }
    image = "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd"
    signed = aliyun.authorization(account, f"ImageId={image}&RegionId=cn-shanghai", headers)
    assert signed.endswith("06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0")


def test_requests_to_tencent_are_signed_as_its_manual_shows() -> None:
    secret = "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE"  # of the manual
    account = Account(url="", key_id="AKID", key_secret=secret, sign="", template="")
    headers = {"content-type": "application/json; charset=utf-8", "host": "cvm.tencentcloudapi.com"}
    body = rb'{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}'
    signed = tencent.authorization(
        account, "cvm", headers, body=body, at=datetime.fromtimestamp(1551113065, tz=UTC)
    )
    assert signed.endswith("72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168")


Asked = tuple[str, dict[str, str], bytes]


@pytest.fixture
def provider() -> Iterator[tuple[str, "queue.Queue[Asked]", list[tuple[int, Any]]]]:
    """A server that notes what it is asked, and answers what the test puts into the list."""
    asked: queue.Queue[Asked] = queue.Queue()
    answers: list[tuple[int, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"] or 0))
            status, answer = answers.pop(0)
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps(answer).encode())
            asked.put((self.path, dict(self.headers), body))

        def log_message(self, *_given: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", asked, answers
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("aliyun", {"Code": "OK"}, {"Code": "LimitControl"}),
        (
            "tencent",
            {"Response": {"SendStatusSet": [{"Code": "Ok"}]}},
            {"Response": {"Error": {"Code": "LimitControl"}}},
        ),
    ],
)
def test_a_provider_gets_number_and_code_and_its_refusal_is_logged(
    name: str,
    good: Any,
    bad: Any,
    provider: Any,
    settings: Settings,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(texting, "Thread", _AtOnce)
    url, asked, answers = provider
    settings.SMS = {
        "provider": name,
        "url": url,
        "key_id": "id",
        "key_secret": "secret",
        "sign": "数阶",
        "template": "1",
        "app": "1400",
    }
    answers += [(200, good), (400, bad), (200, ["?"])]
    with caplog.at_level(logging.ERROR):
        texting.send_code(phone=PHONE, code="012345", at=datetime(2026, 11, 1, tzinfo=UTC))
        assert not caplog.records
        path, headers, body = asked.get(timeout=5)
        texting.send_code(phone=PHONE, code="012345", at=datetime(2026, 11, 1, tzinfo=UTC))
        texting.send_code(phone=PHONE, code="012345", at=datetime(2026, 11, 1, tzinfo=UTC))
    if name == "aliyun":
        said = {key: value[0] for key, value in parse_qs(urlsplit(path).query).items()}
        assert (said["PhoneNumbers"], said["TemplateParam"]) == (PHONE, '{"code": "012345"}')
        assert headers["Authorization"].startswith("ACS3-HMAC-SHA256 Credential=id,SignedHeaders=host;x-acs")
    else:
        told = json.loads(body)
        assert (told["PhoneNumberSet"], told["TemplateParamSet"]) == ([f"+86{PHONE}"], ["012345"])
        assert headers["Authorization"].startswith("TC3-HMAC-SHA256 Credential=id/2026-11-01/sms/tc3_request")
        assert headers["Content-Type"] == "application/json; charset=utf-8"
    logged = caplog.text
    assert "the SMS provider refuses: LimitControl" in logged
    assert len(caplog.records) == 2
    assert PHONE not in logged
    assert "012345" not in logged


class _AtOnce:
    def __init__(self, *, target: Callable[..., None], args: tuple[Any, ...], daemon: bool) -> None:
        self.start = lambda: target(*args)
