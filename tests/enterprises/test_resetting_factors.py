"""A second factor that was lost: a system administrator resets it, and cannot take over the account by it."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core import mail
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.models import Action, Record
from config import groups
from enterprises.domain.keys import Change, ResetReason
from enterprises.models import Session, User
from enterprises.services.recovering import HasGivenKeys, record_identity, reset_second_factor
from tests.enterprises.test_second_factor import sign_in
from tests.pages import signed_in
from tests.people import PASSWORD, make_staff, make_user

pytestmark = pytest.mark.django_db

WHY = {"reason": "lost", "is_known": "on"}
NEW = {"password1": "other-horse-8", "password2": "other-horse-8", "usable_password": "true"}
GIVEN = {**NEW, "reason": "forgotten", "is_known": "on"}


@pytest.fixture
def person() -> User:
    return with_factor(make_user(email="li@example.com"))


@pytest.fixture
def administrator() -> Client:
    return signed_in(make_staff(groups.SYSTEM_ADMINISTRATOR, email="sys@example.com"))


@pytest.fixture
def root() -> Client:
    return signed_in(make_user(is_staff=True, is_superuser=True))


def with_factor(user: User) -> User:
    for kind in ("totp", "recovery_codes"):
        Authenticator.objects.create(user=user, type=kind, data={})
    return user


def has_factor(user: User) -> bool:
    return Authenticator.objects.filter(user=user).exists()


def page(user: User) -> str:
    return reverse("admin:enterprises_user_second_factor", args=[user.pk])


def edited(user: User, **given: str) -> dict[str, str]:
    form = {"email": user.email or "", "name": user.name, "phone": "", "is_active": "on"}
    return {**form, "regions-TOTAL_FORMS": "0", "regions-INITIAL_FORMS": "0", **given}


@override_settings(MAIL_CONFIGURED=True)
def test_all_factors_go_sessions_end_and_the_person_is_told(person: User, administrator: Client) -> None:
    signed_in(person).get("/")
    before = person.secured_at
    answer = administrator.post(page(person), WHY, follow=True)
    assert "两步验证已重设。本人的登录已全部退出。已发邮件告知本人。" in answer.content.decode()
    assert not has_factor(person)
    assert not Session.objects.filter(user=person).exists()
    person.refresh_from_db()
    assert person.secured_at != before  # tokens made before no longer count
    row = Record.objects.get(action=Action.SIGN_IN_CHANGED)
    assert (row.kind, row.subject, row.detail) == ("user", str(person.pk), "factors_reset lost")
    [message] = mail.outbox
    assert message.to == ["li@example.com"]
    assert "运营者重设了您的两步验证" in message.body
    assert sign_in(person).get(reverse("enterprises:account")).status_code == 200


@pytest.mark.parametrize(("email", "mail_is_set"), [(None, True), ("li@example.com", False)])
def test_who_gets_no_mail_is_to_be_told_otherwise(
    email: str | None, mail_is_set: bool, administrator: Client
) -> None:
    person = with_factor(make_user(email=email, phone="13800138000"))
    with override_settings(MAIL_CONFIGURED=mail_is_set):
        answer = administrator.post(page(person), WHY, follow=True)
    assert "请另行告知本人" in answer.content.decode()
    assert mail.outbox == []


@pytest.mark.parametrize(
    "sent", [{}, {"reason": "lost"}, {"is_known": "on"}, {"reason": "because", "is_known": "on"}]
)
def test_without_a_reason_and_knowing_who_asks_nothing_happens(
    sent: dict[str, str], person: User, administrator: Client
) -> None:
    assert administrator.post(page(person), sent).status_code == 200
    assert has_factor(person)
    assert not Record.objects.filter(action=Action.SIGN_IN_CHANGED).exists()


def test_nobody_resets_their_own_or_a_superusers(administrator: Client, root: Client) -> None:
    own = with_factor(User.objects.get(email="sys@example.com"))
    other = with_factor(make_user(is_staff=True, is_superuser=True))
    for user in (own, other):
        assert administrator.get(page(user)).status_code == 403
        assert administrator.post(page(user), WHY).status_code == 403
        assert has_factor(user)
    assert root.post(page(other), WHY).status_code == 302
    assert not has_factor(other)


def test_it_is_reset_once(person: User, root: Client) -> None:
    root.post(page(person), WHY)
    answer = root.post(page(person), WHY)
    assert "没有启用两步验证" in answer.content.decode()
    assert Record.objects.filter(action=Action.SIGN_IN_CHANGED).count() == 1


# --- Password and factor together open an account: nobody of the staff gives both ----------------


def test_who_has_reset_it_sets_no_password_and_no_address(person: User, administrator: Client) -> None:
    administrator.post(page(person), WHY)
    password = reverse("admin:auth_user_password_change", args=[person.pk])
    account = reverse("admin:enterprises_user_change", args=[person.pk])
    assert "请由另一位系统管理员修改" in administrator.post(password, GIVEN, follow=True).content.decode()
    assert administrator.post(account, edited(person, email="mine@example.com", name="李")).status_code == 302
    person.refresh_from_db()
    assert (person.email, person.name, person.check_password(PASSWORD)) == ("li@example.com", "李", True)


@pytest.mark.parametrize("spelled", ["%20{}", "000000000000000000{}", "%EF%BC%9{}"])
def test_nor_at_another_spelling_of_the_address(spelled: str, person: User, administrator: Client) -> None:
    """Django's pages take spaces before a key, more noughts and figures in full width."""
    User.objects.filter(pk=person.pk).delete()
    person.pk = 5
    person.save()
    with_factor(person)
    administrator.post(page(person), WHY)
    administrator.post(f"/admin/enterprises/user/{spelled.format(5)}/password/", GIVEN)
    person.refresh_from_db()
    assert not has_factor(person)
    assert person.check_password(PASSWORD)


