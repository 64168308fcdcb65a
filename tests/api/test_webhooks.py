"""Another system of the firm is told: what, signed how, where to, and what follows where nobody answers."""

import http.server
import json
import runpy
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.adapter import get_adapter
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from api import tasks
from api.domain.webhooks import OFF_AFTER, WAITS, is_address, may_be_sent_to, signature
from api.models import Delivery, DeliveryState, Endpoint
from api.services import webhooks
from api.services.sending import NotSent, post
from assessment.models import Snapshot
from assessment.services import correct, submit
from config.settings import ACCOUNT_RATE_LIMITS
from enterprises.models import Enterprise
from jobs.models import Job, JobState
from jobs.tasks import run_job
from plans.models import PlanState
from plans.services import close_plan
from tests.assessment.factories import DECLARATION, make_snapshot
from tests.plans.factories import make_followed
from tests.reports.seals import certificate, pem
from tests.urls.world import HOOK, make_report

Settings = Any
EXAMPLE = Path(django_settings.BASE_DIR) / "docs/examples/webhook.py"
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"  # of the published examples of Standard Webhooks


# --- Signed --------------------------------------------------------------------------------------


def test_it_is_signed_as_the_standard_shows() -> None:
    signed = signature(
        SECRET, message="msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp=1614265330, body=b'{"test": 2432232314}'
    )
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_the_example_accepts_what_we_sign_and_nothing_else() -> None:
    read, now, body = runpy.run_path(str(EXAMPLE))["read"], int(time.time()), b'{"type": "test"}'

    def told(sent: int = now, secret: str = SECRET, said: bytes = body) -> Any:
        signed = signature(secret, message="m", timestamp=sent, body=body)
        headers = {"webhook-id": "m", "webhook-timestamp": str(sent), "webhook-signature": signed}
        return read(headers, said, SECRET)

    assert told() == {"type": "test"}
    for wrong in ({"sent": now - 400}, {"sent": now + 400}, {"secret": "whsec_AAAA"}, {"said": b"{}"}):
        with pytest.raises(ValueError, match=r"old|signed"):
            told(**wrong)


# --- Where to ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "may"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),  # where clouds hand out their keys
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("2002:0a00:0001::1", False),
        ("64:ff9b::a00:1", False),
        ("64:ff9b:1::a00:1", False),
        ("::127.0.0.1", False),
        ("::ffff:0:127.0.0.1", False),
        ("fec0::1", False),
        ("10.9.0.1", True),  # allowed
    ],
)
def test_only_public_addresses_are_sent_to(address: str, may: bool) -> None:
    assert may_be_sent_to(address, allowed=[ip_network("10.9.0.0/16")]) is may


@pytest.mark.parametrize(
    ("url", "is_one"),
    [
        (HOOK, True),
        ("https://erp.example.com:8443/a?b=c", True),
        ("http://erp.example.com/", False),
        ("https://user:password@erp.example.com/", False),
        ("https:///path", False),
        ("https://erp.example.com:99999/", False),
        ("https://erp.example.com/\r\nHost: x", False),
        ("https://erp.example.com\\@10.0.0.1/", False),
        ("file:///etc/passwd", False),
    ],
)
def test_only_plain_https_addresses_are_kept(url: str, is_one: bool) -> None:
    assert is_address(url) is is_one


class Receiver(http.server.BaseHTTPRequestHandler):
    """Answers with a redirect, and keeps what it was asked for."""

    seen: list[tuple[str, bytes]] = []

    def do_POST(self) -> None:
        self.seen.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(302)
        self.send_header("Location", "https://127.0.0.1/inside")
        self.end_headers()

    def log_message(self, *_given: object) -> None:
        pass


