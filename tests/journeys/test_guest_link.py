"""A part goes to a colleague by link: made at the desk, filled on a phone without an account, seen again."""

import re

import pytest
from playwright.sync_api import expect

from enterprises.models import Enterprise, User
from tests.assessment.factories import make_assessment
from tests.journeys import steps
from tests.journeys.conftest import Welcome

pytestmark = [pytest.mark.journey, pytest.mark.slow]


def test_a_part_filled_by_a_colleague_without_an_account(
    welcome: Welcome, alice: User, firm: Enterprise
) -> None:
    draft = make_assessment(enterprise=firm, answered="none", by=alice)
    desk = welcome(width=1440)
    steps.sign_in(desk, "alice@example.com")
    page = desk.page
    page.goto(f"/a/{draft.public_id}/")
    page.get_by_role("link", name=re.compile("^请同事填")).first.click()
    desk.look()
    page.fill("#id_label", "设备部 陈工")
    steps.button(page, "生成链接").click()
    expect(page.get_by_role("img", name="二维码")).to_be_visible()
    desk.look()
    text = page.locator("#share-text").input_value()
    address = re.search(r"https?://\S+", text)
    assert address
    code = page.locator(".qr-code").inner_text()

    phone = welcome(width=360, one_at_a_time=True)
    there = phone.page
    there.goto("/g/")
    phone.look()
    there.fill("#id_code", code)
    steps.button(there, "打开").click()
    expect(there).to_have_url(address[0])
    phone.look()
    there.fill("#id_name", "陈工")
    steps.button(there, "开始填写").click()
    expect(there.locator("#item-F01.is-here")).to_be_visible()
    phone.look()
    there.locator("label[for='F01-B']").click()
    expect(there.locator("#save-state")).to_contain_text("已保存")
    there.locator("[data-layout=page]").click()
    phone.look()
    steps.button(there, "保存，去交回").click()
    steps.says(there, "还有 2 项没有填")
    phone.look()
    there.fill("#id_remark", "另外两题请问生产部")
    steps.button(there, "交回").click()
    steps.says(there, "已交回")
    phone.look()

    page.goto(f"/a/{draft.public_id}/")
    steps.says(page, "陈工 在")
    steps.says(page, "备注：另外两题请问生产部")
    desk.look()
    page.get_by_role("link", name=re.compile("^请同事填")).last.click()
    page.fill("#id_label", "财务 李会计")
    steps.button(page, "生成链接").click()
    second = re.search(r"https?://\S+", page.locator("#share-text").input_value())
    assert second
    steps.link(page, "撤回这个链接").click()
    desk.look()
    steps.button(page, "撤回").click()
    steps.says(page, "链接已撤回，不能再打开。")
    with phone.expecting("status 410"):
        there.goto(second[0])
        steps.heading(there, "链接已撤回")
        phone.look()
