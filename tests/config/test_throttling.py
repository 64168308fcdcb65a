"""Guessing passwords ends; the owner of the account is not locked out elsewhere."""

import pytest
from django.test import Client
from pytest_django import Settings

from enterprises.models import User
from tests.people import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _as_in_production(settings: Settings) -> None:
    settings.AXES_ENABLED = True
    settings.AXES_FAILURE_LIMIT = 3
    settings.ACCOUNT_RATE_LIMITS = False  # allauth's own would come first


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
