"""People in the admin: found by what they sign in with, their regions set by superusers."""

import pytest
from django.test import Client
from django.urls import reverse

from enterprises.models import StaffRegion, User
from enterprises.services.enterprises import delete_account
from tests.people import AT, PASSWORD, make_user

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
    forms |= {"authenticator_set-TOTAL_FORMS": "0", "authenticator_set-INITIAL_FORMS": "0"}
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
