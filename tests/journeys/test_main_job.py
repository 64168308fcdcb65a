"""The main job, from the first page to the downloaded PDF: walked on a phone, looked at on a desk too."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.jobs.workers import workers
from tests.journeys import steps
from tests.journeys.browser import Visitor
from tests.journeys.conftest import Welcome
from tests.journeys.steps import button, heading, link, says

pytestmark = [pytest.mark.journey, pytest.mark.slow]


def test_a_firm_gets_its_level_and_its_report(welcome: Welcome, tmp_path: Path) -> None:
    visitor = welcome(width=360, both=True)
    with workers(tmp_path, broker="filesystem://") as pool:
        pool.start()
        arrive(visitor)
        steps.sign_up(visitor, "alice@example.com")
        register_firm(visitor)
        begin(visitor)
        steps.fill_section(visitor, "F1")
        resume(visitor)
        steps.answer_all_but(steps.BY_HAND)
        visitor.page.reload()
        steps.fill_rest(visitor, steps.BY_HAND)
        steps.go_to_check(visitor)
        check(visitor)
        steps.submit(visitor)
        read_result(visitor)
        change_sector(visitor)
        steps.make_report(visitor, pool)
    steps.download(visitor)
    leave(visitor)


def arrive(visitor: Visitor) -> None:
    page = visitor.page
    page.goto("/")
    heading(page, "看清水平，找到下一步")
    visitor.look()
    link(page, "隐私说明").first.click()
    heading(page, "隐私说明")
    visitor.look()


def register_firm(visitor: Visitor) -> None:
    page = visitor.page
    visitor.look()
    link(page, "登记企业").click()
    heading(page, "登记企业")
    page.fill("#id_name", steps.FIRM)
    mistype_code(visitor)
    page.fill("#id_uscc", "9134 0800 ｍａｔ0000420")
    page.locator("#id_uscc").blur()
    expect(page.locator("#id_city")).to_have_value("340800")  # where the code was registered
    steps.choose_region(page, "310000", "310115")
    find_division(visitor)
    steps.fill_figures(page)
    visitor.look()
    button(page, "保存，下一步").click()
    heading(page, steps.FIRM)


def mistype_code(visitor: Visitor) -> None:
    page = visitor.page
    page.fill("#id_uscc", "91340800MATOOO0420")
    button(page, "保存，下一步").click()
    says(page, "第 12 位是 O，代码中没有这个字母，可能是 0。请对照营业执照逐位核对。")
    visitor.look()
    expect(page.locator("#id_name")).to_have_value(steps.FIRM)


def find_division(visitor: Visitor) -> None:
    page = visitor.page
    page.locator("#id_division_query").press_sequentially("模具")
    steps.tick(page, "id_division_3525")
    expect(page.locator("#id_sector")).to_be_visible()


def begin(visitor: Visitor) -> None:
    page = visitor.page
    page.goto("/")
    link(page, steps.FIRM).click()
    heading(page, steps.FIRM)
    visitor.look()
    button(page, "开始自评").click()
    heading(page, "数字化水平自评")
    says(page, "已答 0 项，共 31 项。")
    visitor.look()
    link(page, "核对企业资料").click()
    says(page, "企业规模：小型")
    visitor.look()
    page.go_back()
    page.get_by_role("link", name="开始填写").click()
    heading(page, "设备系统")
    visitor.look()


def resume(visitor: Visitor) -> None:
    """Leave without pressing anything, come back later: nothing is lost."""
    page = visitor.page
    page.goto("/")
    link(page, steps.FIRM).click()
    says(page, "已答 3 项，共 31 项。")
    link(page, "继续填写").click()
    expect(page.locator(".tasklist-row", has_text="填写设备系统")).to_contain_text("已完成")
    visitor.look()
    link(page, "核对答案，提交").click()
    says(page, "28")
    visitor.look()
    page.go_back()
    link(page, "填写设备系统").click()
    expect(page.locator("#F02-equip_digital")).to_have_value("45")
    says(page, "45%")
    expect(page.locator("#F01-C")).to_be_checked()
    button(page, "保存并继续").click()
    heading(page, "数据采集")


def check(visitor: Visitor) -> None:
    page = visitor.page
    says(page, "试算等级（未提交）")
    says(page, "二级")
    visitor.look()
    for name in ("打印草稿给领导审阅", "对照填报表"):
        link(page, name).click()
        says(page, steps.FIRM)
        visitor.look()
        page.go_back()
        heading(page, "核对答案")


def read_result(visitor: Visitor) -> None:
    page = visitor.page
    says(page, "二级")
    visitor.look()
    link(page, "打印真实性承诺书").click()
    says(page, "生产部经理")
    visitor.look()
    page.go_back()
    for tab in ("政策与案例", "历次", "得分"):
        link(page, tab).click()
        expect(link(page, tab)).to_have_attribute("aria-current", "page")
        visitor.look()
    trace = page.locator("details.trace", has_text="设备系统")
    trace.locator("summary").click()
    expect(trace).to_contain_text("8 × 25% = 2")


def change_sector(visitor: Visitor) -> None:
    page = visitor.page
    link(page, "场景").click()
    other = page.locator("#sector option:not([selected])").first
    name = str(other.text_content())
    page.select_option("#sector", str(other.get_attribute("value")))
    button(page, "按此行业查看").click()
    says(page, "已改用所选细分行业的路线图。")
    says(page, f"细分行业路线图：{name}")
    visitor.look()
    link(page, "总览").click()


def leave(visitor: Visitor) -> None:
    page = visitor.page
    page.goto("/")
    link(page, steps.FIRM).click()
    link(page, "邀请同事一起填").click()
    heading(page, "成员")
    visitor.look()
    link(page, "账号").click()
    heading(page, "账号")
    visitor.look()
    for place in ("account/delete/", "accounts/password/change/", "accounts/logout/"):
        page.goto(f"/{place}")
        visitor.look()
    with visitor.expecting("status 404"):
        page.goto("/nowhere/")
    visitor.look()
    page.goto("/")
    button(page, "退出登录").click()
    says(page, "登录")
    visitor.look()
