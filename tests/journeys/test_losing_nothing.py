"""Two people on one form, a network that goes away, a tab that is closed: what was entered is kept."""

import pytest
from playwright.sync_api import expect

from enterprises.models import Enterprise, User
from tests.assessment.factories import make_assessment
from tests.journeys import steps
from tests.journeys.browser import Visitor
from tests.journeys.conftest import Welcome
from tests.journeys.steps import button, heading, link, says, tick

pytestmark = [pytest.mark.journey, pytest.mark.slow]


def test_nothing_entered_is_lost(welcome: Welcome, firm: Enterprise, alice: User, bob: User) -> None:
    make_assessment(enterprise=firm, answered="some")
    desk, phone = welcome(width=1440), welcome(width=360)
    for visitor, person in ((desk, alice), (phone, bob)):
        steps.sign_in(visitor, str(person.email))
        open_section(visitor, "填写信息系统")
    answer_at_once(desk, phone)
    lose_the_network(phone)
    close_the_tab(phone)


def open_section(visitor: Visitor, name: str) -> None:
    page = visitor.page
    page.goto("/")
    link(page, steps.FIRM).click()
    link(page, "继续填写").click()
    link(page, name).click()
    heading(page, name.removeprefix("填写"))


def answer_at_once(first: Visitor, second: Visitor) -> None:
    """The second to answer sees both values and decides."""
    tick(first.page, "F05-C")
    steps.saved(first.page, "F05")
    with second.expecting("status 409"):
        tick(second.page, "F05-D")
        says(second.page, "请选择保留哪一个")
    outcome = second.page.locator("#outcome-F05")
    expect(outcome).to_contain_text("王爱丽")
    expect(outcome.locator("ul").nth(0)).to_contain_text("超过 80% 的环节")
    expect(outcome.locator("ul").nth(1)).to_contain_text("2 个或更多环节")
    second.look()
    button(second.page, "用我填的").click()
    expect(second.page.locator("#F05-D")).to_be_checked()
    first.page.reload()
    expect(first.page.locator("#F05-D")).to_be_checked()
    first.look()


def lose_the_network(visitor: Visitor) -> None:
    page = visitor.page
    open_section(visitor, "填写信息安全")
    with visitor.expecting("ERR_INTERNET_DISCONNECTED", "htmx:sendError", "htmx:afterRequest"):
        visitor.context.set_offline(True)
        tick(page, "F06-B")
        tick(page, "F06-C")
        says(page, "未保存：连不上服务器。")
        visitor.look()
        visitor.context.set_offline(False)
        steps.saved(page, "F06")
    page.reload()
    for key in ("B", "C"):
        expect(page.locator(f"#F06-{key}")).to_be_checked()


def close_the_tab(visitor: Visitor) -> None:
    """A figure typed but not yet left, then the tab is gone: it is there when the section is opened again."""
    open_section(visitor, "填写要素保障")
    visitor.page.locator("#M04-invest_total_3y").press_sequentially("120")
    visitor.page.close()
    page = visitor.open()
    open_section(visitor, "填写要素保障")
    expect(page.locator("#M04-invest_total_3y")).to_have_value("120")
    steps.saved(page, "M04")
    page.reload()
    expect(page.locator("#M04-invest_total_3y")).to_have_value("120")
    visitor.look()
