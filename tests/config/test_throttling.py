"""Guessing passwords ends; the owner of the account is not locked out elsewhere."""

import pytest
from django.core.cache import cache
from django.http.response import HttpResponseBase
from django.test import Client
from pytest_django import Settings

from config.settings import ACCOUNT_RATE_LIMITS as RATE_LIMITS
from enterprises.models import User
from tests.people import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _as_in_production(settings: Settings) -> None:
    settings.AXES_ENABLED = True
    settings.AXES_FAILURE_LIMIT = 3
    settings.ACCOUNT_RATE_LIMITS = False  # allauth's own would come first
    cache.clear()


def sign_in(user: User, password: str, address: str = "10.0.0.1") -> int:
    form = {"login": user.email, "password": password}
    return Client().post("/accounts/login/", form, REMOTE_ADDR=address).status_code


def test_guessing_ends_after_some_attempts(alice: User) -> None:
    assert [sign_in(alice, f"guess {number}") for number in range(4)] == [200, 200, 429, 429]
    assert sign_in(alice, PASSWORD) == 429


def test_the_refusal_says_what_to_do(alice: User) -> None:
    form = {"login": alice.email, "password": "guess"}
    for _ in range(3):
        response = Client().post("/accounts/login/", form)
    assert "尝试次数过多，请稍后再试" in response.content.decode()


def test_the_owner_still_signs_in_from_elsewhere(alice: User) -> None:
    for _ in range(4):
        sign_in(alice, "guess")
    assert sign_in(alice, PASSWORD, address="10.0.0.2") == 302


def test_one_success_forgives_earlier_slips(alice: User) -> None:
    outcomes = [sign_in(alice, password) for password in ("slip", "slip", PASSWORD, "slip", "slip", PASSWORD)]
    assert outcomes == [200, 200, 302, 200, 200, 302]


def test_the_device_of_the_owner_is_never_paused(alice: User) -> None:
    owner = Client()
    form = {"login": alice.email, "password": PASSWORD}
    assert owner.post("/accounts/login/", form, REMOTE_ADDR="10.0.0.1").status_code == 302
    owner.post("/accounts/logout/")
    for _ in range(4):
        sign_in(alice, "guess")
    assert sign_in(alice, PASSWORD) == 429
    assert owner.post("/accounts/login/", form, REMOTE_ADDR="10.0.0.1").status_code == 302


def test_the_device_of_somebody_else_is_none_of_the_owners(alice: User, bob: User) -> None:
    other = Client()
    other.post("/accounts/login/", {"login": bob.email, "password": PASSWORD}, REMOTE_ADDR="10.0.0.1")
    other.post("/accounts/logout/")
    for _ in range(4):
        sign_in(alice, "guess")
    form = {"login": alice.email, "password": PASSWORD}
    assert other.post("/accounts/login/", form, REMOTE_ADDR="10.0.0.1").status_code == 429


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


def test_wrong_passwords_from_many_addresses_keep_nobody_out(settings: Settings, alice: User) -> None:
    settings.ACCOUNT_RATE_LIMITS = RATE_LIMITS
    for number in range(20):
        sign_in(alice, "guess", address=f"10.1.0.{number}")
    assert sign_in(alice, PASSWORD, address="10.2.0.1") == 302
