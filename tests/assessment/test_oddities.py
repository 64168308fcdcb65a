"""Figures that hardly fit are asked about until confirmed or changed; what cannot be is refused."""

import json
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from assessment import services
from assessment.domain.oddities import Confirmation, asked, first_impossible, rules, same_in_profile
from assessment.domain.snapshot import KeptOddity, read, write
from assessment.models import Assessment, FigureConfirmation
from assessment.selectors.answers import load_sheet, read_snapshot
from assessment.wording.oddities import figure_names, kept_in_short, kept_text
from enterprises.domain.plausibility import Oddity, RuleKind, askable, profile_rules
from enterprises.domain.size import FIGURES
from enterprises.models import Enterprise, User
from enterprises.wording.oddities import ODDITIES, ODDITIES_IN_SHORT, oddity_text
from tests.assessment.factories import DECLARATION, make_assessment, make_snapshot
from tests.assessment.test_pages import save
from tests.pages import signed_in, text_of
from tests.reports.contents import make_content, make_document
from tests.standards.fixtures import standard_2024

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_2024")]
STANDARD = standard_2024()
FIRM = {"revenue": 5600, "employees": 120}


def decimals(values: Mapping[str, float | int | str]) -> dict[str, Decimal]:
    return {name: Decimal(str(value)) for name, value in values.items()}


def said(
    figures: Mapping[str, float | int | str], profile: Mapping[str, float | int | str] | None = None
) -> list[str]:
    found = asked(decimals(figures), decimals(FIRM if profile is None else profile), {})
    return [oddity_text(one.oddity, figure_names(STANDARD)) for one in found]


@pytest.mark.parametrize(
    ("figures", "question"),
    [
        (
            {"revenue_last": 56000000, "revenue_prev": 5100, "staff_last": 120, "staff_prev": 118},
            "上年营业收入 56,000,000 万元是前年营业收入 5,100 万元的 10,980 倍，单位是万元吗？",
        ),
        (
            {"revenue_last": 56000000},
            "上年营业收入 56,000,000 万元是企业资料的营业收入 5,600 万元的 10,000 倍，单位是万元吗？",
        ),
        ({"revenue_last": "0.56"}, "企业资料的营业收入 5,600 万元是上年营业收入 0.56 万元的 10,000 倍"),
        ({"revenue_last": 56000, "staff_last": 12}, "平均每人 4,667 万元，单位是万元吗？"),
        ({"revenue_last": "5.6", "staff_last": 120}, "平均每人仅 0.0467 万元"),
        (
            {"revenue_total_3y": 100, "invest_total_3y": 120},
            "近三年营业收入合计 100 万元小于近三年数字化投入合计 120 万元，请核对。",
        ),
        (
            {"revenue_total_3y": 5000, "revenue_last": 5600},
            "近三年营业收入合计 5,000 万元小于上年营业收入 5,600 万元，请核对。",
        ),
        (
            {"revenue_total_3y": 9000, "revenue_last": 5600, "revenue_prev": 5100},
            "小于上年营业收入 5,600 万元加前年营业收入 5,100 万元",
        ),
        ({"revenue_total_3y": 5000}, "近三年营业收入合计 5,000 万元小于企业资料的营业收入 5,600 万元"),
        ({"staff_last": 1200}, "上年员工人数 1,200 人是企业资料的从业人员 120 人的 10 倍，请核对。"),
        ({"staff_last": 220}, "上年员工人数 220 人与企业资料的从业人员 120 人相差 100 人，请核对。"),
        ({"staff_last": 120, "staff_prev": 1200}, "前年员工人数 1,200 人是上年员工人数 120 人的 10 倍"),
        ({"equip_total": 10045}, "平均每人 83.7 台，请核对。"),
        ({"pass_rate_after": "0.985"}, "改造后月均产品合格率 0.985 %，不到 1 %，请核对。"),
        ({"staff_prev": 1200}, "前年员工人数 1,200 人是企业资料的从业人员 120 人的 10 倍"),
        (
            {"revenue_after": 56000000},
            "56,000,000 万元是企业资料的营业收入 5,600 万元的 10,000 倍，单位是万元吗？",
        ),
        (
            {"revenue_before": "0.56"},
            "企业资料的营业收入 5,600 万元是改造前同期营业收入 0.56 万元的 10,000 倍",
        ),
        (
            {"pass_rate_before": 98, "pass_rate_after": "9.8"},
            "98 %是改造后月均产品合格率 9.8 %的 10 倍，请核对。",
        ),
        ({"cost_last": 45000000, "revenue_last": 5600}, "上年成本 45,000,000 万元是上年营业收入"),
        ({"cost_last": 45000000}, "上年成本 45,000,000 万元，超过 1,000,000 万元，单位是万元吗？"),
        ({"cost_last": "0.45"}, "上年成本 0.45 万元，不到 1 万元，请核对。"),
        (
            {"invest_total_3y": 3000000},
            "近三年数字化投入合计 3,000,000 万元，超过 100,000 万元，单位是万元吗？",
        ),
        ({"energy_before": 480000, "energy_after": 450000}, "平均每万元 85.7 吨标准煤，请核对。"),
    ],
)
def test_what_hardly_fits_is_asked(figures: dict[str, float | int | str], question: str) -> None:
    assert [line for line in said(figures) if question in line], said(figures)