def test_a_key_given_at_the_same_moment_counts(person: User) -> None:
    """The page was asked before the other request had been answered."""
    by = make_staff(groups.SYSTEM_ADMINISTRATOR, email="sys@example.com")
    at = timezone.now()
    record_identity(user=person, changes=[Change.PHONE], by=by, at=at)
    with pytest.raises(HasGivenKeys):
        reset_second_factor(user=person, reason=ResetReason.LOST, by=by, at=at)
    assert has_factor(person)


@pytest.mark.parametrize("changed", ["password", "change", "second_factor"])
def test_a_person_is_changed_by_one_request_at_a_time(
    changed: str, person: User, administrator: Client
) -> None:
    if not connection.features.has_select_for_update:
        pytest.skip("there is one writer")
    name = "auth_user_password_change" if changed == "password" else f"enterprises_user_{changed}"
    sent = {"password": GIVEN, "change": edited(person, name="李"), "second_factor": WHY}[changed]
    with CaptureQueriesContext(connection) as made:
        assert administrator.post(reverse(f"admin:{name}", args=[person.pk]), sent).status_code == 302
    asked = [query["sql"] for query in made]
    held = next(place for place, sql in enumerate(asked) if "FOR UPDATE" in sql)
    assert any("audit_record" in sql and sql.startswith("SELECT") for sql in asked[held:])


def test_nobody_makes_an_account_of_their_own_the_other_administrator(
    administrator: Client, root: Client
) -> None:
    """Nor takes the group from another one by saving the page."""
    second = make_user(email="second@example.com")
    account = reverse("admin:enterprises_user_change", args=[second.pk])
    group = Group.objects.get(name=groups.SYSTEM_ADMINISTRATOR.name)
    sent = edited(second, is_staff="on", groups=str(group.pk))
    for client, granted in ((administrator, False), (root, True)):
        client.post(account, sent)
        assert second.groups.exists() is granted
    administrator.post(account, edited(second, is_staff="on", name="王"))
    second.refresh_from_db()
    assert (second.name, second.groups.get()) == ("王", group)


@pytest.mark.parametrize("given", ["password", "email", "phone"])
def test_who_has_given_a_key_resets_nothing_but_another_does(
    given: str, person: User, administrator: Client
) -> None:
    if given == "password":
        administrator.post(reverse("admin:auth_user_password_change", args=[person.pk]), GIVEN)
    else:
        sent = edited(
            person, **{"email": {"email": "b@example.com"}, "phone": {"phone": "13800138000"}}[given]
        )
        administrator.post(reverse("admin:enterprises_user_change", args=[person.pk]), sent)
    assert "请由另一位系统管理员重设" in administrator.post(page(person), WHY).content.decode()
    assert has_factor(person)
    other = make_user(is_staff=True)
    other.groups.set(Group.objects.filter(name=groups.SYSTEM_ADMINISTRATOR.name))
    assert signed_in(other).post(page(person), WHY).status_code == 302
    assert not has_factor(person)


