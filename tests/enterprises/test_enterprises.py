"""Creating a firm, its profile, the cascade of places, the search for a division."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from stdnum.cn import ric
from stdnum.cn import uscc as check_digit

from enterprises.domain.sectors import SectorMap
from enterprises.forms.enterprises import EnterpriseForm
from enterprises.models import Enterprise, Role, User, Verification, VerificationState
from enterprises.selectors.sectors import own_sector
from enterprises.services import enterprises
from tests.people import AT
from tests.sectors import SECTORS

pytestmark = pytest.mark.django_db

FILLED = {
    "name": "示例机械有限公司",
    "uscc": "91340800MAT0000420",
    "division": "34",
    "sector": "",
    "province": "340000",
    "city": "340800",
    "county": "",
    "employees": "120",
    "revenue": "5600",
    "assets": "4200",
}
CREATE = "/enterprises/new/"
TODAY = AT.date()


def profile(firm: Enterprise) -> str:
    return reverse("enterprises:profile", kwargs={"enterprise": firm.public_id})


def save(client: Client, firm: Enterprise, **changes: str) -> Any:
    """Post the profile as somebody does who has just opened it."""
    firm.refresh_from_db()
    return client.post(profile(firm), FILLED | {"version": str(firm.version)} | changes)


def form_with(**changes: str) -> EnterpriseForm:
    return EnterpriseForm(FILLED | changes, sectors=SECTORS)


def test_a_complete_form_makes_a_firm_and_its_creator_the_owner(
    client: Client, alice: User, sectors: SectorMap
) -> None:
    client.force_login(alice)
    assert client.post(CREATE, FILLED).status_code == 302
    firm = Enterprise.objects.get()
    assert (firm.name, firm.uscc, firm.division, own_sector(firm, TODAY), firm.region) == (
        "示例机械有限公司",
        "91340800MAT0000420",
        "34",
        "machinery",
        "340800",
    )
    assert (firm.employees, firm.revenue, firm.assets) == (120, Decimal(5600), Decimal(4200))
    assert firm.memberships.get().role == Role.OWNER
    assert firm.verified_at is None


def test_the_figures_may_be_missing(client: Client, alice: User) -> None:
    client.force_login(alice)
    assert client.post(CREATE, FILLED | {"employees": "", "revenue": "", "assets": ""}).status_code == 302
    firm = Enterprise.objects.get()
    assert (firm.employees, firm.revenue, firm.assets) == (None, None, None)
    page = client.get(profile(firm)).content.decode()
    assert "企业规模：无法判定" in page
    assert "还缺：从业人员、营业收入" in page


def test_two_firms_may_give_the_same_code_and_nobody_learns_it(
    client: Client, firm: Enterprise, charlie: User
) -> None:
    client.force_login(charlie)
    response = client.post(CREATE, FILLED)
    assert response.status_code == 302
    assert Enterprise.objects.filter(uscc=firm.uscc).count() == 2


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("name", "", "请填写企业名称。"),
        ("name", "名" * 101, "100"),
        ("name", "a\x00b", "空字符"),
        ("uscc", "", "请填写统一社会信用代码。"),
        ("uscc", "--", "请填写统一社会信用代码。"),
        ("uscc", "9134O800MAT0000420", "第 5 位是 O，代码中没有这个字母，可能是 0。请对照营业执照逐位核对。"),
        ("uscc", "91340800MAT00004V0", "第 17 位是 V，代码中没有这个字符。"),
        ("uscc", "91340800MAT0000421", "校验位不符，可能有一位输错。请对照营业执照逐位核对。"),
        ("uscc", "12345", "应为 18 位，现在是 5 位。"),
        ("uscc", "340800000012345", "可能是旧的工商注册号"),
        ("uscc", "B1340800MAT0000420", "第 1 位是 B，这里应为数字。"),
        ("uscc", "95340800MAT0000420", "开头是 95，没有这样的统一社会信用代码。"),
        ("uscc", "9" * 300, "应为 18 位，现在是 200 位。"),
        ("division", "", "请选择所属行业。"),
        ("division", "98", "没有这个行业。"),
        ("sector", "textile", "这个行业没有该路线图。"),
        ("province", "350000", "请选择城市。"),
        ("province", "990000", "没有这个省份。"),
        ("province", "34\x00000", "空字符"),
        ("city", "", "请选择城市。"),
        ("county", "110105", "请重新选择区县"),
        ("employees", "一百", "“一百”请改用数字填写，例如 120。"),
        ("employees", "-1", "不能是负数。"),
        ("employees", "1.5", "请填整数。"),
        ("employees", "99999999999", "不能大于 10,000,000 人"),
        ("employees", "²", "“²”不是 0–9 的数字"),
        ("revenue", "5600元", "“元”不是这里的单位，这里的单位是万元。应填 0.56 万元？"),
        ("revenue", "NaN", "没有读到数字"),
        ("revenue", "Infinity", "没有读到数字"),
        ("revenue", "1e5", "“1e5”不是通常的写法"),
        ("revenue", "-3", "不能是负数。"),
        ("revenue", "1,23", "不是千分位"),
        ("revenue", "1.23456", "最多保留 4 位小数"),
        ("assets", "99999999999", "不能大于 1,000,000,000 万元，请核对数字和单位。"),
        ("assets", "1" * 61, "内容太长，不像一个数"),
    ],
)
def test_a_wrong_entry_says_why_and_loses_nothing(
    client: Client, alice: User, field: str, typed: str, message: str
) -> None:
    client.force_login(alice)
    response = client.post(CREATE, FILLED | {field: typed})
    assert response.status_code == 200
    page = response.content.decode()
    assert message in page
    assert "有内容需要修改" in page
    for other in ("name", "uscc"):
        if field != other:
            assert FILLED[other] in page
    assert not Enterprise.objects.exists()


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("5600", "5600"),
        ("５，６００", "5600"),
        ("5,600.50", "5600.5"),
        ("5600 万元", "5600"),
        ("5600万", "5600"),
        ("0", "0"),
    ],
)
def test_amounts_are_read_as_people_type_them(typed: str, stored: str) -> None:
    form = form_with(revenue=typed)
    assert form.is_valid(), form.errors
    assert str(form.cleaned_data["revenue"]) == stored


def test_an_empty_post_is_a_form_error(client: Client, alice: User) -> None:
    client.force_login(alice)
    assert client.post(CREATE, {}).status_code == 200


def test_an_unusual_prefix_is_only_warned_of(client: Client, alice: User) -> None:
    client.force_login(alice)
    client.post(CREATE, FILLED | {"uscc": "52340800MAT0000421"})
    page = client.get("/").content.decode()
    assert "信用代码以 52 开头，企业通常以 91、92 或 93 开头。" in page


def test_who_registers_a_code_that_is_verified_already_is_told_to_join(
    client: Client, alice: User, firm: Enterprise
) -> None:
    client.force_login(alice)
    client.post(CREATE, FILLED)
    assert "已有一家核验过的企业" not in client.get("/").content.decode()
    Enterprise.objects.filter(pk=firm.pk).update(verified_by=alice, verified_at=AT)
    client.post(CREATE, FILLED)
    assert "已有一家核验过的企业" in client.get("/").content.decode()


# --- Credit codes that are asked about ---------------------------------------------------------

DOUBTFUL = "91350211M000099990"  # an invented code whose check digit fails


def test_a_code_whose_check_digit_fails_is_asked_about_and_kept_when_compared_with_the_licence(
    client: Client, alice: User
) -> None:
    client.force_login(alice)
    doubtful = FILLED | {"uscc": DOUBTFUL.lower()}
    page = client.post(CREATE, doubtful).content.decode()
    assert f"我已对照营业执照，代码就是 {DOUBTFUL}" in page
    assert not Enterprise.objects.exists()
    other = doubtful | {"uscc_checked": "91350211M000099991"}  # ticked for another code
    assert client.post(CREATE, other).status_code == 200
    assert client.post(CREATE, doubtful | {"uscc_checked": DOUBTFUL}).status_code == 302
    firm = Enterprise.objects.get()
    assert (firm.uscc, firm.uscc_confirmed_by) == (DOUBTFUL, alice)
    assert firm.uscc_confirmed_at is not None
    page = client.get(profile(firm)).content.decode()
    assert "信用代码校验位不符" in page
    assert "我已对照营业执照" not in page


def test_a_compared_code_is_not_asked_about_again_and_another_one_is(
    client: Client, firm: Enterprise, alice: User, bob: User
) -> None:
    Enterprise.objects.update(uscc=DOUBTFUL, uscc_confirmed_by=bob, uscc_confirmed_at=AT)
    client.force_login(alice)
    assert save(client, firm, uscc=DOUBTFUL).status_code == 302
    firm.refresh_from_db()
    assert (firm.uscc_confirmed_by, firm.uscc_confirmed_at) == (bob, AT)
    other = "91350211M000099991"
    assert save(client, firm, uscc=other).status_code == 200
    assert save(client, firm, uscc=other, uscc_checked=other).status_code == 302
    firm.refresh_from_db()
    assert (firm.uscc, firm.uscc_confirmed_by) == (other, alice)
    assert save(client, firm).status_code == 302
    firm.refresh_from_db()
    assert (firm.uscc, firm.uscc_confirmed_by, firm.uscc_confirmed_at) == (FILLED["uscc"], None, None)


def test_a_letter_that_no_code_has_is_replaced_where_one_agrees(client: Client, alice: User) -> None:
    client.force_login(alice)
    mistyped = FILLED | {"uscc": "9134O800MAT0000420"}
    page = client.post(CREATE, mistyped).content.decode()
    assert "改为 91340800MAT0000420" in page
    assert client.post(CREATE, mistyped | {"uscc_likely": "91350211M000099990"}).status_code == 200
    assert client.post(CREATE, mistyped | {"uscc_likely": "91340800MAT0000420"}).status_code == 302
    assert Enterprise.objects.get().uscc == "91340800MAT0000420"


def test_a_persons_number_is_neither_kept_nor_shown_nor_logged(
    client: Client, alice: User, firm: Enterprise, caplog: pytest.LogCaptureFixture
) -> None:
    client.force_login(alice)
    body = "34080219000100123"  # of nobody: there is no such day
    number = body + ric.calc_check_digit(body + "0")
    for typed in (number, f"身份证：{number}", f"{number[:6]} {number[6:14]} {number[14:]}"):
        for url in (CREATE, profile(firm)):
            response = client.post(url, FILLED | {"uscc": typed, "uscc_checked": number})
            page = response.content.decode()
            assert response.status_code == 200
            assert "这像是身份证号" in page
            assert number not in page
            assert number[6:14] not in page
    page = client.post(CREATE, FILLED | {"uscc": number, "intent": "update"}).content.decode()
    assert "这像是身份证号" in page
    assert number not in page
    assert number not in client.post(reverse("enterprises:regions"), {"uscc": number}).content.decode()
    assert number not in caplog.text
    assert list(Enterprise.objects.values_list("uscc", flat=True)) == [firm.uscc]


def test_the_code_stands_in_no_address(client: Client, alice: User) -> None:
    client.force_login(alice)
    assert client.get(reverse("enterprises:regions"), {"uscc": FILLED["uscc"]}).status_code == 405
    page = client.get(CREATE).content.decode()
    assert f'hx-post="{reverse("enterprises:regions")}"' in page
    assert f'hx-get="{reverse("enterprises:regions")}"' not in page


# --- Step by step -----------------------------------------------------------------------------


def test_choosing_a_province_and_updating_offers_its_cities(client: Client, alice: User) -> None:
    client.force_login(alice)
    page = client.post(CREATE, {"name": "某厂", "province": "340000", "intent": "update"}).content.decode()
    assert "安庆市" in page
    assert "桐城市" not in page
    assert "某厂" in page
    assert "有内容需要修改" not in page
    page = client.post(CREATE, {"province": "340000", "city": "340800", "intent": "update"}).content.decode()
    assert "桐城市" in page


def test_a_county_may_be_chosen() -> None:
    form = form_with(county="340881")
    assert form.is_valid()
    assert form.cleaned_data["region"] == "340881"


def test_districts_of_a_municipality_and_places_without_cities_are_enough() -> None:
    assert form_with(province="110000", city="110105").is_valid()
    form = form_with(province="810000", city="")
    assert form.is_valid()
    assert form.cleaned_data["region"] == "810000"


def test_the_place_is_prefilled_from_a_right_code_and_looked_over_before_saving(
    client: Client, alice: User
) -> None:
    client.force_login(alice)
    without = FILLED | {"province": "", "city": ""}
    page = client.post(CREATE, without | {"intent": "update"}).content.decode()
    assert '<option value="340800" selected>安庆市' in page
    assert "已按信用代码预填，请核对。" in page
    page = client.post(CREATE, without).content.decode()
    assert '<option value="340800" selected>安庆市' in page
    assert "已按信用代码预填所在地区。请核对，再保存一次。" in page
    assert not Enterprise.objects.exists()


@pytest.mark.parametrize(
    ("registered", "places"),
    [
        ("330113", ("330000", "330100", "330113")),
        ("330185", ("330000", "330100", "330112")),  # withdrawn
        ("120222", ("120000", "120114", "")),
        ("130103", ("130000", "130100", "")),  # divided
        ("320594", ("320000", "320500", "")),  # a functional area
    ],
)
def test_new_old_and_other_codes_of_registration_lead_to_places_of_today(
    registered: str, places: tuple[str, str, str]
) -> None:
    body = f"91{registered}MAT000042"
    form = EnterpriseForm(initial={"uscc": body + check_digit.calc_check_digit(body)}, sectors=SECTORS)
    assert form.prefilled
    assert tuple(form.given[name] for name in ("province", "city", "county")) == places


def test_a_class_that_was_found_fills_class_and_division(
    client: Client, alice: User, firm: Enterprise
) -> None:
    client.force_login(alice)
    assert save(client, firm, division="3525").status_code == 302
    firm.refresh_from_db()
    assert (firm.division, firm.industry_class) == ("35", "3525")
    page = client.get(profile(firm)).content.decode()
    assert '<option value="3525" selected>3525 模具制造' in page
    assert '<option value="35" selected>' in page


@pytest.mark.parametrize(
    ("division", "industry_class", "stored"),
    [
        ("34", "3482", ("34", "3482")),
        ("34", "", ("34", "")),
        ("35", "3482", ("35", "")),  # left from the division chosen before
        ("3525", "3482", ("35", "3525")),  # the match chosen last
        ("34", "348", ("34", "")),  # groups are not kept
        ("34", "9999", ("34", "")),
        ("7010", "", ("K701", "7010")),
    ],
)
def test_a_class_is_kept_with_its_own_division_only(
    division: str, industry_class: str, stored: tuple[str, str]
) -> None:
    form = form_with(division=division, industry_class=industry_class)
    assert form.is_valid(), form.errors
    assert (form.enterprise_data.division, form.enterprise_data.industry_class) == stored


def test_classes_are_offered_beside_a_division_and_not_beside_a_class_that_was_found() -> None:
    searched = {"division_query": "五金"}
    beside = EnterpriseForm(initial=searched | {"division": "33"}, sectors=SECTORS)
    assert beside.has_classes
    found = EnterpriseForm(initial=searched | {"division": "3360"}, sectors=SECTORS)
    assert not found.has_classes
    assert [row["code"] for row in found.match_rows if row["chosen"]] == ["3360"]
    again = EnterpriseForm(initial=searched | {"division": "33", "industry_class": "3360"}, sectors=SECTORS)
    assert [row["code"] for row in again.match_rows if row["chosen"]] == ["3360"]
    assert not EnterpriseForm(initial={"division_query": "天外来客"}, sectors=SECTORS).has_classes


def test_viewers_read_the_class_on_the_profile(client: Client, firm: Enterprise, victor: User) -> None:
    Enterprise.objects.update(industry_class="3482")
    client.force_login(victor)
    assert "3482 紧固件制造 · 34 通用设备制造业" in client.get(profile(firm)).content.decode()


def test_fragments_follow_what_was_entered(client: Client, alice: User) -> None:
    client.force_login(alice)
    page = client.post(
        reverse("enterprises:regions"), {"province": "", "uscc": FILLED["uscc"]}
    ).content.decode()
    assert '<option value="340800" selected>' in page
    page = client.get(
        reverse("enterprises:divisions"), {"division_query": "模具", "division": "17"}
    ).content.decode()
    assert 'value="3525" id="id_division_3525"' in page
    assert "3525 模具制造 · 35 专用设备制造业" in page
    assert 'value="17" id="id_division_17" checked' in page  # the present choice stays among them
    assert (
        "没有找到“天外来客”"
        in client.get(reverse("enterprises:divisions"), {"division_query": "天外来客"}).content.decode()
    )


@pytest.mark.parametrize(
    "odd",
    [
        {"province": "34"},
        {"city": "x" * 500},
        {"division": "\x00"},
        {"division_query": "\x00<b>" * 99},
        {"uscc": "é" * 99},
    ],
)
def test_odd_fragment_requests_are_harmless(client: Client, alice: User, odd: dict[str, str]) -> None:
    client.force_login(alice)
    assert client.post(reverse("enterprises:regions"), odd).status_code == 200
    page = client.get(reverse("enterprises:divisions"), odd)
    assert page.status_code == 200
    assert b"<b>" not in page.content


def test_another_province_offers_no_counties_of_the_old_city(client: Client, alice: User) -> None:
    client.force_login(alice)
    page = client.post(
        reverse("enterprises:regions"), {"province": "440000", "city": "340800", "county": "340881"}
    ).content.decode()
    assert "东莞市" in page
    assert "桐城市" not in page


def test_the_search_works_by_its_button_too(client: Client, alice: User) -> None:
    client.force_login(alice)
    page = client.post(CREATE, {"division_query": "机加工", "intent": "update"}).content.decode()
    assert "34 通用设备制造业" in page
    assert "有内容需要修改" not in page


def test_the_sectors_of_a_division_are_offered_with_the_default_first() -> None:
    offered = form_with(division="29").fields["sector"].widget.choices
    assert offered[0] == ("", "石化（默认）")
    assert ("auto", "汽车") in offered


# --- Profile ----------------------------------------------------------------------------------


def test_the_profile_says_the_size_with_its_reason(client: Client, alice: User, firm: Enterprise) -> None:
    client.force_login(alice)
    page = client.get(profile(firm)).content.decode()
    assert "企业规模：小型" in page
    assert "按从业人员 120 人、营业收入 5,600 万元，依工业标准划为小型（工信部联企业〔2011〕300号）。" in page
    assert "企业身份未经核验" in page
    assert 'value="5600"' in page


@pytest.mark.parametrize(
    ("person", "seen", "changed"),
    [("alice", 200, 302), ("bob", 200, 302), ("victor", 200, 403), ("charlie", 404, 404)],
)
def test_each_role_may_see_and_change_the_profile_as_told(
    client: Client, firm: Enterprise, person: str, seen: int, changed: int, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(person))
    assert client.get(profile(firm)).status_code == seen
    assert save(client, firm, name="新名称有限公司").status_code == changed
    firm.refresh_from_db()
    assert (firm.name == "新名称有限公司") is (changed == 302)


def test_a_viewer_reads_without_a_form(client: Client, firm: Enterprise, victor: User) -> None:
    client.force_login(victor)
    page = client.get(profile(firm)).content.decode()
    assert 'name="uscc"' not in page
    assert "安徽省安庆市" in page
    assert "34 通用设备制造业" in page


def test_a_chosen_sector_replaces_the_default_one(firm: Enterprise, sectors: SectorMap) -> None:
    assert own_sector(firm, TODAY) == "machinery"
    enterprises.choose_sector(enterprise=firm, sector="auto")
    assert own_sector(Enterprise.objects.get(), TODAY) == "auto"


def test_the_profile_names_the_sector(
    client: Client, alice: User, firm: Enterprise, sectors: SectorMap
) -> None:
    client.force_login(alice)
    assert "机械" in client.get(profile(firm)).content.decode()


def test_another_name_or_code_ends_the_verification(client: Client, firm: Enterprise, alice: User) -> None:
    Enterprise.objects.update(verified_by=alice, verified_at=firm.created_at)
    client.force_login(alice)
    save(client, firm, employees="130")
    assert Enterprise.objects.get().verified_at == firm.created_at
    Verification.objects.create(
        enterprise=firm,
        name=firm.name,
        uscc=firm.uscc,
        state=VerificationState.VERIFIED,
        asked_by=alice,
        asked_at=firm.created_at,
        decided_by=alice,
        decided_at=firm.created_at,
    )
    save(client, firm, name="别名有限公司")
    assert (Enterprise.objects.get().verified_at, Enterprise.objects.get().verified_by) == (None, None)
    ended = Verification.objects.get()
    assert ended.state == VerificationState.ENDED
    assert ended.ended_at is not None


def test_figures_of_a_profile_that_hardly_fit_are_asked_once(client: Client, alice: User) -> None:
    client.force_login(alice)
    odd = FILLED | {"employees": "50", "revenue": "56000000", "assets": ""}
    page = client.post(CREATE, odd).content.decode()
    assert "营业收入 56,000,000 万元，从业人员 50 人，平均每人 1,120,000 万元，单位是万元吗？" in page
    assert 'value="56000000"' in page  # nothing is lost
    assert not Enterprise.objects.exists()
    found = re.search(r'name="sure" value="([^"]+)"', page)
    assert found
    stale = client.post(CREATE, odd | {"revenue": "57000000", "sure": found[1]})
    assert stale.status_code == 200  # another figure than the one that was confirmed
    assert client.post(CREATE, odd | {"sure": found[1]}).status_code == 302
    firm = Enterprise.objects.get()
    assert firm.revenue == 56_000_000
    assert save(client, firm, **odd | {"name": "新名字"}).status_code == 302  # as it is stored: not again
    assert save(client, firm, **odd | {"employees": "51"}).status_code == 200


def test_a_profile_that_may_well_be_is_not_asked(client: Client, alice: User) -> None:
    client.force_login(alice)
    assert client.post(CREATE, FILLED).status_code == 302


# --- Two people at once ---------------------------------------------------------------------------


def stamp(page: str) -> str:
    found = re.search(r'name="version" value="(\d+)"', page)
    assert found
    return found[1]


def test_who_saves_second_sees_what_changed_and_chooses(
    client: Client, firm: Enterprise, alice: User, bob: User
) -> None:
    client.force_login(alice)
    opened = stamp(client.get(profile(firm)).content.decode())
    save(client, firm, employees="130", revenue="", county="340881")
    client.force_login(bob)
    mine = FILLED | {"version": opened, "name": "新名称有限公司", "employees": "125"}
    response = client.post(profile(firm), mine)
    page = response.content.decode()
    assert response.status_code == 409
    firm.refresh_from_db()
    assert (firm.name, firm.employees, firm.revenue) == (FILLED["name"], 130, None)
    assert "未保存：别人刚刚改了企业资料" in page
    for label, theirs, stored in (
        ("企业名称", "新名称有限公司", FILLED["name"]),
        ("所在地区", "安徽省安庆市", "安徽省安庆市桐城市"),
        ("从业人员", "125 人", "130 人"),
        ("营业收入", "5,600 万元", "未填写"),
    ):
        assert f'<th scope="row">{label}</th><td>{theirs}</td><td>{stored}</td>' in page
    assert "资产总额</th>" not in page  # alike
    assert 'value="新名称有限公司"' in page  # nothing typed is lost
    assert client.post(profile(firm), mine).status_code == 409  # as long as nothing was chosen
    assert client.post(profile(firm), mine | {"version": stamp(page)}).status_code == 302
    firm.refresh_from_db()
    assert (firm.name, firm.employees, firm.region) == ("新名称有限公司", 125, "340800")


def test_the_same_again_is_no_conflict(client: Client, firm: Enterprise, alice: User) -> None:
    client.force_login(alice)
    for _time in range(2):
        data = FILLED | {"version": "1", "employees": "130"}
        assert client.post(profile(firm), data).status_code == 302
    firm.refresh_from_db()
    assert firm.version == 2


@pytest.mark.parametrize("stale", ["", "0", "x", "\u0661", "9" * 30])
def test_a_profile_that_does_not_say_what_it_rests_on_overwrites_nothing(
    client: Client, firm: Enterprise, alice: User, stale: str
) -> None:
    client.force_login(alice)
    assert save(client, firm, version=stale, employees="130").status_code == 409
    firm.refresh_from_db()
    assert firm.employees == 120


def test_a_sector_chosen_beside_a_result_is_a_change_too(
    client: Client, firm: Enterprise, alice: User, sectors: SectorMap
) -> None:
    client.force_login(alice)
    for _time in range(2):
        enterprises.choose_sector(enterprise=firm, sector="auto")
    response = client.post(profile(firm), FILLED | {"version": "1"})
    assert response.status_code == 409
    firm.refresh_from_db()
    assert (firm.sector, firm.version) == ("auto", 2)
    assert "<td>机械（默认）</td><td>" in response.content.decode()


def test_what_is_refused_keeps_the_stamp_it_came_with(client: Client, firm: Enterprise, alice: User) -> None:
    client.force_login(alice)
    save(client, firm, employees="130")
    for refused in ({"name": ""}, {"intent": "update"}, {"take": "revenue=1"}):
        page = client.post(profile(firm), FILLED | {"version": "1"} | refused).content.decode()
        assert stamp(page) == "1"
