"""Codes by mail: an address signs up, or becomes one's own, once a code that was mailed to it is typed."""

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from config.settings import ACCOUNT_RATE_LIMITS as RATE_LIMITS
from config.settings import SMS
from enterprises.models import User
from tests.people import PASSWORD, make_user

pytestmark = pytest.mark.django_db

ADDRESS, TAKEN = "dora@example.com", "li@example.com"
SIGN_UP = {"login": ADDRESS, "name": "朵拉", "password1": PASSWORD, "password2": PASSWORD, "consent": "on"}
CONFIRM = "/accounts/login/code/confirm/"


@pytest.fixture(autouse=True)
def _mail_is_set(settings: Settings) -> None:
    cache.clear()
    settings.MAIL_CONFIGURED = True
    settings.ACCOUNT_RATE_LIMITS = RATE_LIMITS | {"send_code": None}


def sign_up(client: Client, **changes: str) -> str:
    return page_of(client.post("/accounts/signup/", SIGN_UP | changes, follow=True))


def page_of(response: Any) -> str:
    return str(response.content.decode())


def mailed() -> tuple[str, str]:
    """Return whom the last mail is for, and the code in it."""
    message = mail.outbox[-1]
    found = re.search(r"^[0-9]{6}$", str(message.body), re.MULTILINE)
    assert found, message.body
    return message.to[0], found[0]


def is_signed_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_an_address_signs_up_once_its_code_is_typed(client: Client) -> None:
    page = sign_up(client, login=" Dora@Example.com", next="/enterprises/new/")
    assert "我们给 <strong" in page
    assert ADDRESS in page
    to, code = mailed()
    assert to == ADDRESS
    assert not User.objects.exists()
    assert "验证码不正确" in page_of(client.post(CONFIRM, {"code": "abc"}))
    assert not User.objects.exists()
    assert client.post(CONFIRM, {"code": code})["Location"] == "/enterprises/new/"
    person = User.objects.get()
    assert (person.email, person.phone, person.name) == (ADDRESS, None, "朵拉")
    assert person.check_password(PASSWORD)
    assert person.consents.count() == 1
    assert EmailAddress.objects.filter(user=person, email=ADDRESS, verified=True).exists()
    assert is_signed_in(client)