def test_a_superuser_does_both(person: User, root: Client) -> None:
    root.post(page(person), WHY)
    root.post(reverse("admin:auth_user_password_change", args=[person.pk]), GIVEN)
    person.refresh_from_db()
    assert person.check_password("other-horse-8")
    with_factor(person)
    root.post(page(person), WHY)
    assert not has_factor(person)


def test_an_account_that_one_has_added_is_one_that_one_knows_the_password_of(administrator: Client) -> None:
    administrator.post(reverse("admin:enterprises_user_add"), {"email": "new@example.com", **NEW})
    person = with_factor(User.objects.get(email="new@example.com"))
    administrator.post(page(person), WHY)
    assert has_factor(person)


def test_after_a_week_it_is_forgotten(
    person: User, administrator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    administrator.post(reverse("admin:auth_user_password_change", args=[person.pk]), GIVEN)
    later = timezone.now() + timedelta(days=7, minutes=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    administrator = signed_in(User.objects.get(email="sys@example.com"))
    administrator.post(page(person), WHY)
    assert not has_factor(person)


@override_settings(MAIL_CONFIGURED=True)
def test_a_password_is_given_with_a_reason_and_the_person_is_told(
    person: User, administrator: Client
) -> None:
    signed_in(person).get("/")
    password = reverse("admin:auth_user_password_change", args=[person.pk])
    for lacking in ("reason", "is_known", "password1"):
        sent = {name: value for name, value in GIVEN.items() if name != lacking}
        assert administrator.post(password, sent).status_code == 200
    assert Record.objects.filter(action=Action.SIGN_IN_CHANGED).count() == 0
    answer = administrator.post(password, GIVEN, follow=True)
    assert (
        "新密码已设置，请当面或电话告诉本人。本人的登录已全部退出。已发邮件告知本人。"
        in answer.content.decode()
    )
    person.refresh_from_db()
    assert person.check_password("other-horse-8")
    assert not Session.objects.filter(user=person).exists()
    row = Record.objects.get(action=Action.SIGN_IN_CHANGED)
    assert (row.subject, row.detail) == (str(person.pk), "password_given forgotten")
    [message] = mail.outbox
    assert (message.to, "运营者为您设置了新密码" in message.body) == (["li@example.com"], True)


def test_ones_own_password_is_changed_by_the_old_one(administrator: Client) -> None:
    own = User.objects.get(email="sys@example.com")
    answer = administrator.post(reverse("admin:auth_user_password_change", args=[own.pk]), GIVEN)
    assert answer["Location"] == reverse("account_change_password")
    own.refresh_from_db()
    assert own.check_password(PASSWORD)


@override_settings(MAIL_CONFIGURED=True)
def test_an_address_that_staff_change_is_told_at_the_one_before(person: User, administrator: Client) -> None:
    account = reverse("admin:enterprises_user_change", args=[person.pk])
    administrator.post(account, edited(person, email="other@example.com"))
    [message] = mail.outbox
    assert message.to == ["li@example.com"]
    assert "邮箱已修改" in message.body


@override_settings(MAIL_CONFIGURED=True)
def test_who_reads_mail_at_the_address_before_resets_no_password(
    person: User, administrator: Client, client: Client
) -> None:
    EmailAddress.objects.create(user=person, email="li@example.com", verified=True, primary=True)
    account = reverse("admin:enterprises_user_change", args=[person.pk])
    administrator.post(account, edited(person, email="other@example.com"))
    mail.outbox.clear()
    client.post(reverse("account_reset_password"), {"email": "li@example.com"})
    client.post(reverse("account_reset_password"), {"email": "other@example.com"})
    assert [(message.to, "/password/reset/key/" in message.body) for message in mail.outbox] == [
        (["li@example.com"], False),  # that there is no such account
        (["other@example.com"], True),
    ]


def test_nothing_is_shown_of_a_password_but_that_there_is_one(person: User, administrator: Client) -> None:
    """Nor to who may look at the account and not change it."""
    root = make_user(is_staff=True, is_superuser=True)
    person.set_unusable_password()
    person.save()
    for user, said in ((root, "已设置"), (person, "未设置")):
        html = administrator.get(reverse("admin:enterprises_user_change", args=[user.pk])).content.decode()
        assert not any(part in html for part in (user.password[-12:], "pbkdf2", "argon", "md5", "算法"))
        assert said in html
        password = reverse("admin:auth_user_password_change", args=[user.pk])
        assert (password in html) is (user is person)
