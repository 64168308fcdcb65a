"""What protects people from other sites, other users and guessed passwords."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest import mock
from urllib.parse import urljoin

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse

from config import views
from enterprises.models import Session
from tests.people import PASSWORD
from tests.rendering import unrendered
from tests.urls.asking import address, check_headers, undone
from tests.urls.table import ROWS, Row, forget_consent, objects_of
from tests.urls.test_namespaces import ACCOUNT, named, url_of
from tests.urls.test_table import page
from tests.urls.world import World

pytestmark = pytest.mark.django_db

# --- Other sites' forms -----------------------------------------------------------------------


FORMS = list({row.name: row for row in ROWS if row.method == "POST"}.values())


@pytest.mark.parametrize("row", FORMS, ids=str)
def test_a_post_without_token_is_refused(row: Row, world: World) -> None:
    url = address(row.name, objects_of(row, world))
    with undone() as written, unrendered():
        response = world.client("owner", enforce_csrf_checks=True).post(url, row.data)
    assert (response.status_code, written.rows) == (403, {})


def test_whoever_sends_an_old_form_is_told_what_became_of_it(world: World) -> None:
    url = address("enterprises:account", world.filling)
    page = world.client("owner", enforce_csrf_checks=True).post(url, {}).content.decode()
    assert "页面已过期，内容没有提交" in page


@pytest.mark.parametrize("person", ["anonymous", "staff"])
def test_account_pages_and_admin_refuse_a_post_without_token(person: str, world: World) -> None:
    answers = set()
    for name in named(ACCOUNT) + named("admin:") + named("trial:"):
        with undone() as written, unrendered():
            response = world.client(person, enforce_csrf_checks=True).post(url_of(name))
        assert written.rows.keys() <= {"account_emailaddress"}, name
        answers.add(response.status_code)
    # To the login page, or no such method; what would be carried out is refused.
    assert answers <= {302, 403, 405}


# --- Headers ----------------------------------------------------------------------------------
# On pages for staff: `test_staff.py`; on answers to forms: `test_table.py`, and odd ones `test_hostile.py`.


@pytest.mark.parametrize("row", [row for row in ROWS if row.method == "GET"], ids=str)
def test_every_page_carries_its_protection(row: Row, world: World) -> None:
    for person in ("anonymous", "outsider", "viewer", "owner"):
        response = page(world, person, row)
        check_headers(response)
        if person != "anonymous" and "Cookie" in response.headers.get("Vary", ""):
            kept = response.headers["Cache-Control"]
            assert "no-store" in kept or "no-cache" in kept  # a report is asked for anew each time


def test_account_pages_carry_their_protection(world: World) -> None:
    for person in ("anonymous", "owner"):
        for name in named(ACCOUNT):
            with undone():
                check_headers(world.client(person).get(url_of(name)))


def test_refusals_and_faults_carry_their_protection(world: World) -> None:
    client = world.client("anonymous", raise_request_exception=False)
    answers = [
        client.get("/", headers={"Host": "evil.example"}),
        client.generic("POST", "/", "x" * (2**20 + 1)),
        client.get("/nowhere/"),
        client.put("/"),
        Client(enforce_csrf_checks=True).post("/i18n/setlang/"),
    ]
    with mock.patch.object(views, "HttpResponse", side_effect=ValueError("inside")):
        answers.append(client.get("/robots.txt"))
    assert [answer.status_code for answer in answers] == [400, 413, 404, 405, 403, 500]
    for answer in answers:
        check_headers(answer)


def test_a_pdf_in_the_browser_loads_and_frames_nothing(world: World) -> None:
    response = world.client("viewer").get(address("reports:view", world.filling))
    policy = response.headers["Content-Security-Policy"]
    assert response.headers["Content-Type"] == "application/pdf"
    assert "default-src 'none'" in policy
    assert "script-src" not in policy


# --- Sessions ---------------------------------------------------------------------------------


def log_in(client: Client, person: str, *, password: str = PASSWORD, **data: str) -> Any:
    return client.post(
        reverse("account_login"), {"login": f"{person}@example.com", "password": password, **data}
    )


def test_signing_in_begins_a_new_session(world: World) -> None:
    """Whoever planted a session on this browser does not share it."""
    client = Client()
    planted = client.session
    planted["language"] = "zh"
    planted.save()
    with undone():
        assert log_in(client, "viewer").status_code == 302
        assert client.session.session_key != planted.session_key
        assert not Session.objects.filter(pk=planted.session_key).exists()


def test_a_session_that_we_did_not_give_is_not_taken(world: World) -> None:
    client = Client()
    client.cookies[django_settings.SESSION_COOKIE_NAME] = "x" * 32
    with undone():
        log_in(client, "viewer")
        assert client.session.session_key != "x" * 32


def test_a_new_password_ends_the_other_sessions(world: World) -> None:
    with undone():
        here, elsewhere = Client(), Client()
        log_in(here, "viewer")
        log_in(elsewhere, "viewer")
        new = {"oldpassword": PASSWORD, "password1": "other-horse-8", "password2": "other-horse-8"}
        assert here.post(reverse("account_change_password"), new).status_code == 302
        assert here.get(reverse("enterprises:account")).status_code == 200
        assert elsewhere.get(reverse("enterprises:account")).status_code == 302


# --- Ways to other sites ----------------------------------------------------------------------

FOREIGN = (
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "///evil.example",
    "https:///evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "\x08//evil.example",
    " //evil.example",
    "http://127.0.0.1@evil.example/",
    "evil.example",
    "NaN",
)


@pytest.mark.parametrize("to", FOREIGN)
def test_nothing_leads_to_another_site(to: str, world: World) -> None:
    with undone(forget_consent):
        answers = [
            log_in(Client(), "viewer", next=to),
            world.client("viewer").get(reverse("account_login"), {"next": to}),
            world.client("viewer").post(reverse("enterprises:agree"), {"next": to}),
            world.client("viewer").post(reverse("set_language"), {"next": to, "language": "en"}),
            Client().post(reverse("set_language"), {"language": "en"}, headers={"Referer": to}),
        ]
        notice = world.client("viewer").get(reverse("enterprises:privacy"), {"next": to})
        answers.append(world.client("viewer").post(reverse("account_logout"), {"next": to}))
    for answer in answers:
        assert answer.status_code == 302
        # Browsers read a backslash as a slash, and drop blanks and control characters before an address.
        location = re.sub(r"^[\x00-\x20]+", "", answer["Location"]).replace("\\", "/")
        assert urljoin("http://testserver/accounts/", location).startswith("http://testserver/"), location
    assert f'value="{to}"' not in notice.content.decode()


@pytest.mark.parametrize("language", ["xx", "zh" * 5000, "en\x00", "../../etc", ""])
def test_a_language_that_is_none_is_not_remembered(language: str, world: World) -> None:
    with undone() as written:
        response = world.client("viewer").post(reverse("set_language"), {"language": language})
    assert (response.status_code, written.rows) == (302, {})
    assert django_settings.LANGUAGE_COOKIE_NAME not in response.cookies


# --- Production -------------------------------------------------------------------------------

ROOT = Path(__file__).parents[2]
LOOK = """
import json, sys
import django
django.setup()
from django.conf import settings
from django.test import Client