def test_whom_the_address_belongs_to_is_told_by_mail_and_nobody_gets_in(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("enterprises.forms.codes.secrets.randbelow", lambda _below: 123456)
    person = make_user(email=TAKEN)
    sign_up(client, login=TAKEN, password1="other-horse-8", password2="other-horse-8")
    [message] = mail.outbox
    assert (message.to, message.subject) == ([TAKEN], "【数阶】您已有账号")
    assert "http://testserver/accounts/password/reset/" in message.body
    assert not re.search(r"\b[0-9]{6}\b", str(message.body))
    assert "验证码不正确" in page_of(client.post(CONFIRM, {"code": "123456"})), "though it was guessed"
    assert not is_signed_in(client)
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
    assert User.objects.count() == 1


def test_a_code_that_ended_or_was_guessed_at_is_sent_again_and_nothing_is_typed_twice(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_up(client)
    code = mailed()[1]
    for _try in range(5):
        assert "验证码不正确" in page_of(client.post(CONFIRM, {"code": "x"}))
    assert "已经试了 5 次" in page_of(client.post(CONFIRM, {"code": code}))
    client.post(CONFIRM, {"again": "1"})
    late = timezone.now() + timedelta(minutes=15, seconds=1)
    with monkeypatch.context() as later:
        later.setattr("enterprises.views.codes.timezone.now", lambda: late)
        assert "验证码已过期" in page_of(client.post(CONFIRM, {"code": mailed()[1]}))
    assert not User.objects.exists()
    client.post(CONFIRM, {"again": "1"})
    client.post(CONFIRM, {"code": mailed()[1]})
    assert User.objects.get().check_password(PASSWORD)


def test_after_a_typing_mistake_in_the_address_the_rest_is_still_there(client: Client) -> None:
    page = sign_up(client, login="dora@exmple.com", next="/enterprises/new/")
    back = re.search(r'href="(/accounts/signup/\?next=[^"]+)"', page)
    assert back
    page = page_of(client.get(back[1]))
    assert 'value="dora@exmple.com"' in page
    assert 'value="朵拉"' in page
    assert 'value="/enterprises/new/"' in page


def test_an_address_gets_one_a_minute_and_keeps_what_was_typed(settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = RATE_LIMITS
    sign_up(Client())
    page = sign_up(Client())
    assert "发送得太频繁" in page
    assert "朵拉" in page
    assert len(mail.outbox) == 1


def test_a_mail_server_that_is_away_fails_no_sign_up(client: Client, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "tests.enterprises.test_accounts.BrokenMail"
    assert "我们给 <strong" in sign_up(client)


# --- The account page -------------------------------------------------------------------------


def change(client: Client, **changes: str) -> Any:
    given = {"name": "李工", "email": TAKEN, "phone": "", "password": PASSWORD}
    return client.post("/account/", given | changes)


def test_a_new_address_counts_once_it_is_proved(client: Client) -> None:
    person = make_user(email=TAKEN)
    client.force_login(person)
    assert change(client, email=ADDRESS)["Location"] == CONFIRM
    person.refresh_from_db()
    assert person.email == TAKEN
    assert mailed()[0] == ADDRESS
    client.post(CONFIRM, {"code": mailed()[1]})
    person.refresh_from_db()
    assert (person.email, person.name) == (ADDRESS, "李工")
    assert EmailAddress.objects.filter(user=person, email=ADDRESS, verified=True).exists()
    assert mail.outbox[-1].to == [TAKEN]  # where the person read before
    assert "邮箱已修改" in mail.outbox[-1].body


def test_a_new_address_and_a_new_number_are_proved_one_after_the_other(
    client: Client, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.SMS = SMS | {"provider": "terminal"}
    person = make_user(email=TAKEN)
    client.force_login(person)
    change(client, email=ADDRESS, phone="13800138000")
    sent = capsys.readouterr().err.split()
    code = sent[sent.index("13800138000:") + 1]
    assert client.post(CONFIRM, {"code": code})["Location"] == CONFIRM
    person.refresh_from_db()
    assert (person.email, person.phone) == (TAKEN, None)
    client.post(CONFIRM, {"code": mailed()[1]})
    person.refresh_from_db()
    assert (person.email, person.phone) == (ADDRESS, "13800138000")


def test_the_name_alone_and_taking_the_address_away_need_no_code(client: Client) -> None:
    person = make_user(email=TAKEN, phone="13800138000")
    client.force_login(person)
    assert change(client, name="李明", phone="13800138000")["Location"] == "/account/"
    assert change(client, email="", phone="13800138000")["Location"] == "/account/"
    person.refresh_from_db()
    assert (person.name, person.email) == ("李工", None)


def test_what_was_changed_while_a_code_was_on_its_way_stays(client: Client) -> None:
    person = make_user(email=TAKEN, phone="13800138000", name="李工")
    client.force_login(person)
    change(client, email=ADDRESS, phone="13800138000", wants_reminders="on")
    code = mailed()[1]
    change(client, name="李明", phone="")  # in another tab
    client.post(CONFIRM, {"code": code})
    person.refresh_from_db()
    assert (person.email, person.phone, person.name) == (ADDRESS, None, "李明")
    assert not person.wants_reminders


def test_what_somebody_else_was_to_change_is_changed_by_nobody(client: Client) -> None:
    person, other = make_user(email=TAKEN), make_user()
    client.force_login(person)
    change(client, email=ADDRESS)
    waiting = client.session["code"]
    stranger = Client()
    stranger.force_login(other)
    session = stranger.session
    session["code"] = waiting
    session.save()
    assert stranger.post(CONFIRM, {"code": mailed()[1]}).status_code == 403
    assert not User.objects.filter(email=ADDRESS).exists()


def test_an_address_that_staff_gave_to_another_is_proved_anew(client: Client) -> None:
    other = make_user(email="other@example.com")
    EmailAddress.objects.create(user=other, email=ADDRESS, verified=True, primary=True)
    sign_up(client)
    client.post(CONFIRM, {"code": mailed()[1]})
    assert EmailAddress.objects.get(email=ADDRESS).user == User.objects.get(email=ADDRESS)
