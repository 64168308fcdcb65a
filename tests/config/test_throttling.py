"""How many may sign up and set new passwords from one address: a training room may."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.http.response import HttpResponseBase
from django.test import Client
from pytest_django import Settings

from config.settings import ACCOUNT_RATE_LIMITS as RATE_LIMITS
from enterprises.models import User
from tests.people import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty_counters() -> None:
    cache.clear()


def sign_up(number: int) -> HttpResponseBase:
    form = {
        "login": f"person{number}@example.com",
        "name": f"学员{number}",
        "password1": PASSWORD,
        "password2": PASSWORD,
        "consent": "on",
    }
    return Client().post("/accounts/signup/", form, REMOTE_ADDR="10.0.0.9")


def test_a_room_signs_up_from_one_address(settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = RATE_LIMITS
    assert [sign_up(number).status_code for number in range(25)] == [302] * 25
    assert User.objects.filter(email__startswith="person").count() == 25


def test_who_is_one_too_many_reads_so_and_keeps_what_was_typed(settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**RATE_LIMITS, "sign_up": "1/m/ip"}
    sign_up(1)
    page = b"".join(sign_up(2)).decode()
    assert "请一分钟后再试" in page
    assert 'value="person2@example.com"' in page
    assert "学员2" in page
    assert not User.objects.filter(email="person2@example.com").exists()


RESET = "/accounts/password/reset/"


def ask(email: str) -> int:
    return Client().post(RESET, {"email": email}, REMOTE_ADDR="10.0.0.9").status_code


def test_a_room_sets_new_passwords_from_one_address(settings: Settings, alice: User) -> None:
    """allauth's own limits let 20 of an address ask in a minute, and as many set one."""
    settings.ACCOUNT_RATE_LIMITS, settings.MAIL_CONFIGURED = RATE_LIMITS, True
    assert [ask(f"person{number}@example.com") for number in range(25)] == [302] * 25
    ask(str(alice.email))
    link = re.search(r"http://testserver(\S+)", str(mail.outbox[-1].body))
    assert link
    client, different = Client(REMOTE_ADDR="10.0.0.9"), {"password1": PASSWORD, "password2": "x"}
    page = client.get(link[1])["Location"]
    assert [client.post(page, different).status_code for _person in range(25)] == [200] * 25


def test_nobody_is_mailed_without_end(settings: Settings, alice: User) -> None:
    settings.ACCOUNT_RATE_LIMITS, settings.MAIL_CONFIGURED = RATE_LIMITS, True
    assert [ask(str(alice.email)) for _time in range(6)] == [302] * 5 + [429]


def test_one_address_does_not_mail_strangers_all_day(settings: Settings) -> None:
    """Each part behind a plus is another address to us, and may be the same box."""
    few = str(RATE_LIMITS["reset_password"]).replace("1000/d/ip", "2/d/ip")
    settings.ACCOUNT_RATE_LIMITS = {**RATE_LIMITS, "reset_password": few}
    settings.MAIL_CONFIGURED = True
    assert [ask(f"somebody+{number}@example.com") for number in range(3)] == [302, 302, 429]