@pytest.fixture
def receiver(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Return the port of a server with a certificate for `localhost` that is trusted here."""
    key = ec.generate_private_key(ec.SECP256R1())
    made, kept = certificate(key, "localhost", host="localhost"), tmp_path / "both.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    kept.write_bytes(secret + pem(made))
    monkeypatch.setenv("SSL_CERT_FILE", str(kept))
    server, context = (
        http.server.HTTPServer(("127.0.0.1", 0), Receiver),
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH),
    )
    context.load_cert_chain(kept)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    Receiver.seen = []
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def test_it_goes_to_the_address_that_was_looked_at_and_no_further(
    receiver: int, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name is looked up once; its certificate must be the name's; a redirect leads nowhere."""
    asked, really = list[str](), socket.getaddrinfo

    def looked_up(host: str, *given: Any, **more: Any) -> Any:
        asked.append(host)
        return really("127.0.0.1", *given, **more)

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    with pytest.raises(NotSent, match="address"):
        post(f"https://localhost:{receiver}/in?a=b", body=b"{}", headers={})
    assert Receiver.seen == []
    settings.WEBHOOK_NETWORKS = ["127.0.0.0/8"]
    asked.clear()
    assert post(f"https://localhost:{receiver}/in?a=b", body=b"{}", headers={}) == 302
    assert [host for host in asked if host != "127.0.0.1"] == ["localhost"]
    with pytest.raises(NotSent, match="certificate"):
        post(f"https://erp.example.com:{receiver}/", body=b"{}", headers={})
    assert Receiver.seen == [("/in?a=b", b"{}")]


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(0, 0, 0, "", (address, 443)) for address in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_given, **_more: found)
    with pytest.raises(NotSent, match="address"):
        post(HOOK, body=b"{}", headers={})


