"""The devices somebody is signed in on: listed in plain words, ended one by one, by changes, and by time."""

from datetime import timedelta
from typing import NoReturn, cast

import pytest
from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.core import mail
from django.db import OperationalError, connection
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from enterprises.domain.devices import BROWSERS as KNOWN_BROWSERS
from enterprises.domain.devices import SYSTEMS as KNOWN_SYSTEMS
from enterprises.domain.devices import Device, device
from enterprises.models import Session, User
from enterprises.selectors.people import personal_data
from enterprises.services.accounts import delete_account
from enterprises.services.sessions import forget_ended
from enterprises.wording.accounts import BROWSERS, SYSTEMS, say_device
from tests.enterprises.test_mailed_codes import mailed
from tests.enterprises.test_second_factor import activated, code_now
from tests.people import AT, PASSWORD, make_user

pytestmark = pytest.mark.django_db

PAGE = "/account/sessions/"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 MicroMessenger/8.0.44"
DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120.0.0.0 Safari/537.36 Edg/120.0.0.0"


@pytest.fixture
def person() -> User:
    return make_user(email="li@example.com")


def sign_in(
    person: User, *, agent: str = DESK, address: str = "10.0.0.1", password: str = PASSWORD
) -> Client:
    client = Client(headers={"User-Agent": agent}, REMOTE_ADDR=address)
    sent = {"login": person.email or person.phone, "password": password}
    assert client.post(reverse("account_login"), sent).status_code == 302
    return client


def is_signed_in(client: Client) -> bool:
    return client.get(reverse("enterprises:account")).status_code == 200


def shown(client: Client) -> str:
    return client.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("agent", "expected"),
    [
        (PHONE, Device("iphone", "wechat")),
        (DESK, Device("windows", "edge")),
        (
            "Mozilla/5.0 (Linux; Android 12; HarmonyOS; ELS) Chrome/99 HuaweiBrowser/14",
            Device("harmony", "huawei"),
        ),
        ("Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit Chrome/114", Device("harmony", "chrome")),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/99 MicroMessenger/8 wxwork/4", Device("android", "wecom")),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X) AppleWebKit/605 Version/17 Safari/605",
            Device("mac", "safari"),
        ),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0",
            Device("linux", "firefox"),
        ),
        ("curl/8.0", Device("", "")),
        ("", Device("", "")),
    ],
)
def test_a_browser_is_known_by_its_name(agent: str, expected: Device) -> None:
    assert device(agent) == expected


def test_every_name_has_words() -> None:
    for system, browser in ((device(PHONE).system, ""), ("", "safari"), ("linux", "360")):
        assert say_device(Device(system, browser))
    assert say_device(Device("iphone", "wechat")) == "iPhone · 微信"
    assert say_device(Device("", "")) == "不认识的设备"
    assert {ours for _sign, ours in KNOWN_SYSTEMS} | {""} == SYSTEMS.keys()
    assert {ours for _sign, ours in KNOWN_BROWSERS} == BROWSERS.keys()


def test_all_devices_are_listed_with_place_and_time_and_this_one_marked(person: User) -> None:
    here, _phone = sign_in(person), sign_in(person, agent=PHONE, address="10.9.9.9")
    sign_in(make_user(), agent="Firefox", address="10.7.7.7")
    page = shown(here)
    assert page.index("Windows 电脑 · Edge") < page.index("本设备") < page.index("iPhone · 微信")
    assert ("IP 10.0.0.1" in page, "IP 10.9.9.9" in page, "10.7.7.7" in page) == (True, True, False)
    assert timezone.localtime().strftime("%Y-%m-%d") in page
    for session in Session.objects.filter(user=person):
        assert session.pk not in page  # the key would open it


def test_one_is_ended(person: User) -> None:
    here, phone, other = sign_in(person), sign_in(person, agent=PHONE), sign_in(person)
    handle = next(one.handle for one in here.get(PAGE).context["devices"] if "微信" in one.name)
    answer = here.post(PAGE, {"session": handle}, follow=True)
    assert "已退出那台设备的登录。" in answer.content.decode()
    assert [is_signed_in(client) for client in (here, phone, other)] == [True, False, True]
    assert "那台设备的登录已经不在了。" in here.post(PAGE, {"session": handle}, follow=True).content.decode()