@pytest.mark.parametrize(
    "figures",
    [
        {"revenue_last": 5600, "revenue_prev": 5100, "staff_last": 120, "staff_prev": 118},
        {"revenue_last": 12000, "staff_last": 150},  # it grew
        {"revenue_total_3y": 15000, "revenue_last": 5600, "revenue_prev": 5100},
        {"revenue_last": 0, "staff_last": 0, "revenue_total_3y": 0},  # nothing can be said of nothing
        {"pass_rate_before": "98.5", "pass_rate_after": 100},
        {
            "revenue_before": 400,
            "revenue_after": 430,
            "pass_rate_before": 60,
            "pass_rate_after": 95,
        },  # of a month
        {"staff_prev": 60, "staff_last": 110},
        {"energy_before": 22400, "energy_after": 20000},  # a ferroalloy works
        {"cost_last": 1000000, "invest_total_3y": 100000},
        {"equip_total": 100, "cost_last": 4000, "cost_prev": 3900},
        {},
    ],
)
def test_what_may_well_be_is_not_asked(figures: dict[str, float | int | str]) -> None:
    assert said(figures) == []


@pytest.mark.parametrize(
    ("profile", "codes"),
    [
        ({"revenue": 56000000, "employees": 50}, ["profile_revenue_each"]),  # not that it is large besides
        ({"revenue": 56000000}, ["profile_revenue_above"]),
        ({"revenue": 56000000, "assets": 42000000}, ["profile_revenue_above", "profile_assets_above"]),
        ({"assets": 42000000}, ["profile_assets_above"]),
        ({"employees": 1200000}, ["profile_employees_above"]),
        ({"revenue": "0.56"}, ["profile_revenue_under"]),
        ({"assets": "0.42", "employees": 120}, ["profile_assets_scarce"]),
        ({"revenue": 1000000, "assets": 2000000, "employees": 20000}, []),
        ({"revenue": 1, "assets": 1, "employees": 2}, []),
        ({"revenue": 60000, "employees": 20, "assets": 3000}, []),  # trades in bulk
        ({"revenue": 60000, "employees": 150, "assets": 500000}, []),  # a power station
    ],
)
def test_a_profile_is_asked_about_what_hardly_any_firm_has(
    profile: dict[str, float | int | str], codes: list[str]
) -> None:
    assert [odd.code for odd in askable(profile_rules(), decimals(profile))] == codes


def test_the_same_is_not_asked_twice() -> None:
    lines = said({"staff_last": 1200})
    assert len(lines) == 1
    lines = said({"revenue_total_3y": 5300, "revenue_last": 5600, "revenue_prev": 5100}, {})
    assert len(lines) == 1


def test_a_rate_above_a_hundred_cannot_be() -> None:
    found = first_impossible({"pass_rate_after": Decimal("100.01")})
    assert found
    assert found.names == ("pass_rate_after",)
    assert first_impossible({"pass_rate_after": Decimal(100), "revenue_last": Decimal(10**9)}) is None


def test_every_rule_names_what_there_is_and_has_its_words() -> None:
    names = figure_names(STANDARD)
    for rule in rules():
        assert {rule.of, *rule.to} <= set(names), rule.code
    for rule in profile_rules():
        assert {rule.of, *rule.to} <= set(FIGURES), rule.code
    codes = [rule.code for rule in (*rules(), *profile_rules())]
    assert len(set(codes)) == len(codes)
    assert set(ODDITIES) == set(ODDITIES_IN_SHORT) == set(RuleKind)
    assert set(same_in_profile()) <= set(STANDARD.figure_by_code)
    assert set(same_in_profile().values()) <= set(FIGURES)


