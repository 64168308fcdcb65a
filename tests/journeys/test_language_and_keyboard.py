"""The page in English, and a section filled and submitted without touching a mouse."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from enterprises.models import Enterprise, User
from tests.assessment.factories import make_assessment, make_snapshot
from tests.journeys import steps
from tests.journeys.conftest import Welcome
from tests.journeys.steps import heading

pytestmark = [pytest.mark.journey, pytest.mark.slow]


def test_the_pages_are_there_in_english(welcome: Welcome, firm: Enterprise, alice: User) -> None:
    snapshot = make_snapshot(enterprise=firm).public_id
    draft = make_assessment(enterprise=firm).public_id
    visitor = welcome(width=360, both=True)
    steps.sign_in(visitor, str(alice.email))
    page = visitor.page
    steps.button(page, "English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    sections = [f"a/{draft}/{part}" for part in ("section/F1/", "section/O1/", "check/", "submit/")]
    guide = ("guide/", "guide/start/")
    for place in ("", f"e/{firm.public_id}/", f"a/{draft}/", f"s/{snapshot}/", *guide, *sections):
        page.goto(f"/{place}")
        expect(page.locator("html")).to_have_attribute("lang", "en")
        visitor.look()
    steps.button(page, "中文").click()
    heading(page, "提交自评")


def test_a_section_is_filled_and_submitted_by_keyboard(
    welcome: Welcome, firm: Enterprise, alice: User
) -> None:
    draft = make_assessment(enterprise=firm, questions={"F05": "B"}).public_id
    visitor = welcome(width=1440)
    steps.sign_in(visitor, str(alice.email))
    page = visitor.page
    page.goto(f"/a/{draft}/section/F3/")
    tab_to(page, page.locator("#F05-B"))
    page.keyboard.press("ArrowDown")
    steps.saved(page, "F05")
    expect(page.locator("#F05-C")).to_be_checked()
    press(page, page.get_by_role("button", name="保存并返回清单"))
    press(page, page.get_by_role("link", name="核对并提交"))
    press(page, page.get_by_role("link", name="去提交"))
    for name, text in (
        ("filler_position", "厂长"),
        ("responsible_name", "李波"),
        ("responsible_position", "总经理"),
    ):
        tab_to(page, page.locator(f"#id_{name}"))
        page.keyboard.type(text)
    tab_to(page, page.locator("#id_pledge"))
    page.keyboard.press("Space")
    press(page, page.get_by_role("button", name="提交", exact=True))
    heading(page, "评测结果：二级")
    skip = page.get_by_role("link", name="跳到正文")
    press(page, skip)
    expect(page).to_have_url(re.compile("#main$"))


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus; it is seen to have it."""
    expect(target).to_be_visible()
    for _ in range(120):
        if target.evaluate("(one) => one === document.activeElement"):
            assert target.evaluate("(one) => one.matches(':focus-visible')")
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"The keyboard does not reach {target}")


def press(page: Page, target: Locator) -> None:
    tab_to(page, target)
    page.keyboard.press("Enter")