def test_nobody_ends_the_session_of_somebody_else(person: User) -> None:
    here, stranger = sign_in(person), sign_in(make_user())
    handle = stranger.get(PAGE).context["devices"][0].handle
    here.post(PAGE, {"session": handle})
    here.post(PAGE)
    assert is_signed_in(stranger)


def test_all_others_are_ended(person: User) -> None:
    here, phone, other = sign_in(person), sign_in(person, agent=PHONE), sign_in(person)
    assert "已退出其他 2 台设备的登录。" in here.post(PAGE, follow=True).content.decode()
    assert [is_signed_in(client) for client in (here, phone, other)] == [True, False, False]
    assert "没有其他设备登录。" in here.post(PAGE, follow=True).content.decode()


def change(client: Client, **changed: str) -> str:
    sent = {"name": "", "email": "li@example.com", "phone": "", "password": PASSWORD} | changed
    return client.post(reverse("enterprises:account"), sent, follow=True).content.decode()


@pytest.mark.parametrize(
    ("changed", "said"),
    [({"email": "new@example.com"}, "邮箱已修改。"), ({"phone": "13900139000"}, "手机号已修改。")],
)
@override_settings(MAIL_CONFIGURED=True)
def test_another_address_or_number_ends_the_others_and_says_so(
    changed: dict[str, str], said: str, person: User
) -> None:
    here, phone = sign_in(person), sign_in(person, agent=PHONE)
    page = change(here, **changed)
    if "email" in changed:
        typed = {"code": mailed()[1]}
        page = here.post(reverse("account_confirm_login_code"), typed, follow=True).content.decode()
    assert "已退出其他 1 台设备的登录。" in page
    assert (is_signed_in(here), is_signed_in(phone)) == (True, False)
    sent = mail.outbox[-1]
    assert (sent.to, said in sent.body, "另外 1 台设备" in sent.body) == (["li@example.com"], True, True)


@override_settings(MAIL_CONFIGURED=True)
def test_another_name_ends_nothing(person: User) -> None:
    here, phone = sign_in(person), sign_in(person, agent=PHONE)
    assert "已退出" not in change(here, name="李波")
    assert (is_signed_in(phone), mail.outbox) == (True, [])


@override_settings(MAIL_CONFIGURED=True)
def test_a_new_password_ends_the_others_and_says_so(person: User) -> None:
    here = sign_in(person)
    sign_in(person, agent=PHONE)
    new = {"oldpassword": PASSWORD, "password1": "other-horse-8", "password2": "other-horse-8"}
    page = here.post(reverse("account_change_password"), new, follow=True).content.decode()
    assert ("已退出其他 1 台设备的登录。" in page, is_signed_in(here)) == (True, True)
    assert Session.objects.filter(user=person).count() == 1
    assert "密码已修改。" in mail.outbox[0].body


@override_settings(MAIL_CONFIGURED=True)
def test_a_password_set_by_the_link_of_a_mail_ends_all(person: User) -> None:
    sign_in(person)
    guest = Client()
    guest.post(reverse("account_reset_password"), {"email": person.email})
    link = next(word for word in mail.outbox[0].body.split() if "/reset/key/" in word)
    form = guest.get(link.removeprefix("http://testserver"))["Location"]
    guest.post(form, {"password1": "other-horse-8", "password2": "other-horse-8"})
    assert not Session.objects.filter(user=person).exists()
    sign_in(person, password="other-horse-8")


@override_settings(MAIL_CONFIGURED=True)
def test_a_second_factor_begun_or_ended_ends_the_others(person: User) -> None:
    phone = sign_in(person, agent=PHONE)
    here, secret = activated(person)
    assert (is_signed_in(here), is_signed_in(phone)) == (True, False)
    assert "两步验证增加了一种方式。" in mail.outbox[-1].body
    other = sign_in(person, agent=PHONE)
    other.post(reverse("mfa_authenticate"), {"code": code_now(secret)})
    assert is_signed_in(other)
    assert here.post(reverse("mfa_deactivate_totp")).status_code == 302
    assert (is_signed_in(here), is_signed_in(other)) == (True, False)
    assert "两步验证减少了一种方式。" in mail.outbox[-1].body


