"""People in the admin: found by what they sign in with, their regions set by superusers."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from audit.models import Action, Record
from config import groups
from config.groups import Declared
from enterprises.models import StaffRegion, User
from enterprises.services.accounts import delete_account
from tests.people import AT, PASSWORD, make_staff, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def root(client: Client) -> User:
    user = make_user(email="root@example.com", is_staff=True, is_superuser=True)
    client.force_login(user)
    return user


def test_people_are_found_by_email_mobile_and_name(client: Client, root: User, bob: User) -> None:
    for query in ("bob@", "13800138000", "李波"):
        page = client.get(reverse("admin:enterprises_user_changelist"), {"q": query}).content.decode()
        assert "bob@example.com" in page
        assert "alice@example.com" not in page
    assert client.get(reverse("admin:enterprises_user_change", args=[bob.pk])).status_code == 200


def test_permissions_are_called_as_the_admin_calls_things(client: Client, root: User) -> None:
    page = client.get(reverse("admin:auth_group_add")).content.decode()
    chosen = re.findall(r'name="permissions"[^>]*>\s*([^<]+)</label>', page)
    for said in (
        "企业与用户 | 修改 企业",
        "审计日志 | 查看 审计日志",
        "后台任务 | 重试后台任务",
        "评测指标 | 发布、停用修订，登记勘误",
        "自评 | 查看 评测结果",
        "报告 | 查看 报告",
    ):
        assert said in chosen
    assert not [said for said in chosen if "Can " in said]
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "| Can verify" in client.get(reverse("admin:auth_group_add")).content.decode()


def test_each_group_says_what_its_members_may_where_people_are_put_into_it(
    client: Client, root: User, bob: User
) -> None:
    groups.load_groups()
    page = client.get(reverse("admin:enterprises_user_change", args=[bob.pk])).content.decode()
    said = re.findall(r'name="groups"[^>]*>\s*([^<]+)</label>', page)
    assert [text.partition("：")[0] for text in said] == sorted(one.name for one in groups.GROUPS)
    assert all(text.partition("：")[2] for text in said)
    assert "发布员：发布、停用评测指标和路线图，登记勘误；不起草" in said


def test_the_list_of_people_says_who_is_what_in_the_admin(client: Client, root: User, bob: User) -> None:
    make_staff(groups.VERIFIER, groups.PUBLISHER, name="钱进")
    make_user(email="clerk@example.com", name="何员", is_staff=True)
    page = client.get(reverse("admin:enterprises_user_changelist")).content.decode()
    roles = dict(re.findall(r'field-called"><a [^>]+>([^<]+)</a>.*?field-role">([^<]*)<', page, re.DOTALL))
    assert (roles["钱进"], roles["何员"], roles["李波"]) == ("发布员, 核对员", "还没有组", "-")


def test_a_list_without_rows_says_so(client: Client, root: User) -> None:
    for page in ("enterprises_user", "enterprises_verification", "roadmap_measure", "audit_record"):
        shown = client.get(reverse(f"admin:{page}_changelist"), {"q": "no-such"}).content.decode()
        assert shown.count("没有符合条件的条目。") == 1, page
    assert (
        "没有符合条件的条目。"
        not in client.get(reverse("admin:enterprises_user_changelist")).content.decode()
    )


def test_pages_of_django_speak_as_the_rest_does(client: Client, root: User, bob: User) -> None:
    add = client.get(reverse("admin:enterprises_user_add")).content.decode()
    assert "保存之后，再设置能否进入管理后台、所属的组和负责地区。" in add
    refused = client.post(reverse("admin:enterprises_user_add"), {}).content.decode()
    assert "<title>有错误： 添加用户" in refused
    history = client.get(reverse("admin:enterprises_user_changelist")).content.decode()
    assert "<title>用户 ·" in history
    assert "按启用" in history


def test_staff_alone_are_led_to_the_admin(client: Client, root: User, bob: User) -> None:
    home, admin = reverse("enterprises:home"), f'href="{reverse("admin:index")}"'
    assert admin in client.get(home).content.decode()
    client.force_login(bob)
    assert admin not in client.get(home).content.decode()


def test_an_account_can_be_added_by_mobile_number_alone(client: Client, root: User) -> None:
    data = {
        "email": "",
        "phone": "13600136000",
        "name": "",
        "usable_password": "true",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    response = client.post(reverse("admin:enterprises_user_add"), data)
    assert response.status_code == 302
    assert User.objects.get(phone="13600136000").email is None


def test_identities_are_stored_as_sign_in_looks_them_up(client: Client, root: User) -> None:
    data = {"usable_password": "true", "password1": PASSWORD, "password2": PASSWORD, "name": ""}
    add = reverse("admin:enterprises_user_add")
    client.post(add, data | {"email": "Erik@Example.com", "phone": "+86 135 0013 5000"})
    assert User.objects.get(email="erik@example.com").phone == "13500135000"
    assert (
        "邮箱和手机号至少填写一个。" in client.post(add, data | {"email": "", "phone": ""}).content.decode()
    )
    assert "请填写 11 位手机号" in client.post(add, data | {"email": "", "phone": "12"}).content.decode()


def region_forms(*codes: str) -> dict[str, str]:
    """Return what the inline of an account's regions posts."""
    forms = {"regions-TOTAL_FORMS": str(len(codes)), "regions-INITIAL_FORMS": "0"}
    return forms | {f"regions-{place}-code": code for place, code in enumerate(codes)}


