"""A second factor as a person sets it up and uses it: a passkey of the device, an app's codes."""

import pytest
from playwright.sync_api import expect

from enterprises.models import User
from tests.enterprises.test_second_factor import code_now
from tests.journeys import steps
from tests.journeys.conftest import Welcome
from tests.people import PASSWORD

pytestmark = [pytest.mark.journey, pytest.mark.slow]
# A device with a finger that always fits.
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_a_passkey_and_an_app_sign_in(welcome: Welcome, alice: User) -> None:
    visitor = welcome(width=360)
    page = visitor.page
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    steps.sign_in(visitor, str(alice.email))

    page.goto("/account/")
    steps.link(page, "两步验证").click()
    steps.heading(page, "两步验证")
    visitor.look()
    steps.link(page, "添加通行密钥").click()
    steps.heading(page, "请确认是您本人")
    visitor.look()
    page.get_by_label("当前密码").fill(PASSWORD)
    steps.button(page, "继续").click()
    steps.heading(page, "添加通行密钥")
    visitor.look()
    page.get_by_label("名称").fill("车间的手机")
    steps.button(page, "添加").click()
    steps.heading(page, "备用码")
    expect(page.locator("main code")).to_have_count(10)
    visitor.look()
    page.goto("/accounts/2fa/")
    steps.says(page, "车间的手机")

    steps.link(page, "启用验证器应用").click()
    visitor.look()
    secret = page.locator("main code").inner_text()
    page.get_by_label("验证码").fill(code_now(secret))
    steps.button(page, "启用").click()
    steps.heading(page, "两步验证")
    steps.says(page, "验证器应用已启用")
    visitor.look()

    page.context.clear_cookies()
    page.goto("/accounts/login/")
    visitor.look()
    steps.button(page, "用通行密钥登录").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("登录")
    page.goto("/account/")
    steps.heading(page, "账号")

    page.context.clear_cookies()
    page.goto("/accounts/login/")
    page.get_by_label("邮箱或手机号").fill(str(alice.email))
    page.get_by_label("密码").fill(PASSWORD)
    steps.button(page, "登录").click()
    steps.heading(page, "两步验证")
    visitor.look()
    page.get_by_label("验证码").fill(code_now(secret))
    steps.button(page, "登录").click()
    page.goto("/account/")
    steps.heading(page, "账号")