@pytest.mark.parametrize("field", ["email", "is_active", "name"])
def test_what_staff_change_of_signing_in_ends_all(field: str, person: User) -> None:
    sign_in(person)
    staff = Client()
    staff.force_login(make_user(is_staff=True, is_superuser=True))
    url = reverse("admin:enterprises_user_change", args=[person.pk])
    form = {"email": person.email, "name": "", "phone": "", "is_active": "on"}
    form |= {"regions-TOTAL_FORMS": "0", "regions-INITIAL_FORMS": "0"}
    form = form | {"email": "new@example.com"} if field == "email" else form
    form = form | {"name": "李波"} if field == "name" else form
    form = {name: value for name, value in form.items() if (name, field) != ("is_active", "is_active")}
    assert staff.post(url, form).status_code == 302
    assert Session.objects.filter(user=person).exists() is (field == "name")


def test_a_password_that_staff_set_ends_all(person: User) -> None:
    sign_in(person)
    staff = Client()
    staff.force_login(make_user(is_staff=True, is_superuser=True))
    new = {"password1": "other-horse-8", "password2": "other-horse-8"}
    new |= {"reason": "stolen", "is_known": "on"}
    answer = staff.post(reverse("admin:auth_user_password_change", args=[person.pk]), new)
    assert answer.status_code == 302
    assert not Session.objects.filter(user=person).exists()


def test_a_session_lives_on_from_what_is_sent_and_not_from_what_is_read(
    person: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, began = sign_in(person), timezone.now()
    later = began + timedelta(days=3)
    monkeypatch.setattr(timezone, "now", lambda: later)
    here.get(PAGE)
    [session] = Session.objects.filter(user=person)
    assert session.seen_at is not None
    assert session.seen_at < began + timedelta(minutes=1)
    change(here)
    session.refresh_from_db()
    assert session.seen_at == later
    lasts = session.expire_date - later
    assert lasts == timedelta(seconds=settings.SESSION_COOKIE_AGE) == timedelta(days=14)


def test_however_much_it_is_used_one_signs_in_again_some_day(
    person: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, began = sign_in(person), timezone.now()
    for day in range(10, settings.SESSION_DAYS + 20, 10):
        monkeypatch.setattr(timezone, "now", lambda day=day: began + timedelta(days=day))
        lives = here.get(PAGE).status_code == 200
        assert lives == (day < settings.SESSION_DAYS)
        if lives:
            change(here)


def test_what_has_run_out_is_not_listed_and_goes_with_the_next_sign_in(person: User) -> None:
    here = sign_in(person)
    old = sign_in(person, agent=PHONE)
    Session.objects.filter(pk=old.session.session_key).update(
        expire_date=timezone.now() - timedelta(minutes=1)
    )
    assert "微信" not in shown(here)
    assert forget_ended(at=timezone.now() - timedelta(hours=1)) == 0
    sign_in(person)
    assert Session.objects.filter(user=person).count() == 2


def test_sessions_are_in_the_export_and_go_with_the_account(person: User) -> None:
    sign_in(person, agent=PHONE, address="10.9.9.9")
    [exported] = cast(list[dict[str, str]], personal_data(person)["sessions"])
    assert (exported["ip"], exported["browser"]) == ("10.9.9.9", PHONE)
    delete_account(user=person, at=AT)
    assert not Session.objects.filter(user=person).exists()


@pytest.mark.parametrize("agent", ["A\x00B", "x" * 5000, "line\x1fbreak"])
def test_a_browser_may_call_itself_anything(agent: str, person: User) -> None:
    assert is_signed_in(sign_in(person, agent=agent))


def test_a_database_that_goes_as_a_session_is_saved_is_not_taken_for_a_session_that_ended(
    person: User,
) -> None:
    session = sign_in(person).session

    def away(*_query: object) -> NoReturn:
        raise OperationalError

    with connection.execute_wrapper(away), pytest.raises(OperationalError):
        session.save()
    session.save()
    Session.objects.all().delete()
    with pytest.raises(UpdateError):
        session.save()
