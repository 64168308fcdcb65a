"""A second factor: an app's codes, recovery codes, passkeys; required of staff where settings say so."""

import json
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from enterprises.middleware import FACTOR_PAGES
from enterprises.models import User, WrongPassword
from enterprises.selectors.people import personal_data
from enterprises.services.accounts import delete_account
from tests.people import PASSWORD, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> User:
    return make_user(email="li@example.com")


def sign_in(person: User, client: Client | None = None) -> Client:
    client = client or Client()
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    return client


def code_now(secret: str) -> str:
    _earlier, counter, _later = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(secret, counter))


def activated(person: User) -> tuple[Client, str]:
    """Return somebody signed in who has just begun to use an app, and the app's key."""
    client = sign_in(person)
    again = client.get(reverse("mfa_activate_totp"))["Location"]
    client.post(again, {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    response = client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})
    assert response["Location"] == reverse("mfa_view_recovery_codes")
    return client, secret


def is_signed_in(client: Client) -> bool:
    return client.get(reverse("enterprises:account")).status_code == 200


def test_the_password_alone_no_longer_signs_in(person: User) -> None:
    _client, secret = activated(person)
    client = sign_in(person)
    assert not is_signed_in(client)
    page = client.get(reverse("mfa_authenticate"))
    assert ("两步验证" in page.content.decode(), "通行密钥" in page.content.decode()) == (True, False)
    client.post(reverse("mfa_authenticate"), {"code": f" {code_now(secret)[:3]} {code_now(secret)[3:]} "})
    assert is_signed_in(client)


def test_a_recovery_code_signs_in_once(person: User) -> None:
    client, _secret = activated(person)
    codes = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert len(codes) == 10
    for expected in (True, False):
        client = sign_in(person)
        client.post(reverse("mfa_authenticate"), {"code": codes[0]})
        assert is_signed_in(client) is expected


def test_who_guesses_codes_waits(person: User) -> None:
    _client, secret = activated(person)
    WrongPassword.objects.all().delete()
    client = sign_in(person)
    for _attempt in range(10):
        refused = client.post(reverse("mfa_authenticate"), {"code": "000000"})
        assert "验证码不正确" in refused.content.decode()
    slowed = client.post(reverse("mfa_authenticate"), {"code": code_now(secret)})
    assert "刚才多次填错" in slowed.content.decode()
    assert not is_signed_in(client)
    WrongPassword.objects.update(at=timezone.now() - timedelta(minutes=20))
    client.post(reverse("mfa_authenticate"), {"code": code_now(secret)})
    assert is_signed_in(client)


