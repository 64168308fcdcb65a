"""Figures as people paste them: two cells are refused, yuan for 万元 are asked about until confirmed."""

from decimal import Decimal

import pytest
from playwright.sync_api import expect

from assessment.selectors.answers import load_sheet
from enterprises.models import Enterprise, User
from tests.assessment.factories import make_assessment
from tests.journeys import steps
from tests.journeys.conftest import Welcome

pytestmark = [pytest.mark.journey, pytest.mark.slow]


def test_figures_are_read_asked_about_and_confirmed(welcome: Welcome, firm: Enterprise, alice: User) -> None:
    firm.revenue, firm.employees = Decimal(5600), 120
    firm.save()
    draft = make_assessment(enterprise=firm)
    visitor = welcome(width=360, both=True)
    page = visitor.page
    steps.sign_in(visitor, str(alice.email))
    standard = load_sheet(draft).standard
    page.goto(f"/a/{draft.public_id}/section/{standard.section_by_item['F02'].code}/")
    with visitor.expecting("422"):
        page.fill("#F02-equip_total", "100\t45")
        page.keyboard.press("Tab")
        expect(page.locator("#outcome-F02")).to_contain_text("这里有两个数：100 和 45，请只填一个。")
    page.fill("#F02-equip_total", "１，２００台")
    page.keyboard.press("Tab")
    expect(page.locator("#outcome-F02")).to_contain_text("已读作 1,200 台")
    visitor.look()

    page.goto(f"/a/{draft.public_id}/section/{standard.section_by_item['R03'].code}/")
    page.fill("#R03-revenue_last", "56000000")
    page.keyboard.press("Tab")
    outcome = page.locator("#outcome-R03")
    expect(outcome).to_contain_text("单位是万元吗？")
    visitor.look()
    outcome.get_by_text("已核对，数字无误").click()
    expect(outcome.get_by_text("已核对，数字无误")).to_have_count(0)
    expect(outcome).to_contain_text("确认无误")
    page.fill("#R03-revenue_last", "57000000")
    page.keyboard.press("Tab")
    expect(outcome.get_by_text("已核对，数字无误")).to_be_visible()

    page.goto(f"/a/{draft.public_id}/check/")
    expect(page.get_by_role("heading", name="请核对这些数字")).to_be_visible()
    visitor.look()
    buttons = page.get_by_role("button", name="已核对，数字无误")
    before = buttons.count()
    buttons.first.click()
    expect(buttons).to_have_count(before - 1)

    page.goto(f"/a/{draft.public_id}/section/{standard.section_by_item['R03'].code}/")
    page.get_by_role("button", name="填入企业资料的 5,600 万元").first.click()
    expect(page.locator("#R03-revenue_last")).to_have_value("5600")
    assert load_sheet(draft).figures["revenue_last"] == 5600