def test_a_confirmation_holds_for_its_values_alone() -> None:
    figures, firm = decimals({"staff_last": 1200}), decimals(FIRM)
    (one,) = asked(figures, firm, {})
    kept = {one.oddity.code: Confirmation(token=one.oddity.token, by="甲", at=timezone.now())}
    assert asked(figures, firm, kept)[0].confirmation
    assert asked(decimals({"staff_last": 1201}), firm, kept)[0].confirmation is None
    assert asked(figures, decimals({"employees": 121}), kept)[0].confirmation is None
    assert asked(decimals({"staff_last": "1200.00"}), firm, kept)[0].confirmation


# --- where people see it ----------------------------------------------------------------------------

YUAN = {
    "R03-revenue_last": "56000000",
    "R03-staff_last": "120",
    "R03-revenue_prev": "5100",
    "R03-staff_prev": "118",
}


@pytest.fixture
def draft(firm: Enterprise) -> Assessment:
    return make_assessment(enterprise=firm)


@pytest.fixture
def odd_draft(draft: Assessment) -> Assessment:
    draft.enterprise.revenue, draft.enterprise.employees = Decimal(5600), 120
    draft.enterprise.save()
    for name, value in YUAN.items():
        code = name.removeprefix("R03-")
        draft.figures.filter(code=code).update(value=value)
    return draft


def version_of(draft: Assessment, code: str = "R03") -> str:
    return str(load_sheet(draft).at(code).version)


def test_it_is_saved_and_asked_at_the_field_until_it_is_confirmed(odd_draft: Assessment, bob: User) -> None:
    client = signed_in(bob)
    response = save(client, odd_draft, "R03", {"R03-version": version_of(odd_draft), **YUAN})
    assert load_sheet(odd_draft).figures["revenue_last"] == 56000000
    assert "是前年营业收入 5,100 万元的 10,980 倍，单位是万元吗？" in text_of(response)
    tokens = [one.oddity.token for one in load_sheet(odd_draft).asked_at("R03")]
    posted = {"R03-version": version_of(odd_draft), **YUAN, "R03-sure": " ".join(tokens)}
    response = save(client, odd_draft, "R03", posted)
    assert "已核对，数字无误" not in text_of(response)
    assert "确认无误" in text_of(response)
    assert FigureConfirmation.objects.filter(assessment=odd_draft, confirmed_by=bob).count() == len(tokens)
    changed = YUAN | {"R03-revenue_last": "56000001"}
    response = save(client, odd_draft, "R03", {"R03-version": version_of(odd_draft), **changed})
    assert "已核对，数字无误" in text_of(response)  # other values: asked again


def test_it_is_asked_on_the_check_page_and_confirmed_there(odd_draft: Assessment, bob: User) -> None:
    client = signed_in(bob)
    page = client.get(reverse("assessment:check", args=[odd_draft.public_id]))
    assert "请核对这些数字" in text_of(page)
    assert "10,980 倍" in text_of(page)
    address = reverse("assessment:confirm_figures", args=[odd_draft.public_id])
    tokens = [one.oddity.token for one in load_sheet(odd_draft).asked]
    assert page.content.decode().count("notice-warn") == 1 < len(tokens)  # one box for all of them
    client.post(address, {"sure": tokens})
    assert all(one.confirmation for one in load_sheet(odd_draft).asked)
    page = client.get(reverse("assessment:check", args=[odd_draft.public_id]))
    assert "已核对，数字无误" not in text_of(page)
    response = client.post(address, {"sure": ["revenue_years.0000"]}, follow=True)
    assert "数字已有变化，请再核对一遍。" in text_of(response)


def test_a_section_posted_whole_confirms_too(odd_draft: Assessment, bob: User) -> None:
    section = STANDARD.section_by_item["R03"].code
    tokens = [one.oddity.token for one in load_sheet(odd_draft).asked_at("R03")]
    posted = {"R03-version": version_of(odd_draft), **YUAN, "R03-sure": tokens}
    signed_in(bob).post(reverse("assessment:section", args=[odd_draft.public_id, section]), posted)
    assert all(one.confirmation for one in load_sheet(odd_draft).asked_at("R03"))


