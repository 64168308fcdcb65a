"""Firms in the admin: superusers read all, support readers a little of those in their regions."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from audit.models import Action, Record
from config.groups import SUPPORT_READER
from enterprises.models import Enterprise, Role, StaffRegion, User
from enterprises.selectors.firms import list_supported_firms
from tests.people import AT, make_enterprise, make_member, make_staff, make_user

pytestmark = pytest.mark.django_db

LIST = "admin:enterprises_enterprise_changelist"
SECRETS = ("91340800MAT0000420", "5600", "4200", "bob@example.com", "13800138000", "李波", "120")


@pytest.fixture
def root(client: Client) -> User:
    user = make_user(email="root@example.com", is_staff=True, is_superuser=True)
    client.force_login(user)
    return user


@pytest.fixture
def reader(client: Client) -> User:
    """A support reader of 安庆市."""
    user = make_staff(SUPPORT_READER)
    StaffRegion.objects.create(user=user, code="340800")
    client.force_login(user)
    return user


def page_of(firm: Enterprise, page: str = "change") -> str:
    return reverse(f"admin:enterprises_enterprise_{page}", args=[firm.pk])


def has_looked(person: User, firm: Enterprise) -> bool:
    looks = Record.objects.filter(action=Action.LOOKED_AT, kind="enterprise", subject=str(firm.pk))
    return looks.filter(by=person.pk).exists()


def test_superusers_read_firms_and_change_nothing(client: Client, root: User, firm: Enterprise) -> None:
    page = client.get(reverse("admin:enterprises_enterprise_change", args=[firm.pk]))
    assert page.status_code == 200
    assert b'name="_save"' not in page.content
    assert has_looked(root, firm)
    assert client.get(reverse("admin:enterprises_enterprise_add")).status_code == 403
    assert client.post(reverse("admin:enterprises_enterprise_delete", args=[firm.pk])).status_code == 403


def test_a_firm_is_read_in_words_and_units_not_in_codes(client: Client, root: User, firm: Enterprise) -> None:
    page = client.get(page_of(firm)).content.decode()
    shown = dict(re.findall(r'field-(\w+)">.*?class="readonly">(.*?)</div>', page, re.DOTALL))
    assert shown["trade"] == "34 通用设备制造业"
    assert shown["place"] == "安徽省安庆市"
    assert (shown["people_employed"], shown["yearly_revenue"]) == ("120 人", "5,600 万元")
    assert "merged_into" not in shown


def test_staff_who_are_no_support_readers_see_no_firms(client: Client, firm: Enterprise) -> None:
    client.force_login(make_user(is_staff=True))
    assert client.get(reverse(LIST)).status_code == 403
    assert client.get(page_of(firm)).status_code == 404


def test_a_support_reader_recognises_a_firm_and_learns_no_secret(
    client: Client, reader: User, firm: Enterprise, bob: User
) -> None:
    page = client.get(page_of(firm)).content.decode()
    shown = ("示例机械有限公司", "913****0420", "安徽省安庆市", "通用设备制造业", "小型", "bo***@example.com")
    for text in (*shown, "填报员"):
        assert text in page
    listed = client.get(reverse(LIST)).content.decode()
    assert "913****0420" in listed
    for secret in SECRETS:
        alone = rf"(?<!\d){re.escape(secret)}(?!\d)"  # not within the number of a row
        assert not re.search(alone, page)
        assert not re.search(alone, listed)
    assert has_looked(reader, firm)


@pytest.mark.parametrize(
    ("assigned", "seen"),
    [
        (["340000"], {"合肥", "桐城", "安庆"}),
        (["340800"], {"桐城", "安庆"}),
        (["340881"], {"桐城"}),
        (["110105"], {"朝阳"}),
        (["340881", "110000"], {"桐城", "朝阳"}),
        (["370100"], {"莱城"}),  # of Laiwu, which became a part of Jinan
        (["371200"], {"莱城"}),
        ([], set()),
    ],
)
def test_only_firms_of_the_regions_assigned_are_listed_and_found(
    client: Client, assigned: list[str], seen: set[str]
) -> None:
    places = {
        "合肥": "340100",
        "安庆": "340800",
        "桐城": "340881",
        "朝阳": "110105",
        "苏州": "320500",
        "莱城": "371202",
    }
    firms = {name: make_enterprise(name=f"{name}企业", region=code) for name, code in places.items()}
    reader = make_staff(SUPPORT_READER)
    StaffRegion.objects.bulk_create(StaffRegion(user=reader, code=code) for code in assigned)
    client.force_login(reader)
    listed = client.get(reverse(LIST)).content.decode()
    assert {name for name in places if f"{name}企业" in listed} == seen
    for name, firm in firms.items():
        for page in ("change", "history"):
            assert client.get(page_of(firm, page)).status_code == (200 if name in seen else 404)


def test_cities_are_one_condition(reader: User) -> None:
    """Counties of others came into 安庆市: of several conditions PostgreSQL reads all firms of a city."""
    StaffRegion.objects.create(user=reader, code="340100")
    assert " OR " not in str(list_supported_firms(reader).query)


@pytest.mark.parametrize(
    "query", [{"revenue__gt": "1"}, {"employees": "120"}, {"uscc__startswith": "9"}, {"assets__lt": "9"}]
)
def test_what_is_not_shown_cannot_be_guessed_by_filters(
    client: Client, reader: User, firm: Enterprise, query: dict[str, str]
) -> None:
    assert client.get(reverse(LIST), query).status_code == 400


def test_a_credit_code_is_not_found_by_its_parts(client: Client, reader: User, firm: Enterprise) -> None:
    found = client.get(reverse(LIST), {"q": "机械"}).content.decode()
    guessed = client.get(reverse(LIST), {"q": "MAT0000"}).content.decode()
    assert "913****0420" in found
    assert "913****0420" not in guessed


def test_a_support_reader_changes_nothing(client: Client, reader: User, firm: Enterprise) -> None:
    make_member(enterprise=firm, role=Role.VIEWER)
    assert b'name="_save"' not in client.get(page_of(firm)).content
    assert client.post(page_of(firm), {"name": "x"}).status_code == 403
    assert client.post(page_of(firm, "delete")).status_code == 403
    assert client.get(reverse("admin:enterprises_enterprise_add")).status_code == 403


def test_codes_whose_check_digit_fails_are_marked_and_can_be_listed_alone(
    client: Client, root: User, firm: Enterprise, alice: User
) -> None:
    doubtful = make_enterprise(owner=alice, name="存疑有限公司", uscc="91350211M000099990")
    Enterprise.objects.filter(pk=doubtful.pk).update(uscc_confirmed_by=alice, uscc_confirmed_at=AT)
    page = client.get(reverse(LIST)).content.decode()
    assert "91350211M000099990（校验位不符）" in page
    assert f"{firm.uscc}（" not in page
    page = client.get(reverse(LIST), {"check_digit": "fails"}).content.decode()
    assert doubtful.name in page
    assert firm.name not in page
    assert client.get(page_of(doubtful)).status_code == 200


def test_a_support_reader_sees_the_mark_too(client: Client, reader: User, alice: User) -> None:
    doubtful = make_enterprise(owner=alice, uscc="91350211M000099990")
    page = client.get(page_of(doubtful)).content.decode()
    assert "913****9990（校验位不符）" in page