# --- What is told, and what follows ---------------------------------------------------------------


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What was posted; each is answered with 204."""
    found: list[dict[str, Any]] = []

    def keep(url: str, *, body: bytes, headers: dict[str, str]) -> int:
        found.append({"url": url, "headers": headers, **json.loads(body)})
        return 204

    monkeypatch.setattr(tasks, "post", keep)
    return found


@pytest.fixture
def endpoint(firm: Enterprise) -> Endpoint:
    webhooks.set_endpoint(enterprise=firm, url=HOOK, by=firm.created_by, at=timezone.now())
    return Endpoint.objects.get()


def work(at: datetime | None = None) -> None:
    """Do what the worker does, at a time."""
    now = at or timezone.now()
    webhooks.note_events(at=now)
    webhooks.queue_due(at=now)
    for job in Job.objects.filter(kind=webhooks.KIND, state=JobState.QUEUED):
        run_job(job_id=job.pk)


def submitted(firm: Enterprise) -> Snapshot:
    return make_snapshot(enterprise=firm, at=timezone.now())


@pytest.mark.django_db
def test_what_happened_is_told_once_and_says_no_answers(
    endpoint: Endpoint, firm: Enterprise, sent: list[dict[str, Any]]
) -> None:
    first = submitted(firm)
    again = correct(snapshot=first, reason="数字有误", by=firm.created_by, at=timezone.now())
    second = submit(assessment=again, declaration=DECLARATION, by=firm.created_by, at=timezone.now())
    report, plan = make_report(second), make_followed(snapshot=second)
    Job.objects.filter(pk=report.job_id).update(finished_at=timezone.now())
    close_plan(plan=plan, state=PlanState.FINISHED, by=firm.created_by, at=timezone.now())
    tasks.tell_events()
    work()
    assert [(one["type"], one["data"]["id"]) for one in sent] == [
        ("result.submitted", str(first.public_id)),
        ("result.corrected", str(second.public_id)),
        ("report.ready", str(report.public_id)),
        ("plan.finished", str(plan.public_id)),
    ]
    assert {*sent[0]["data"]} == {"firm", "id", "path"}
    assert sent[0]["data"]["path"] == f"/api/v1/results/{first.public_id}"
    work()
    assert len(sent) == 4
    assert set(Delivery.objects.values_list("state", "outcome")) == {(DeliveryState.DONE, "204")}
    headers = sent[0]["headers"]
    body = json.dumps({name: sent[0][name] for name in ("type", "timestamp", "data")}, ensure_ascii=False)
    secret = get_adapter().decrypt(endpoint.secret)
    read = runpy.run_path(str(EXAMPLE))["read"]
    assert read(headers, body.encode(), secret)["type"] == "result.submitted"


@pytest.mark.django_db
def test_what_was_before_and_what_others_do_is_not_told(firm: Enterprise, sent: list[dict[str, Any]]) -> None:
    submitted(firm)
    work()
    webhooks.set_endpoint(enterprise=firm, url=HOOK, by=firm.created_by, at=timezone.now())
    make_snapshot(at=timezone.now())
    work()
    assert sent == []


@pytest.mark.django_db
def test_it_is_tried_again_ever_later_and_then_switched_off_with_a_mail(
    endpoint: Endpoint,
    firm: Enterprise,
    monkeypatch: pytest.MonkeyPatch,
    mailoutbox: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    tried: list[datetime] = []

    def refuse(*_given: object, **_more: object) -> int:
        tried.append(timezone.now())
        raise NotSent("timeout")

    monkeypatch.setattr(tasks, "post", refuse)
    now = timezone.now()
    webhooks.try_out(endpoint=endpoint, at=now)
    with django_capture_on_commit_callbacks(execute=True):
        for wait in (timedelta(), *WAITS):
            now += wait
            monkeypatch.setattr(timezone, "now", lambda at=now: at)
            work(at=now - timedelta(seconds=1))  # not yet
            work(at=now)
    delivery = Delivery.objects.get()
    assert (len(tried), delivery.tries, delivery.outcome) == (7, 7, "timeout")
    assert (delivery.state, delivery.next_at) == (DeliveryState.FAILED, None)
    assert now - tried[0] >= OFF_AFTER
    endpoint.refresh_from_db()
    assert not endpoint.is_on
    [mail] = mailoutbox
    assert (mail.to, firm.name in mail.subject) == ([firm.created_by.email], True)


@pytest.mark.django_db
def test_one_that_comes_through_ends_the_count(
    endpoint: Endpoint, firm: Enterprise, sent: list[dict[str, Any]]
) -> None:
    Endpoint.objects.update(failing_since=timezone.now() - OFF_AFTER)
    webhooks.try_out(endpoint=endpoint, at=timezone.now())
    work()
    endpoint.refresh_from_db()
    assert (endpoint.failing_since, endpoint.is_on, len(sent)) == (None, True, 1)


# --- The page -------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_owner_sets_it_up_sees_the_secret_once_and_sends_again(
    client: Client, firm: Enterprise, sent: list[dict[str, Any]]
) -> None:
    client.force_login(firm.created_by)
    here = reverse("api:webhook", args=[firm.public_id])
    refused = client.post(here, {"url": "http://erp.example.com/"})
    assert (refused.status_code, "http://erp.example.com/" in refused.content.decode()) == (422, True)
    shown = client.post(here, {"url": HOOK}, follow=True).content.decode()
    endpoint = Endpoint.objects.get()
    secret = get_adapter().decrypt(endpoint.secret)
    assert secret in shown
    assert secret not in endpoint.secret
    assert secret not in client.get(here).content.decode()
    client.post(here, {"do": "test"})
    work()
    page = client.get(here).content.decode()
    assert ("已送达" in page, "204" in page) == (True, True)
    client.post(reverse("api:tell_again", args=[firm.public_id, Delivery.objects.get().public_id]))
    work(at=timezone.now() + timedelta(seconds=2))
    assert sent[0]["headers"]["webhook-id"] == sent[1]["headers"]["webhook-id"]
    renewed = client.post(here, {"do": "secret"}, follow=True).content.decode()
    assert "whsec_" in renewed
    assert secret not in renewed
    client.post(here, {"do": "remove"})
    assert not Endpoint.objects.exists()
    assert client.post(here, {"do": "remove"}).status_code == 302


@pytest.mark.django_db
def test_one_firm_does_not_fill_the_line_of_all(client: Client, endpoint: Endpoint, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = ACCOUNT_RATE_LIMITS | {"webhook": "2/m/user"}
    client.force_login(endpoint.made_by)
    here = reverse("api:webhook", args=[endpoint.enterprise.public_id])
    for _time in range(3):
        said = client.post(here, {"do": "test"}, follow=True).content.decode()
    again = reverse(
        "api:tell_again", args=[endpoint.enterprise.public_id, Delivery.objects.all()[0].public_id]
    )
    said_again = client.post(again, follow=True).content.decode()
    assert (Delivery.objects.count(), "操作过于频繁" in said, "操作过于频繁" in said_again) == (2, True, True)
