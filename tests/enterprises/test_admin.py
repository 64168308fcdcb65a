"""The admin: people can be found, firms only read by superusers."""

import pytest
from django.test import Client
from django.urls import reverse

from enterprises.models import Enterprise, User
from tests.people import PASSWORD, make_user

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


def test_superusers_read_firms_and_change_nothing(
    client: Client, root: User, firm: Enterprise, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO", logger="enterprises.admin"):
        page = client.get(reverse("admin:enterprises_enterprise_change", args=[firm.pk]))
    assert page.status_code == 200
    assert b'name="_save"' not in page.content
    assert f"looks at enterprise {firm.pk}" in caplog.text
    assert client.get(reverse("admin:enterprises_enterprise_add")).status_code == 403
    assert client.post(reverse("admin:enterprises_enterprise_delete", args=[firm.pk])).status_code == 403


def test_staff_who_are_no_superusers_see_no_firms(client: Client, firm: Enterprise) -> None:
    client.force_login(make_user(is_staff=True))
    assert client.get(reverse("admin:enterprises_enterprise_changelist")).status_code == 403
    assert client.get(reverse("admin:enterprises_enterprise_change", args=[firm.pk])).status_code == 403