def test_a_code_is_taken_once_though_it_counts_longer(person: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """allauth itself forgets after 30 s that it was used."""
    _client, secret = activated(person)
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.TOTP._mark_code_used", lambda *_given: True)
    code = code_now(secret)
    for typed, expected in ((code, True), (code, False), (f"{code[:3]}-{code[3:]}", False)):
        client = sign_in(person)
        client.post(reverse("mfa_authenticate"), {"code": typed})
        assert is_signed_in(client) is expected


@pytest.mark.parametrize("name", sorted(FACTOR_PAGES))
def test_a_session_without_it_does_not_change_it_by_the_password(person: User, name: str) -> None:
    """Nor are the recovery codes read there, of which one would be enough."""
    _client, secret = activated(person)
    before = Client()
    before.force_login(person)
    before.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    kept = Authenticator.objects.count()
    url = reverse(name, args=[1] if name == "mfa_remove_webauthn" else [])
    for response in (before.get(url), before.post(url)):
        assert response["Location"].startswith(reverse("mfa_reauthenticate"))
    assert Authenticator.objects.count() == kept
    answered = before.post(response["Location"], {"code": code_now(secret)})
    assert answered["Location"] == url
    assert "reauthenticate" not in before.get(url).get("Location", "")


def passkey(*parts: str) -> str:
    names = ("clientDataJSON", "authenticatorData", "attestationObject", "userHandle")
    said = {"signature": "AA", **dict(zip(names, parts, strict=True))}
    return json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": said})


def test_who_has_recovery_codes_alone_begins_anew(person: User) -> None:
    activated(person)
    Authenticator.objects.filter(type="totp").delete()  # by hand, or by a version before
    client = sign_in(person)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


NO_PASSKEYS = (
    "[]",
    '"x"',
    '{"id":1}',
    "[" * 5000,
    '{"id":"AA","rawId":"AA","type":"public-key","response":null}',
    '{"id":"AA","rawId":"AA","type":"public-key","response":{}}',
    passkey("AA", "AA", "AA", "MQ"),
    passkey("e30", "AAAA", "oA", ""),
    passkey("W10", "AAAA", "_w", "MQ"),
    passkey("bnVsbA", "A", "gYGBgYGB" * 1000, "MQ"),
)


@pytest.mark.parametrize("sent", NO_PASSKEYS)
def test_what_is_no_passkey_is_refused(person: User, sent: str) -> None:
    stranger = Client()
    stranger.get(reverse("mfa_login_webauthn"), headers={"X-Requested-With": "XMLHttpRequest"})
    response = stranger.post(reverse("mfa_login_webauthn"), {"credential": sent})
    assert response["Location"] == reverse("account_login")
    client, _secret = activated(person)
    client.get(reverse("mfa_add_webauthn"))
    assert client.post(reverse("mfa_add_webauthn"), {"credential": sent}).status_code == 200
    half = sign_in(person)
    assert half.post(reverse("mfa_authenticate"), {"credential": sent}).status_code == 200
    assert not is_signed_in(half)
    assert {one.type for one in Authenticator.objects.all()} == {"totp", "recovery_codes"}


def test_keys_do_not_stand_in_the_database_as_they_are(person: User) -> None:
    _client, secret = activated(person)
    kept = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept


def test_a_changed_secret_key_reads_what_the_one_before_encrypted(person: User) -> None:
    _client, secret = activated(person)
    with override_settings(SECRET_KEY="another" * 8, SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]):
        client = sign_in(person)
        client.post(reverse("mfa_authenticate"), {"code": code_now(secret)})
        assert is_signed_in(client)


def test_an_account_that_is_deleted_takes_its_second_factors_along(person: User) -> None:
    activated(person)
    assert [one["type"] for one in personal_data(person)["second_factors"]] == ["totp", "recovery_codes"]  # type: ignore[attr-defined]
    delete_account(user=person, at=timezone.now())
    assert not Authenticator.objects.exists()


class TestStaff:
    @pytest.fixture
    def person(self) -> User:
        return make_user(email="li@example.com", is_staff=True, is_superuser=True)

    def test_need_none_where_settings_ask_for_none(self, person: User) -> None:
        assert sign_in(person).get(reverse("admin:index")).status_code == 200

    @override_settings(STAFF_SECOND_FACTOR=True)
    def test_set_one_up_before_the_admin_opens(self, person: User) -> None:
        client = sign_in(person)
        response = client.get(reverse("admin:index"), follow=True)
        assert response.redirect_chain[-1][0] == reverse("mfa_index")
        assert "进入管理后台需要两步验证" in response.content.decode()
        assert client.post(reverse("admin:auth_group_add"), {"name": "x"}).status_code == 302

    @override_settings(STAFF_SECOND_FACTOR=True)
    def test_who_has_one_is_asked_for_it(self, person: User) -> None:
        there, secret = activated(person)
        client = Client()
        client.force_login(person)  # without it
        assert there.get(reverse("admin:index")).status_code == 200  # has just shown it
        asked = client.get(reverse("admin:auth_group_changelist"))
        back = f"{reverse('mfa_reauthenticate')}?next=%2Fadmin%2Fauth%2Fgroup%2F"
        assert asked["Location"] == back
        answered = client.post(back, {"code": code_now(secret)})
        assert answered["Location"] == reverse("admin:auth_group_changelist")
        assert client.get(answered["Location"]).status_code == 200

    @override_settings(STAFF_SECOND_FACTOR=True)
    def test_who_signed_in_with_one_goes_straight_in(self, person: User) -> None:
        _client, secret = activated(person)
        client = sign_in(person)
        client.post(reverse("mfa_authenticate"), {"code": code_now(secret)})
        assert client.get(reverse("admin:index")).status_code == 200

    @override_settings(STAFF_SECOND_FACTOR=True)
    def test_strangers_are_sent_to_the_door(self) -> None:
        response = Client().get(reverse("admin:index"), follow=True)
        assert response.redirect_chain[-1][0].startswith(reverse("account_login"))
