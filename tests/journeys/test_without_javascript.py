"""The main job up to the result with JavaScript switched off, at the width of a phone."""

import pytest
from playwright.sync_api import expect

from tests.journeys import steps
from tests.journeys.browser import Visitor
from tests.journeys.conftest import Welcome
from tests.journeys.steps import button, heading, link, says

pytestmark = [pytest.mark.journey, pytest.mark.slow]


def test_a_firm_gets_its_level_without_javascript(welcome: Welcome) -> None:
    visitor = welcome(width=360, javascript=False)
    steps.sign_up(visitor, "13900139000")
    register_firm(visitor)
    button(visitor.page, "开始自评").click()
    save_a_part(visitor)
    mistake_a_figure(visitor)
    steps.answer_all_but(steps.BY_HAND)
    steps.fill_rest(visitor, steps.BY_HAND)
    steps.go_to_check(visitor)
    forget_the_pledge(visitor)
    read_result(visitor)


def register_firm(visitor: Visitor) -> None:
    page = visitor.page
    page.goto("/enterprises/new/")
    page.fill("#id_name", steps.FIRM)
    page.fill("#id_uscc", steps.CODE)
    page.fill("#id_division_query", "注塑")
    button(page, "搜索").click()
    steps.tick(page, "id_division_2929")
    for name, code in (("province", "330000"), ("city", "330200")):
        page.select_option(f"#id_{name}", code)
        button(page, "更新城市和区县").click()
    page.select_option("#id_county", "330282")
    expect(page.locator("#id_division_2929")).to_be_checked()
    steps.fill_figures(page)
    visitor.look()
    button(page, "保存，下一步").click()
    heading(page, steps.FIRM)


def save_a_part(visitor: Visitor) -> None:
    """One answer of three: the section is saved as it is."""
    page = visitor.page
    page.get_by_role("link", name="开始填写").click()
    visitor.look()
    steps.tick(page, "F01-B")
    button(page, "保存并返回清单").click()
    says(page, "已答 1 项，共 31 项。")
    expect(page.locator(".tasklist-row", has_text="填写设备系统")).to_contain_text("进行中")


def mistake_a_figure(visitor: Visitor) -> None:
    """A part larger than its whole is refused with a word; what was entered beside it is kept."""
    page = visitor.page
    link(page, "填写设备系统").click()
    page.fill("#F02-equip_total", "100")
    page.fill("#F02-equip_digital", "450")
    steps.tick(page, "F01-C")
    with visitor.expecting("status 422"):
        button(page, "保存并继续").click()
        says(page, "有内容没有保存，请修改")
    visitor.look()
    page.locator(".error-summary a").first.click()
    expect(page.locator("#F02-equip_digital")).to_have_value("450")
    expect(page.locator("#F02-equip_digital")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#F01-C")).to_be_checked()


def forget_the_pledge(visitor: Visitor) -> None:
    page = visitor.page
    link(page, "去提交").click()
    with visitor.expecting("status 422"):
        button(page, "提交").click()
        says(page, "请确认承诺后再提交。")
    visitor.look()
    page.goto(page.url.replace("/submit/", "/check/"))
    steps.submit(visitor)


def read_result(visitor: Visitor) -> None:
    page = visitor.page
    says(page, "先做这几件")
    visitor.look()
    link(page, "得分").click()
    trace = page.locator("details.trace", has_text="设备系统")
    trace.locator("summary").click()
    expect(trace.get_by_text("本题满分 8 = 100 × 50% × 40% × 40%")).to_be_visible()
