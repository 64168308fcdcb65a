"""Where a mail server is set: a colleague is invited by address, signs up by a mailed code, and joins."""

import re

import pytest
from django.core import mail
from playwright.sync_api import Page, expect
from pytest_django import Settings

from enterprises.models import Enterprise, User
from tests.enterprises.test_mailed_codes import mailed
from tests.journeys import steps
from tests.journeys.conftest import Welcome
from tests.journeys.steps import button, heading, link, says
from tests.people import PASSWORD

pytestmark = [pytest.mark.journey, pytest.mark.slow]


def test_a_colleague_is_invited_signs_up_and_joins(
    welcome: Welcome, alice: User, charlie: User, firm: Enterprise, settings: Settings
) -> None:
    settings.MAIL_CONFIGURED = True
    owner = welcome(width=1440, both=True)
    steps.sign_in(owner, str(alice.email))
    owner.page.goto(f"/e/{firm.public_id}/members/")
    for typed in ("zhou@example.com", str(charlie.email)):
        owner.page.fill("#add-login", typed)
        button(owner.page, "邀请").click()
        says(owner.page, "邀请已发到对方邮箱")
    owner.look()

    newcomer = welcome(width=360, both=True)
    page = newcomer.page
    found = re.search(r"http://[^/]+(/join/\S+)", str(mail.outbox[0].body))
    assert found
    page.goto(found[1])
    link(page, "注册").first.click()
    heading(page, "注册")
    newcomer.look()
    for name, text in (("login", "zhou@example.con"), ("name", "周工")):
        page.fill(f"#id_{name}", text)
    sign_up(newcomer.page)
    says(page, "zhou@example.con")
    newcomer.look()
    link(page, "返回注册").click()
    heading(page, "注册")
    expect(page.locator("#id_name")).to_have_value("周工")
    page.fill("#id_login", "zhou@example.com")
    sign_up(newcomer.page)
    says(page, "zhou@example.com")
    page.fill("#id_code", mailed()[1])
    button(page, "继续").click()
    heading(page, f"加入{firm.name}")
    button(page, "加入").click()
    says(page, f"您已加入{firm.name}。")

    known = welcome(width=360, both=True)
    steps.sign_in(known, str(charlie.email))
    says(known.page, "邀请您作为填报员")
    known.look()
    link(known.page, firm.name).click()
    button(known.page, "不加入").wait_for()
    known.look()
    button(known.page, "加入").click()
    says(known.page, f"您已加入{firm.name}。")


def sign_up(page: Page) -> None:
    for name in ("password1", "password2"):
        page.fill(f"#id_{name}", PASSWORD)
    steps.tick(page, "id_consent")
    button(page, "同意并注册").click()
    heading(page, "填写验证码")