def test_a_superuser_assigns_regions_of_any_level(client: Client, root: User, bob: User) -> None:
    page = reverse("admin:enterprises_user_change", args=[bob.pk])
    account = {"email": "bob@example.com", "phone": "", "name": "李波", "is_active": "on", "is_staff": "on"}
    refused = client.post(page, account | region_forms("999999"))
    assert "没有这个地区代码" in refused.content.decode()
    assert not bob.regions.exists()
    assert client.post(page, account | region_forms("340000", "１１０１０５")).status_code == 302
    assert set(bob.regions.values_list("code", flat=True)) == {"340000", "110105"}
    assert "安徽省" in client.get(page).content.decode()


def test_a_deleted_account_looks_after_no_region(bob: User) -> None:
    StaffRegion.objects.create(user=bob, code="340000")
    delete_account(user=bob, at=AT)
    assert not StaffRegion.objects.exists()


# --- Powers are apart --------------------------------------------------------------------------


def change(client: Client, person: User, *declared: Declared, **given: Any) -> Any:
    """Give a person of the staff these groups on the page of the account."""
    form = {"email": person.email, "name": person.name, "phone": "", "is_active": "on", "is_staff": "on"}
    form |= {"regions-TOTAL_FORMS": "0", "regions-INITIAL_FORMS": "0"}
    keys = [Group.objects.get(name=one.name).pk for one in declared]
    return client.post(
        reverse("admin:enterprises_user_change", args=[person.pk]), {**form, "groups": keys, **given}
    )


@pytest.fixture
def administrator(client: Client) -> User:
    user = make_staff(groups.SYSTEM_ADMINISTRATOR, email="sys@example.com")
    client.force_login(user)
    return user


def test_a_system_administrator_grants_roles_and_each_grant_is_logged(
    client: Client, administrator: User, bob: User
) -> None:
    assert change(client, bob, groups.CRITERIA_EDITOR, groups.VERIFIER).status_code == 302
    change(client, bob, groups.VERIFIER)
    rows = Record.objects.filter(action=Action.ROLE_CHANGED).order_by("number")
    assert [(row.by, row.subject, row.detail) for row in rows] == [
        (administrator.pk, str(bob.pk), "+指标编辑 +核对员 is_staff=True"),
        (administrator.pk, str(bob.pk), "-指标编辑"),
    ]


def test_nobody_is_given_powers_that_are_apart(client: Client, administrator: User, bob: User) -> None:
    assert "不能由同一人兼任" in change(client, bob, groups.AUDITOR, groups.VERIFIER).content.decode()
    client.force_login(make_user(email="root@example.com", is_staff=True, is_superuser=True))
    for other in (groups.AUDITOR, groups.PUBLISHER):
        page = change(client, bob, groups.SYSTEM_ADMINISTRATOR, other)
        assert "不能由同一人兼任" in page.content.decode()
    assert not bob.groups.exists()


def test_a_system_administrator_makes_nobody_a_superuser_and_grants_himself_nothing(
    client: Client, administrator: User, bob: User
) -> None:
    root = make_user(email="root@example.com", is_staff=True, is_superuser=True)
    assert change(client, root).status_code == 403
    password = reverse("admin:auth_user_password_change", args=[root.pk])
    assert (
        client.post(password, {"password1": "taken-over-7", "password2": "taken-over-7"}).status_code == 403
    )
    change(client, bob, is_superuser="on", user_permissions=["1"])
    change(client, administrator, groups.PUBLISHER)
    bob.refresh_from_db()
    assert (bob.is_staff, bob.is_superuser, bob.user_permissions.count()) == (True, False, 0)
    assert [group.name for group in administrator.groups.all()] == ["系统管理员"]


@pytest.mark.parametrize("number", ["9" * 20, "na", "\x00"])
def test_a_permission_or_group_that_no_row_can_be_is_refused(
    number: str, client: Client, root: User, bob: User
) -> None:
    group = Group.objects.create(name="指标")
    for page, row, field in (("auth_group", group, "permissions"), ("enterprises_user", bob, "groups")):
        sent = {"name": "指标", "email": "bob@example.com", field: [number]}
        response = client.post(reverse(f"admin:{page}_change", args=[row.pk]), sent)
        assert response.status_code == 200
        assert response.context["adminform"].form.has_error(field, "invalid_pk_value")
