"""The one sign-in: who guesses waits ever longer, and keeps nobody out where they have been before."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from enterprises.domain.sign_in import (
    KNOWN_PLACE,
    SAME_PERSON,
    SAME_PERSON_AND_PLACE,
    SAME_PLACE,
    Slowing,
    network,
    seconds_left,
)
from enterprises.forms import adapter
from enterprises.models import SignInPlace, User, WrongPassword
from enterprises.services.sign_in import PLACES_KEPT
from tests.people import PASSWORD, make_user
from tests.rendering import unrendered

pytestmark = pytest.mark.django_db

HOME, ELSEWHERE = "10.0.0.1", "10.9.9.9"
DOOR = "/accounts/login/"
MANY = SAME_PERSON.free + 10


@pytest.fixture(autouse=True)
def _clock_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)


def sign_in(
    user: User, password: str = PASSWORD, *, address: str = ELSEWHERE, client: Client | None = None
) -> HttpResponseBase:
    form = {"login": user.email or user.phone, "password": password}
    return (client or Client()).post(DOOR, form, REMOTE_ADDR=address)


def guess(user: User, times: int, address: str = ELSEWHERE) -> list[int]:
    with unrendered():
        return [sign_in(user, f"guess {number}", address=address).status_code for number in range(times)]


def long_ago(minutes: int) -> None:
    """Let time pass: what was counted is older by so many minutes."""
    for row in WrongPassword.objects.all():
        row.at -= timedelta(minutes=minutes)
        row.save()


# --- How long ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "since", "left"),
    [(0, 0, 0), (9, 0, 0), (10, 0, 1), (11, 0, 2), (12, 0, 4), (12, 1.5, 3), (12, 4, 0), (20, 0, 900)],
)
def test_each_wait_is_twice_the_one_before(wrong: int, since: float, left: int) -> None:
    assert seconds_left(SAME_PERSON_AND_PLACE, wrong, timedelta(seconds=since)) == left


@given(free=st.integers(0, 50), longest=st.integers(1, 3600), wrong=st.integers(0, 10**9))
def test_no_wait_is_longer_than_the_longest(free: int, longest: int, wrong: int) -> None:
    left = seconds_left(Slowing(free, longest), wrong, timedelta())
    assert (left == 0) == (wrong < free)
    assert left <= longest
    assert wrong < free + 12 or left == longest


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("1.2.3.4", "1.2.3.4"),
        ("::ffff:1.2.3.4", "1.2.3.4"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
    ],
)
def test_a_place_is_an_address_or_what_addresses_change_within(address: str, place: str) -> None:
    assert network(address) == place


# --- At the door ------------------------------------------------------------------------------


def test_who_guesses_is_told_how_long_to_wait_and_keeps_what_was_typed(alice: User) -> None:
    assert guess(alice, 12) == [200] * 10 + [429] * 2
    answer = sign_in(alice)
    page = b"".join(answer).decode()
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "1"
    assert "请 1 秒后再试" in page
    assert "忘记密码时可以重置密码" in page
    assert f'value="{alice.email}"' in page
    assert WrongPassword.objects.count() == 10  # who waits is not counted again
    long_ago(1)
    assert sign_in(alice).status_code == 302


def test_minutes_are_said_as_minutes(alice: User) -> None:
    guess(alice, 10)
    row = WrongPassword.objects.get(pk=WrongPassword.objects.latest("pk").pk)
    WrongPassword.objects.bulk_create(
        WrongPassword(person=row.person, place=row.place, at=timezone.now()) for _ in range(10)
    )
    assert "请 15 分钟后再试" in b"".join(sign_in(alice)).decode()


def test_what_went_wrong_an_hour_ago_is_forgotten(alice: User) -> None:
    guess(alice, 10)
    long_ago(61)
    assert guess(alice, 10) == [200] * 10
    assert WrongPassword.objects.count() == 10


def test_the_right_password_forgives_the_slips_at_that_place_alone(alice: User) -> None:
    guess(alice, 9, HOME)
    guess(alice, 3, ELSEWHERE)
    assert sign_in(alice, address=HOME).status_code == 302
    assert WrongPassword.objects.count() == 3


def test_both_names_of_a_person_are_counted_together() -> None:
    both = make_user(email="both@example.com", phone="13900139000")
    guess(both, 10)
    phone = {"login": "139 0013 9000", "password": "guess"}
    assert Client().post(DOOR, phone, REMOTE_ADDR=ELSEWHERE).status_code == 429


def test_who_does_not_exist_is_slowed_alike() -> None:
    assert guess(User(email="nobody@example.com"), 12) == [200] * 10 + [429] * 2
    assert guess(User(email="rubbish"), 12) == [200] * 10 + [429] * 2
    # What stands in the field may be a password: it is not kept.
    assert not WrongPassword.objects.filter(person__contains="rubbish").exists()


# --- Whoever has been here before -------------------------------------------------------------


def test_many_guesses_from_many_addresses_keep_nobody_out(alice: User) -> None:
    device = Client()
    assert sign_in(alice, address=HOME, client=device).status_code == 302
    device.post("/accounts/logout/")
    answers = [guess(alice, 1, f"10.1.0.{number}")[0] for number in range(MANY)]
    assert answers == [200] * SAME_PERSON.free + [429] * 10
    assert sign_in(alice, address="10.2.0.1", client=device).status_code == 302  # the device, moved
    assert sign_in(alice, address=HOME).status_code == 302  # the address, another device
    # Anywhere else it takes a minute at most.
    assert sign_in(alice, address="10.3.0.1").status_code == 429
    long_ago(1)
    assert sign_in(alice, address="10.3.0.1").status_code == 302


def test_many_guesses_at_ones_own_address_do_not_either(alice: User) -> None:
    device = Client()
    sign_in(alice, address=HOME, client=device)
    device.post("/accounts/logout/")
    guess(alice, MANY, HOME)
    assert sign_in(alice, address=HOME).status_code == 302
    assert sign_in(alice, address=HOME, client=device).status_code == 302


def test_without_end_they_are_slowed_there_too_but_not_on_the_device(alice: User) -> None:
    device = Client()
    sign_in(alice, address=HOME, client=device)
    device.post("/accounts/logout/")
    answers = guess(alice, KNOWN_PLACE.free + 5, HOME)
    assert answers == [200] * KNOWN_PLACE.free + [429] * 5
    assert sign_in(alice, address=HOME, client=device).status_code == 302
    assert sign_in(alice, address=HOME).status_code == 302  # the right one has forgiven the wrong ones
    guess(alice, KNOWN_PLACE.free, HOME)
    assert sign_in(alice, address=HOME).status_code == 429
    long_ago(1)
    assert sign_in(alice, address=HOME).status_code == 302  # a minute at most


def test_where_somebody_else_has_been_is_none_of_the_persons(alice: User, bob: User) -> None:
    device = Client()
    sign_in(bob, address=ELSEWHERE, client=device)
    device.post("/accounts/logout/")
    guess(alice, 10)
    assert sign_in(alice, client=device).status_code == 429


def test_a_shared_computer_knows_each_of_its_people(alice: User, bob: User) -> None:
    device = Client()
    for person in (alice, bob):
        sign_in(person, address=HOME, client=device)
        device.post("/accounts/logout/")
    guess(alice, 10, "10.2.0.1")
    assert sign_in(alice, address="10.2.0.1", client=device).status_code == 302


def test_a_room_without_address_is_nobodys_place(alice: User) -> None:
    sign_in(alice, address="unix:")
    guess(alice, 10, "unix:")
    assert sign_in(alice, address="unix:").status_code == 429


def test_a_cookie_that_we_did_not_give_is_no_device(alice: User) -> None:
    guess(alice, 10)
    device = Client()
    device.cookies[adapter.DEVICE] = str(alice.pk)
    assert sign_in(alice, client=device).status_code == 429


def test_the_latest_places_are_kept_and_go_with_the_account(client: Client, alice: User) -> None:
    for number in range(PLACES_KEPT + 3):
        sign_in(alice, address=f"10.4.0.{number}")
    assert SignInPlace.objects.filter(user=alice).count() == PLACES_KEPT
    guess(alice, 10, "10.4.0.12")
    assert sign_in(alice, address="10.4.0.12").status_code == 302
    client.force_login(alice)
    client.post(reverse("enterprises:delete_account"), {"password": PASSWORD})
    assert not SignInPlace.objects.exists()


def test_one_address_that_tries_many_names_is_slowed(alice: User, bob: User) -> None:
    guess(User(email="person@example.com"), 1)
    wrong = WrongPassword.objects.get()
    others = [f"person {number}" for number in range(SAME_PLACE.free - 1)]
    WrongPassword.objects.bulk_create(
        WrongPassword(person=other, place=wrong.place, at=wrong.at) for other in others[1:]
    )
    assert sign_in(alice, client=Client()).status_code == 302
    WrongPassword.objects.create(person=others[0], place=wrong.place, at=wrong.at)
    assert sign_in(bob).status_code == 429
    assert sign_in(alice, address=HOME).status_code == 302


# --- The admin has no other door --------------------------------------------------------------


def test_the_admin_is_entered_by_the_same_door() -> None:
    staff = make_user(email="staff@example.com", is_staff=True, is_superuser=True)
    client = Client()
    moved = client.post("/admin/login/?next=/admin/", {"username": staff.email, "password": PASSWORD})
    assert (moved.status_code, moved["Location"]) == (302, "/accounts/login/?next=%2Fadmin%2F")
    form = {"login": staff.email, "password": PASSWORD, "next": "/admin/"}
    assert client.post(moved["Location"], form)["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200
    assert client.get("/admin/login/")["Location"] == "/admin/"


def test_many_guesses_at_the_door_of_the_admin_are_slowed() -> None:
    staff = make_user(email="staff@example.com", is_staff=True, is_superuser=True)
    answers = []
    for number in range(MANY):
        client = Client(REMOTE_ADDR=f"10.1.0.{number}")
        form = {"username": staff.email, "login": staff.email, "password": f"guess {number}"}
        moved = client.post("/admin/login/?next=/admin/", form)
        with unrendered():
            answers.append(client.post(moved["Location"], form).status_code)
    assert answers == [200] * SAME_PERSON.free + [429] * 10


def test_who_is_not_staff_is_told_so_at_the_admins_door(client: Client, alice: User) -> None:
    client.force_login(alice)
    assert client.get("/admin/", follow=True).status_code == 403


# --- A failed request is no failed sign-in ----------------------------------------------------


@pytest.mark.parametrize("where", ["named_user", "seconds_to_wait", "count_wrong"])
def test_a_database_that_goes_away_in_between_counts_nothing(
    where: str, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_given: object, **_named: object) -> None:
        raise OperationalError("the connection is lost")

    visitor = Client(raise_request_exception=False)
    with monkeypatch.context() as patched:
        patched.setattr(adapter, where, away)
        answers = {sign_in(alice, "wrong", client=visitor).status_code for _try in range(3)}
    assert answers == {500}
    assert not WrongPassword.objects.exists()
    assert sign_in(alice).status_code == 302


def test_a_database_that_goes_away_while_the_password_is_compared_counts_nothing(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_user: User, _password: str) -> bool:
        raise OperationalError("the connection is lost")

    visitor = Client(raise_request_exception=False)
    with monkeypatch.context() as patched:
        patched.setattr(User, "check_password", away)
        answers = {sign_in(alice, client=visitor).status_code for _try in range(3)}
    assert answers == {500}
    assert not WrongPassword.objects.exists()
    assert sign_in(alice).status_code == 302