def test_a_rate_above_a_hundred_is_refused_at_its_field(draft: Assessment, bob: User) -> None:
    posted = {"R02-version": version_of(draft, "R02"), "R02": "C"}
    rates = {"R02-pass_rate_before": "98.5", "R02-pass_rate_after": "120"}
    response = save(signed_in(bob), draft, "R02", posted | rates)
    assert response.status_code == 422
    assert "改造后月均产品合格率：不能大于 100 %。" in text_of(response)


def test_what_was_submitted_says_what_hardly_fitted_and_who_stood_by_it(
    odd_draft: Assessment, bob: User
) -> None:
    first, *_others = load_sheet(odd_draft).asked
    now = timezone.now()
    tokens = [first.oddity.token, "of another value"]
    assert services.confirm_figures(assessment=odd_draft, tokens=tokens, by=bob, at=now) == 1
    snapshot = services.submit(assessment=odd_draft, declaration=DECLARATION, by=bob, at=now)
    content = read_snapshot(snapshot)
    kept = {one.oddity.code: one for one in content.oddities}
    assert kept[first.oddity.code].confirmed_by == str(bob)
    assert any(one.confirmed_at is None for one in content.oddities)
    assert read(write(content), content.standard) == read(snapshot.payload, content.standard)
    assert write(content) == snapshot.payload
    page = text_of(signed_in(bob).get(reverse("reports:result", args=[snapshot.public_id])))
    assert f"企业填报的数字中，有 {len(content.oddities)} 处不大相符" in page
    assert kept_text(kept[first.oddity.code], content.standard) in page
    assert "提交时未确认" in page
    assert "5,100" not in kept_in_short(kept[first.oddity.code], content.standard)


def test_a_snapshot_without_anything_odd_has_the_bytes_of_before(firm: Enterprise) -> None:
    submitted = make_snapshot(enterprise=firm)
    content = read_snapshot(submitted)
    assert content.oddities == ()
    assert "oddities" not in json.loads(submitted.payload)
    assert write(content) == submitted.payload


# --- asked once -------------------------------------------------------------------------------------


def test_the_question_offers_what_the_profile_knows(draft: Assessment, bob: User) -> None:
    draft.enterprise.revenue, draft.enterprise.employees = Decimal("5601.5"), 121
    draft.enterprise.save()
    section = STANDARD.section_by_item["R03"].code
    address = reverse("assessment:section", args=[draft.public_id, section])
    page = text_of(signed_in(bob).get(address))
    assert "填入企业资料的 5,601.5 万元" in page
    assert "填入企业资料的 121 人" in page
    posted = {"R03-version": version_of(draft), "R03-revenue_last": "", "take": "R03-revenue_last"}
    response = signed_in(bob).post(address, posted)
    assert response["Location"].endswith("#item-R03")
    assert load_sheet(draft).figures["revenue_last"] == Decimal("5601.5")
    assert "填入企业资料的 5,601.5 万元" not in text_of(signed_in(bob).get(address))


def test_the_profile_offers_what_the_answers_know(odd_draft: Assessment, bob: User) -> None:
    address = reverse("enterprises:profile", args=[odd_draft.enterprise.public_id])
    client = signed_in(bob)
    assert "填入自评中的 56,000,000 万元" in text_of(client.get(address))
    response = client.post(address, {"name": "新名字", "take": "revenue=56000000"})
    html = response.content.decode()
    assert 'value="56000000"' in html
    assert "新名字" in html
    odd_draft.enterprise.refresh_from_db()
    assert odd_draft.enterprise.revenue == 5600


def test_the_report_says_it_with_the_figures_only_where_all_are_told() -> None:
    odd = Oddity(
        code="revenue_years",
        kind=RuleKind.APART,
        values=(("revenue_last", Decimal(56000000)), ("revenue_prev", Decimal(5100))),
        limit=Decimal(10),
    )
    content = replace(make_content(), oddities=(KeptOddity(oddity=odd),))
    shown = repr(make_document(content))
    line = "上年营业收入与前年营业收入相差 10 倍以上（提交时未确认）。"
    assert line in shown
    assert "56,000,000" not in shown
    whole = repr(make_document(content, with_figures=True))
    assert kept_text(content.oddities[0], content.standard) in whole
    assert "56,000,000" in whole
    assert "填报中不大相符的几处" not in repr(make_document())
