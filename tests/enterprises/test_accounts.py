"""Signing up, in and out, reset, account, export, deletion, consent."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client
from django.urls import NoReverseMatch, reverse
from pytest_django import Settings

from enterprises.domain import privacy
from enterprises.forms.accounts import AccountForm, SignupForm
from enterprises.models import Consent, Enterprise, Membership, Role, User
from enterprises.services.accounts import change_account
from tests.assessment.factories import make_assessment
from tests.people import PASSWORD, make_enterprise, make_member, make_user

pytestmark = pytest.mark.django_db


class BrokenMail(BaseEmailBackend):
    """A mail server that refuses everything."""

    def send_messages(self, email_messages: object) -> int:
        raise ConnectionRefusedError("no mail today")


def sign_up(client: Client, **changes: str) -> Any:
    data = {
        "login": "dora@example.com",
        "name": "朵拉",
        "password1": PASSWORD,
        "password2": PASSWORD,
        "consent": "on",
    }
    return client.post(reverse("account_signup"), data | changes)


@pytest.mark.parametrize(
    ("typed", "email", "phone"),
    [
        ("dora@example.com", "dora@example.com", None),
        (" Dora@Example.COM ", "dora@example.com", None),
        ("13900139000", None, "13900139000"),
        ("+86 139-0013-9000", None, "13900139000"),
        ("１３９００１３９０００", None, "13900139000"),
    ],
)
def test_one_field_takes_an_email_address_or_a_mobile_number(
    client: Client, typed: str, email: str | None, phone: str | None
) -> None:
    response = sign_up(client, login=typed)
    assert response.status_code == 302
    assert response["Location"] == "/"
    user = User.objects.get()
    assert (user.email, user.phone, user.name) == (email, phone, "朵拉")
    assert client.get(reverse("enterprises:account")).status_code == 200
    client.post(reverse("account_logout"))
    response = client.post(reverse("account_login"), {"login": typed, "password": PASSWORD})
    assert response.status_code == 302, response.content.decode()
    assert client.get(reverse("enterprises:account")).status_code == 200


def test_consent_is_recorded_with_version_time_and_address(client: Client) -> None:
    sign_up(client)
    consent = Consent.objects.get()
    assert (consent.version, consent.ip, consent.user.privacy_version) == (
        privacy.VERSION,
        "127.0.0.1",
        privacy.VERSION,
    )


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"login": "nobody"}, "请填写邮箱，或 11 位手机号。"),
        ({"login": "12345678901"}, "请填写邮箱，或 11 位手机号。"),
        ({"login": ""}, "请填写邮箱或手机号。"),
        ({"login": "a" * 250 + "@example.com"}, "254"),
        ({"login": "a\x00@example.com"}, "不允许是用空字符"),
        ({"password1": "1357924680", "password2": "1357924680"}, "密码只包含数字"),
        ({"password1": "short1", "password2": "short1"}, "密码太短，至少 8 位。"),
        ({"password1": "dora@example", "password2": "dora@example"}, "太相似"),
        ({"password2": "other-horse-8"}, "两次输入的密码不一致。"),
        ({"consent": ""}, "同意隐私说明后才能注册。"),
        ({"name": "名" * 41}, "40"),
    ],
)
def test_a_wrong_sign_up_says_why_and_keeps_what_was_typed(
    client: Client, changes: dict[str, str], message: str
) -> None:
    response = sign_up(client, **changes)
    assert response.status_code == 200
    page = response.content.decode()
    assert message in page, re.findall(r"<li>.*?</li>", page)
    assert "有内容需要修改" in page
    if "name" not in changes:
        assert "朵拉" in page
    assert not User.objects.exists()


def test_sign_up_does_not_say_which_of_the_two_is_taken(client: Client) -> None:
    make_user(email="dora@example.com", phone="13900139000")
    for typed in ("dora@example.com", "DORA@example.com", "13900139000"):
        assert "不能使用这个邮箱或手机号。" in sign_up(client, login=typed).content.decode()
    assert User.objects.count() == 1


def test_whoever_is_overtaken_while_signing_up_is_sent_to_sign_in(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_user(email="dora@example.com")
    monkeypatch.setattr(SignupForm, "clean_login", lambda form: form.cleaned_data["login"])
    assert sign_up(client)["Location"] == reverse("account_login")
    assert "不能使用这个邮箱或手机号。" in client.get(reverse("account_login")).content.decode()
    assert User.objects.count() == 1


def test_sign_in_answers_the_same_for_unknown_people_and_wrong_passwords(client: Client) -> None:
    make_user(email="dora@example.com", phone="13900139000")
    for typed in (
        "dora@example.com",
        "13900139000",
        "nobody@example.com",
        "13700137000",
        "rubbish",
        "x" * 254,
    ):
        response = client.post(reverse("account_login"), {"login": typed, "password": "wrong-horse-7"})
        assert response.status_code == 200
        assert "账号或密码不正确。请核对后再试。" in response.content.decode(), typed


@pytest.mark.parametrize(
    "data", [{}, {"login": "a\x00b", "password": "x\x00y"}, {"login": "x" * 5000, "password": "y" * 5000}]
)
def test_odd_sign_ins_are_form_errors(client: Client, data: dict[str, str]) -> None:
    assert client.post(reverse("account_login"), data).status_code == 200


def test_signing_out_asks_first(client: Client, alice: User) -> None:
    client.force_login(alice)
    assert "确定退出登录吗" in client.get(reverse("account_logout")).content.decode()
    assert client.get(reverse("enterprises:account")).status_code == 200
    client.post(reverse("account_logout"))
    assert client.get(reverse("enterprises:account")).status_code == 302


def test_the_pages_of_allauth_that_are_not_used_do_not_exist(client: Client) -> None:
    for name in ("account_email", "account_set_password", "account_confirm_email"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    assert client.get("/accounts/email/").status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "account_login",
        "account_signup",
        "account_reset_password_done",
        "account_inactive",
        "enterprises:privacy",
        "enterprises:home",
    ],
)
def test_public_pages_are_in_chinese_and_in_our_frame(client: Client, name: str) -> None:
    page = client.get(reverse(name)).content.decode()
    assert "<h1>" in page
    assert "site-header" in page
    assert "Sign" not in page


def test_an_odd_client_address_does_not_stop_a_sign_up(settings: Settings) -> None:
    settings.PROXIES = 1
    assert sign_up(Client(headers={"X-Forwarded-For": "rubbish"})).status_code == 302
    assert Consent.objects.get().ip is None


# --- Reset ------------------------------------------------------------------------------------


def test_without_mail_the_reset_page_says_who_helps(client: Client, settings: Settings) -> None:
    settings.OPERATOR = {"name": "示例中心", "contact": "0551-1234567"}
    for response in (
        client.get(reverse("account_reset_password")),
        client.post(reverse("account_reset_password"), {"email": "x@example.com"}),
    ):
        assert response.status_code == 200
        assert "0551-1234567" in response.content.decode()
    assert mail.outbox == []


def test_a_reset_link_sets_a_new_password_once(client: Client, alice: User, settings: Settings) -> None:
    settings.MAIL_CONFIGURED = True
    response = client.post(reverse("account_reset_password"), {"email": "Alice@example.com"})
    assert response["Location"] == reverse("account_reset_password_done")
    message = mail.outbox[0]
    assert message.subject == "【数阶】设置新密码"
    assert "有人为这个邮箱的账号申请设置新密码" in message.body
    link = re.search(r"http://testserver(\S+)", str(message.body))
    assert link
    form_url = client.get(link[1])["Location"]
    assert "<h1>设置新密码</h1>" in client.get(form_url).content.decode()
    assert (
        "两次输入的密码不一致"
        in client.post(
            form_url, {"password1": "new-horse-battery", "password2": "new-horse-butter"}
        ).content.decode()
    )
    response = client.post(form_url, {"password1": "new-horse-battery", "password2": "new-horse-battery"})
    assert response["Location"] == reverse("account_reset_password_from_key_done")
    alice.refresh_from_db()
    assert alice.check_password("new-horse-battery")
    assert "链接已失效" in client.get(link[1]).content.decode()


@pytest.mark.parametrize("host", ["testserver:8443", "testserver.", "TESTSERVER.:8443"])
def test_a_reset_link_leads_to_the_plain_host(
    host: str, client: Client, alice: User, settings: Settings
) -> None:
    settings.MAIL_CONFIGURED = settings.PRODUCTION = True
    client.post(reverse("account_reset_password"), {"email": str(alice.email)}, headers={"Host": host})
    assert re.findall(r"https?://([^/]+)/", str(mail.outbox[0].body)) == ["testserver"]


def test_reset_answers_the_same_for_unknown_addresses(
    client: Client, alice: User, settings: Settings
) -> None:
    settings.MAIL_CONFIGURED = True
    known = client.post(reverse("account_reset_password"), {"email": "alice@example.com"})
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@example.com"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])


def test_failing_mail_fails_no_request(client: Client, alice: User, settings: Settings) -> None:
    settings.MAIL_CONFIGURED = True
    settings.EMAIL_BACKEND = "tests.enterprises.test_accounts.BrokenMail"
    response = client.post(reverse("account_reset_password"), {"email": "alice@example.com"})
    assert response["Location"] == reverse("account_reset_password_done")


# --- Account ----------------------------------------------------------------------------------


def change(client: Client, user: User, **changes: str) -> Any:
    data = {"name": user.name, "email": user.email or "", "phone": user.phone or "", "password": ""}
    return client.post(reverse("enterprises:account"), data | changes)


def test_the_name_changes_without_a_password(client: Client, alice: User) -> None:
    client.force_login(alice)
    assert change(client, alice, name="王爱丽二").status_code == 302
    alice.refresh_from_db()
    assert alice.name == "王爱丽二"


def test_email_and_mobile_change_with_the_password(client: Client, alice: User) -> None:
    client.force_login(alice)
    refused = change(client, alice, phone="13900139000")
    assert "修改邮箱或手机号，请填写正确的当前密码。" in refused.content.decode()
    assert change(client, alice, email="", phone="13900139000", password=PASSWORD).status_code == 302
    alice.refresh_from_db()
    assert (alice.email, alice.phone) == (None, "13900139000")


def test_what_was_proved_of_an_address_goes_with_it_alone(alice: User) -> None:
    EmailAddress.objects.create(user=alice, email=str(alice.email), verified=True, primary=True)
    kept: dict[str, Any] = {"user": alice, "phone": None, "wants_reminders": True}
    change_account(**kept, name="另一个名字", email=alice.email)
    assert EmailAddress.objects.filter(user=alice).exists()
    change_account(**kept, name="另一个名字", email="new@example.com")
    assert not EmailAddress.objects.filter(user=alice).exists()


def test_whoever_is_overtaken_while_changing_is_told(
    client: Client, alice: User, charlie: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(AccountForm, "clean_email", lambda form: form.cleaned_data["email"])
    client.force_login(alice)
    assert change(client, alice, email="charlie@example.com", password=PASSWORD).status_code == 302
    assert "不能使用这个邮箱或手机号。" in client.get(reverse("enterprises:account")).content.decode()
    alice.refresh_from_db()
    assert alice.email == "alice@example.com"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"email": ""}, "邮箱和手机号至少保留一个"),
        ({"email": "charlie@example.com", "password": PASSWORD}, "不能使用这个邮箱。"),
        ({"phone": "13800138000", "password": PASSWORD}, "不能使用这个手机号。"),
        ({"phone": "138"}, "请填写 11 位手机号"),
        ({"email": "x"}, "请填写邮箱"),
        ({"name": "a\x00"}, "不允许是用空字符"),
    ],
)
def test_wrong_account_changes_say_why(
    client: Client, alice: User, bob: User, charlie: User, changes: dict[str, str], message: str
) -> None:
    client.force_login(alice)
    response = change(client, alice, **changes)
    assert response.status_code == 200
    assert message in response.content.decode()


def test_the_password_changes_with_the_old_one(client: Client, alice: User) -> None:
    client.force_login(alice)
    url = reverse("account_change_password")
    data = {"oldpassword": "wrong", "password1": "new-horse-battery", "password2": "new-horse-battery"}
    assert "当前密码不正确。" in client.post(url, data).content.decode()
    assert client.post(url, data | {"oldpassword": PASSWORD})["Location"] == reverse("enterprises:account")
    assert "密码已修改。" in client.get(reverse("enterprises:account")).content.decode()


def test_everything_known_about_a_person_can_be_taken_away(
    client: Client, firm: Enterprise, alice: User
) -> None:
    client.force_login(alice)
    response = client.get(reverse("enterprises:export_data"))
    assert (
        response["Content-Disposition"]
        == "attachment; filename=\"shujie-my-data.json\"; filename*=UTF-8''shujie-my-data.json"
    )
    data = response.json()
    assert data["account"]["email"] == "alice@example.com"
    assert data["enterprises"][0]["name"] == firm.name


def delete(client: Client, password: str = PASSWORD) -> Any:
    return client.post(reverse("enterprises:delete_account"), {"password": password})


def test_deletion_needs_the_password_and_says_what_stays(client: Client, charlie: User) -> None:
    client.force_login(charlie)
    assert "会保留" in client.get(reverse("enterprises:delete_account")).content.decode()
    assert "密码不正确。" in delete(client, "wrong").content.decode()
    assert User.objects.filter(email="charlie@example.com").exists()


def test_a_deleted_account_is_anonymous_and_cannot_sign_in(
    client: Client, bob: User, firm: Enterprise
) -> None:
    client.force_login(bob)
    assert delete(client)["Location"] == "/"
    bob.refresh_from_db()
    assert (bob.email, bob.phone, bob.name, bob.is_active) == (None, None, "", False)
    assert bob.deleted_at is not None
    assert not Membership.objects.filter(user=bob).exists()
    assert Enterprise.objects.filter(pk=firm.pk).exists()
    assert client.get(reverse("enterprises:account")).status_code == 302
    response = client.post(reverse("account_login"), {"login": "bob@example.com", "password": PASSWORD})
    assert "账号或密码不正确" in response.content.decode()


def test_the_owner_of_a_firm_with_members_hands_over_first(client: Client, alice: User, bob: User) -> None:
    client.force_login(alice)
    assert "请先移交管理员" in delete(client).content.decode()
    alice.refresh_from_db()
    assert alice.is_active


def test_a_firm_of_one_goes_with_its_owner(client: Client, alice: User, firm: Enterprise) -> None:
    client.force_login(alice)
    delete(client)
    assert not Enterprise.objects.exists()


def test_a_firm_with_an_assessment_stays_without_members(
    client: Client, alice: User, firm: Enterprise
) -> None:
    make_assessment(enterprise=firm, answered="none")
    client.force_login(alice)
    assert delete(client)["Location"] == "/"
    assert Enterprise.objects.get() == firm  # until it is erased: `test_erasing.py`
    assert not firm.memberships.exists()


def test_one_can_register_again_after_deletion(client: Client, charlie: User) -> None:
    client.force_login(charlie)
    delete(client)
    assert sign_up(client, login="charlie@example.com").status_code == 302


# --- Consent ----------------------------------------------------------------------------------


def test_a_new_version_of_the_notice_is_asked_for_once(client: Client, firm: Enterprise) -> None:
    dora = make_user(privacy_version="2020-1")
    make_member(enterprise=firm, user=dora, role=Role.VIEWER)
    client.force_login(dora)
    profile = reverse("enterprises:profile", kwargs={"enterprise": firm.public_id})
    for wanted in ("/", profile):
        response = client.get(wanted)
        assert response.status_code == 302
        assert response["Location"].startswith(reverse("enterprises:privacy"))
    page = client.get(response["Location"]).content.decode()
    assert "同意并继续" in page
    response = client.post(reverse("enterprises:agree"), {"next": profile})
    assert response["Location"] == profile
    assert client.get(profile).status_code == 200
    client.post(reverse("enterprises:agree"))
    assert Consent.objects.filter(user=dora).count() == 1


def test_without_consent_one_can_still_leave(client: Client) -> None:
    client.force_login(make_user(privacy_version=""))
    for name in (
        "enterprises:account",
        "enterprises:export_data",
        "enterprises:delete_account",
        "account_logout",
    ):
        assert client.get(reverse(name)).status_code == 200, name


def test_a_fragment_or_a_form_in_progress_is_not_interrupted(client: Client) -> None:
    client.force_login(make_user(privacy_version=""))
    assert client.get(reverse("enterprises:divisions"), headers={"HX-Request": "true"}).status_code == 200
    assert client.post(reverse("enterprises:create"), {"name": "x"}).status_code == 200


def test_consent_leads_to_no_foreign_site(client: Client) -> None:
    client.force_login(make_user(privacy_version=""))
    response = client.post(reverse("enterprises:agree"), {"next": "https://evil.example/"})
    assert response["Location"] == "/"


def test_visitors_read_the_notice_without_being_asked(client: Client) -> None:
    page = client.get(reverse("enterprises:privacy")).content.decode()
    assert "谁能看到" in page
    assert "没有账号的人的姓名" in page
    assert "上传的文件" in page
    assert "同意并继续" not in page


# --- Home -------------------------------------------------------------------------------------


def test_visitors_see_what_this_is_and_is_not(client: Client) -> None:
    page = client.get("/").content.decode()
    assert "用于自评与改进，不代替官方平台的正式填报。" in page
    assert reverse("account_signup") in page


def test_somebody_without_a_firm_is_shown_how_to_begin(client: Client, charlie: User) -> None:
    client.force_login(charlie)
    page = client.get("/").content.decode()
    assert "登记企业" in page
    assert "还没有企业" in page


def test_everybody_sees_only_his_own_firms(
    client: Client, alice: User, firm: Enterprise, charlie: User
) -> None:
    other = make_enterprise(owner=charlie, name="查理纺织有限公司")
    client.force_login(alice)
    page = client.get("/").content.decode()
    assert firm.name in page
    assert other.name not in page


@pytest.mark.parametrize("name", ["account_login", "account_signup"])
def test_whoever_was_sent_to_sign_in_comes_back(client: Client, name: str) -> None:
    make_user(email="erik@example.com")
    wanted = reverse("enterprises:account")
    response = client.get(wanted)
    assert response["Location"] == f"{reverse('account_login')}?next={wanted}"
    page = client.get(reverse(name), {"next": wanted}).content.decode()
    assert f'<input type="hidden" name="next" value="{wanted}">' in page
    if name == "account_login":
        data = {"login": "erik@example.com", "password": PASSWORD, "next": wanted}
        assert client.post(reverse(name), data)["Location"] == wanted
    else:
        assert sign_up(client, next=wanted)["Location"] == wanted


@pytest.mark.parametrize(
    ("referer", "wanted"),
    [
        ("http://testserver/account/?a=1", "/account/%3Fa%3D1"),
        ("https://evil.example/account/", "/enterprises/new/"),
    ],
)
def test_whose_session_ended_at_a_form_comes_back_to_its_page(
    client: Client, referer: str, wanted: str
) -> None:
    response = client.post("/enterprises/new/", headers={"Referer": referer})
    assert response["Location"] == f"{reverse('account_login')}?next={wanted}"


def test_sign_in_leads_to_no_foreign_site(client: Client) -> None:
    make_user(email="erik@example.com")
    data = {"login": "erik@example.com", "password": PASSWORD, "next": "https://evil.example/"}
    assert client.post(reverse("account_login"), data)["Location"] == "/"
