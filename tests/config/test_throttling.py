"""How many may sign up from one address: a training room may."""

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