client = Client(SERVER_NAME="shujie.example.cn")
https = {"X-Forwarded-Proto": "https"}
moved = client.get("/robots.txt")
page = client.get("/robots.txt", headers=https)
language = client.post("/i18n/setlang/", {"language": "en"}, headers=https)
names = ("SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE", "CSRF_COOKIE_SECURE",
         "CSRF_COOKIE_HTTPONLY", "DEBUG", "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME")
print(json.dumps({
    "moved": [moved.status_code, moved.headers["Location"]],
    "hsts": page.headers["Strict-Transport-Security"],
    "language": bool(language.cookies[settings.LANGUAGE_COOKIE_NAME]["secure"]),
    **{name: getattr(settings, name) for name in names},
}))
"""


def run_in_production(*arguments: str) -> str:
    """Return what Python prints in the environment that `.env.example` describes."""
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    example = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("SHUJIE_")}
    environment = inherited | example | {"DJANGO_SETTINGS_MODULE": "config.settings"}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_production_insists_on_https() -> None:
    assert json.loads(run_in_production("-c", LOOK)) == {
        "moved": [301, "https://shujie.example.cn/robots.txt"],
        "hsts": "max-age=31536000",
        "language": True,
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_SECURE": True,
        "CSRF_COOKIE_HTTPONLY": True,
        "DEBUG": False,
        "SESSION_COOKIE_NAME": "__Host-sessionid",
        "CSRF_COOKIE_NAME": "__Host-csrftoken",
    }


@pytest.mark.slow
def test_production_leaves_no_warning() -> None:
    run_in_production("manage.py", "check", "--deploy", "--fail-level", "WARNING")
