"""From a result to a kept plan, on a phone by thumb, at a desk by keyboard, and without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from assessment.models import Snapshot
from plans.models import KeptPlan
from tests.assessment.factories import make_snapshot
from tests.journeys.browser import Visitor
from tests.journeys.conftest import Welcome
from tests.journeys.steps import button, heading, link, sign_in
from tests.people import make_enterprise, make_user

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
LOGIN = "alice@example.com"
PLAN = re.compile(r"到三级：\d+ 步，")


@pytest.fixture
def snapshot(app: str) -> Snapshot:
    """A result of Alice's: 二级 on both sides."""
    return make_snapshot(enterprise=make_enterprise(owner=make_user(email=LOGIN)))


def go_to_planner(visitor: Visitor, snapshot: Snapshot) -> Page:
    """From the overview of the result, which says the next plan in one line."""
    sign_in(visitor, LOGIN)
    page = visitor.page
    page.goto(f"/s/{snapshot.public_id}/")
    visitor.look()
    page.get_by_role("link", name=PLAN).click()
    expect(page.locator("#plan-title")).to_have_text(PLAN)
    page.wait_for_load_state()  # sliders and keys are used without being waited for
    return page


def slide(page: Page, name: str, value: str) -> None:
    """Move a slider as a thumb does."""
    page.locator(f"[data-slider='id_{name}']").evaluate(
        """(slider, value) => {
          slider.value = value;
          slider.dispatchEvent(new Event('input', {bubbles: true}));
          slider.dispatchEvent(new Event('change', {bubbles: true}));
        }""",
        value,
    )


def test_on_a_phone_a_plan_is_chosen_compared_and_kept(welcome: Welcome, snapshot: Snapshot) -> None:
    visitor = welcome(width=360)
    page = go_to_planner(visitor, snapshot)
    title, bar = page.locator("#plan-title"), page.locator("#plan-bar")
    first = title.inner_text()
    expect(bar).to_contain_text(first)
    visitor.look()

    # A budget on the slider: the number follows, the plan changes in place, the address too.
    slide(page, "budget", page.locator("[data-slider='id_budget']").get_attribute("min") or "")
    expect(page.locator("#id_budget")).not_to_have_value("")
    expect(title).to_have_text("在这些限制内到不了三级")
    expect(bar).to_contain_text("到不了三级")
    expect(page).to_have_url(re.compile(r"\?target=3&budget=\d+$"))
    visitor.look()
    page.get_by_role("link", name=re.compile("预算提高到")).click()
    expect(title).to_have_text(PLAN)
    expect(title).to_be_focused()

    # Put aside, then another target.
    link(page, "放在一边作比较").click()
    expect(page.locator("#comparison-title")).to_be_visible()
    page.locator("label", has_text="走得最远").click()
    slide(page, "budget", page.locator("[data-slider='id_budget']").get_attribute("min") or "")
    expect(page.locator("thead").first).to_contain_text("走得最远")
    visitor.look()
    page.locator("label", has_text="三级").click()
    slide(page, "budget", page.locator("[data-slider='id_budget']").get_attribute("max") or "")
    expect(page.locator("#id_budget")).to_have_value("")
    expect(title).to_have_text(first)

    # A step is left out, and taken back.
    step = page.locator(".plan-step").first
    code = step.get_attribute("id")
    step.locator("summary").click()
    step.get_by_role("link", name="这一步不做").click()
    expect(page.locator(f"#{code}")).to_have_count(0)
    expect(page.locator("legend", has_text="不做的举措")).to_be_visible()
    visitor.look()
    page.locator("#planner-form label:has(input[name='exclude'])").click()
    expect(page.locator(f"#{code}")).to_have_count(1)

    # Back goes step by step.
    page.go_back()
    expect(page.locator(f"#{code}")).to_have_count(0)

    page.fill("#keep-present", "先到三级")
    page.locator("form", has=page.locator("#keep-present")).get_by_role("button").click()
    heading(page, "先到三级")
    assert KeptPlan.objects.get().name == "先到三级"


def test_at_a_desk_by_keyboard_with_a_quote(welcome: Welcome, snapshot: Snapshot) -> None:
    visitor = welcome(width=1440)
    page = go_to_planner(visitor, snapshot)
    title = page.locator("#plan-title")
    first = title.inner_text()

    # The slider by its keys: one stop to the left of no limit.
    slider = page.locator("[data-slider='id_months']")
    slider.focus()
    expect(slider).to_have_attribute("aria-valuetext", "不限")
    page.keyboard.press("ArrowLeft")
    expect(slider).to_have_attribute("aria-valuetext", re.compile(r"^\d+ 个月$"))
    expect(page).to_have_url(re.compile(r"months=\d+"))
    expect(slider).to_be_focused()

    # What cannot be read is said at its field, and goes once it can.
    page.fill("#id_budget", "三百")
    page.keyboard.press("Tab")
    expect(page.locator("#errors-budget")).to_contain_text("“三百”请改用数字填写")
    visitor.look()
    page.fill("#id_budget", "")
    page.keyboard.press("Tab")
    expect(page.locator("#errors-budget")).to_be_empty()

    page.locator("summary", has_text="按月看时间安排").click()
    expect(page.locator("#plan-months svg:visible")).to_be_visible()

    # The list of wishes is searched without asking anybody.
    page.locator("summary", has_text="一定要做的举措").click()
    page.locator("[data-filter]").fill("没有这样的名称")
    expect(page.locator("#wishes .option:visible")).to_have_count(0)
    page.locator("[data-filter]").fill("")

    step = page.locator(".plan-step").last
    code = step.get_attribute("id")
    step.locator("summary").click()
    step.get_by_role("link", name="填写企业报价").click()
    expect(page.locator("#quote-cost")).to_be_focused()
    visitor.look()
    page.fill("#quote-cost", "0.5")
    page.fill("#quote-months", "1")
    button(page, "按报价重新测算").click()
    expect(page.locator("main")).to_contain_text("已记下企业报价，方案按它重新测算。")
    expect(page.locator(f"#{code} .tag")).to_have_text("企业报价")
    expect(title).not_to_have_text(first)
    visitor.look()


def test_without_javascript_the_form_has_its_button(welcome: Welcome, snapshot: Snapshot) -> None:
    visitor = welcome(width=360, javascript=False)
    page = go_to_planner(visitor, snapshot)
    expect(page.locator("[data-slider]").first).to_be_hidden()
    page.locator("label", has_text="走得最远").click()
    page.fill("#id_budget", "40")
    page.locator("#planner-form").get_by_role("button", name="测算方案").click()
    expect(page.locator("#plan-title")).to_have_text(re.compile(r"(到.级|仍为.级，向上推进)：\d+ 步，"))
    step = page.locator(".plan-step").first
    code = step.get_attribute("id")
    step.locator("summary").click()
    step.get_by_role("link", name="这一步不做").click()
    expect(page.locator(f"#{code}")).to_have_count(0)
    page.locator("form", has=page.locator("#keep-present")).get_by_role("button").click()
    heading(page, "走得最远·40 万元以内")
