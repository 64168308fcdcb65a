"""The whole form on a phone, one thing a screen: taps and numbers that it takes, and what fits the screen."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from assessment.models import Assessment
from enterprises.models import Enterprise, User
from standards.domain.standard import Standard
from tests.assessment.factories import make_assessment
from tests.journeys import steps
from tests.journeys.browser import Visitor
from tests.journeys.conftest import Welcome
from tests.standards.fixtures import standard_2024

pytestmark = [pytest.mark.journey, pytest.mark.slow]
MOST_TAPS, MOST_NUMBERS, FITTING = 90, 11, 0.9
FITS = "() => document.documentElement.scrollHeight <= window.innerHeight + 1"
NAMES = "fields => fields.map((field) => field.name)"
ANSWERS = {**steps.ANSWERS, "R02": "B"}


@dataclass
class Thumb:
    """A person with a phone: taps and numbers are counted, and every screen is measured once it is there."""

    page: Page
    taps: int = 0
    numbers: int = 0
    screens: dict[str, bool] = field(default_factory=dict)  # whether each fits without scrolling

    def arrive(self, selector: str) -> None:
        expect(self.page.locator(f"{selector}.is-here")).to_be_visible()
        self.screens[selector] = bool(self.page.evaluate(FITS))

    def tap(self, selector: str) -> None:
        self.page.locator(selector).click()
        self.taps += 1

    def choose(self, name: str) -> None:
        self.tap(f"label[for='{name}']")

    def type(self, name: str, number: object) -> None:
        """Type where the cursor stands; the key 下一项 of the keyboard goes on."""
        expect(self.page.locator(f"[id='{name}']")).to_be_focused()
        self.page.keyboard.type(str(number))
        self.page.keyboard.press("Enter")
        self.numbers += 1

    def next(self) -> None:
        self.tap("[data-next]")


def answer(thumb: Thumb, standard: Standard, code: str, value: Any) -> None:
    if code in standard.scene_by_code and isinstance(value, int):
        climb(thumb, standard, code, value)
        return
    thumb.arrive(f"#item-{code}" if code in standard.question_by_code else f"#{code}-step1")
    match value:
        case {"na": reason}:
            thumb.tap(f"#item-{code} .direct > summary")
            thumb.choose(f"{code}-na")
            thumb.taps += 2  # opening the list and choosing from it
            thumb.page.select_option(f"#{code}-reason", reason)
            thumb.next()
        case dict():
            names = thumb.page.locator(f"#item-{code} .figures input").evaluate_all(NAMES)
            thumb.tap(f"[id='{names[0]}']")  # phones open their keyboard only for a tap
            for name in names:
                thumb.type(name, value[name.partition("-")[2]])
        case list():
            for key in value:
                thumb.choose(f"{code}-{key}")
            thumb.next()
        case _:
            if not thumb.page.locator(f"label[for='{code}-{value}']").is_visible():
                thumb.tap(f"#item-{code} details:has(.options) > summary")
            thumb.choose(f"{code}-{value}")


def climb(thumb: Thumb, standard: Standard, code: str, level: int) -> None:
    for rung in range(1, min(level + 1, len(standard.scene(code).levels)) + 1):
        thumb.arrive(f"#{code}-step{rung}")
        thumb.choose(f"{code}-step{rung}-{'yes' if rung <= level else 'no'}")


@pytest.fixture
def draft(firm: Enterprise) -> Assessment:
    return make_assessment(enterprise=firm, answered="none")


def begin(welcome: Welcome, draft: Assessment, alice: User, section: str, **options: Any) -> Visitor:
    visitor = welcome(**options)
    steps.sign_in(visitor, str(alice.email))
    visitor.page.goto(f"/a/{draft.public_id}/section/{section}/")
    return visitor


def test_a_firm_at_level_2_answers_with_few_taps(welcome: Welcome, draft: Assessment, alice: User) -> None:
    standard = standard_2024()
    visitor = begin(welcome, draft, alice, "F1", width=360, one_at_a_time=True)
    thumb = Thumb(visitor.page)
    for section in standard.sections:
        for item in section.items:
            answer(thumb, standard, item.code, ANSWERS[item.code])
    steps.says(visitor.page, "已答 31 项，共 31 项。")
    tall = [name for name, fits in thumb.screens.items() if not fits]
    figures = f"{thumb.taps} taps, {thumb.numbers} numbers, {len(thumb.screens)} screens, taller: {tall}"
    assert thumb.taps <= MOST_TAPS, figures
    assert thumb.numbers <= MOST_NUMBERS, figures
    assert len(tall) <= (1 - FITTING) * len(thumb.screens), figures
    steps.go_to_check(visitor)
    steps.says(visitor.page, "二级")


def test_going_back_and_the_whole_page_are_always_there(
    welcome: Welcome, draft: Assessment, alice: User
) -> None:
    visitor = begin(welcome, draft, alice, "O1", width=360, one_at_a_time=True)
    page = visitor.page
    thumb = Thumb(page)
    climb(thumb, standard_2024(), "S01", 1)
    thumb.arrive("#S02-step1")
    visitor.look()
    expect(page.locator("#save-state")).to_contain_text("已保存")
    expect(page.locator("[data-place]")).to_have_text("2/4")
    thumb.tap("[data-back]")
    thumb.arrive("#S01-step2")
    thumb.choose("S01-step2-unsure")
    thumb.arrive("#S02-step1")
    steps.button(page, "整页填写").click()
    expect(page.locator("#item-S04")).to_be_visible()
    expect(page.locator("#outcome-S01")).to_contain_text("不确定")
    page.reload()
    expect(page.locator("#item-S04")).to_be_visible()  # as it was chosen
    steps.button(page, "一次只看一题").click()
    thumb.arrive("#S01-step2")  # 不确定 is no answer yet
    thumb.tap("[data-back]")
    thumb.tap("[data-back]")
    expect(page.locator("#item-M04.is-here, #item-R04.is-here")).to_be_visible()  # the section before


TAP_LATE = """answer => new Promise((done) => {
  const following = document.getElementById("S01-step2");
  new MutationObserver((changes, observer) => {
    if (!following.matches(".is-here")) return;
    observer.disconnect();
    document.querySelector("[data-next]").click();
    done(document.querySelector(".rung.is-here").id);
  }).observe(following, { attributes: true });
  answer.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
  answer.click();
})"""  # as the next screen appears: nobody has read it yet


def test_a_tap_that_comes_just_after_the_screen_went_on_skips_nothing(
    welcome: Welcome, draft: Assessment, alice: User
) -> None:
    visitor = begin(welcome, draft, alice, "O1", width=360, one_at_a_time=True)
    thumb = Thumb(visitor.page)
    thumb.arrive("#S01-step1")
    assert visitor.page.locator("#S01-step1-yes").evaluate(TAP_LATE) == "S01-step2"
    visitor.page.wait_for_timeout(600)  # as long as one needs to see that the screen is another one
    thumb.next()
    thumb.arrive("#S02-step1")


def test_odd_numbers_are_asked_once_and_never_hold_up(
    welcome: Welcome, draft: Assessment, alice: User
) -> None:
    visitor = begin(welcome, draft, alice, "R3", width=360, one_at_a_time=True)
    thumb = Thumb(visitor.page)
    past = {"revenue_prev": 3900, "staff_prev": 84, "revenue_last": 4200, "staff_last": 86}
    answer(thumb, standard_2024(), "R03", past)
    answer(thumb, standard_2024(), "R04", {"cost_prev": 3300, "cost_last": 340000})
    sure = visitor.page.locator("#R04-sure")
    expect(sure).to_be_in_viewport()
    expect(visitor.page.locator("#item-R04.is-here")).to_be_visible()
    visitor.look()
    thumb.next()
    steps.heading(visitor.page, "产品生命周期数字化")


def test_the_keyboard_alone_goes_through_a_scene(welcome: Welcome, draft: Assessment, alice: User) -> None:
    visitor = begin(welcome, draft, alice, "O1", width=1440, one_at_a_time=True)
    page, keys = visitor.page, visitor.page.keyboard
    steps.button(page, "一次只看一题").focus()
    keys.press("Enter")
    thumb = Thumb(page)
    thumb.arrive("#S01-step1")
    page.locator("#item-S01 summary").first.focus()
    keys.press("Tab")
    keys.press("Space")
    expect(page.locator("#S01-step1-yes")).to_be_checked()
    keys.press("Enter")
    thumb.arrive("#S01-step2")
    keys.press("Tab")
    keys.press("ArrowDown")  # one may still be choosing
    expect(page.locator("#S01-step2-no")).to_be_checked()
    thumb.arrive("#S01-step2")
    keys.press("Enter")
    thumb.arrive("#S02-step1")
    expect(page.locator("#outcome-S01")).to_contain_text("本场景：一级")


def test_the_level_and_what_is_said_of_it_keep_in_step(
    welcome: Welcome, draft: Assessment, alice: User
) -> None:
    visitor = begin(welcome, draft, alice, "O1", width=1440)
    page = visitor.page
    steps.climb(visitor, "S01", 1)
    expect(page.locator("#S01-1")).to_be_checked()
    expect(page.locator("#S01-step3")).to_be_hidden()
    steps.tick(page, "S01-3")
    steps.saved(page, "S01")
    expect(page.locator("#S01-step4-no")).to_be_checked()
    steps.tick(page, "S01-step1-no")
    steps.saved(page, "S01")
    expect(page.locator("#S01-0")).to_be_checked()
    expect(page.locator("#S01-step2")).to_be_hidden()
    visitor.look()


def test_the_last_screen_says_what_comes_next(welcome: Welcome) -> None:
    page = welcome(width=360, one_at_a_time=True).page
    page.goto("/quick/#item-F01")
    expect(page.locator("[data-next]")).to_have_text("下一步")
    page.goto("/quick/#item-S13")
    expect(page.locator("[data-next]")).to_have_text("看结果")


def test_a_visitor_who_leaves_finds_the_answers_again(welcome: Welcome) -> None:
    page = welcome(width=360, one_at_a_time=True).page
    page.goto("/quick/")
    thumb = Thumb(page)
    thumb.choose("M01-D")
    thumb.arrive("#item-F05")
    thumb.choose("F05-C")
    thumb.arrive("#item-F01")
    page.goto("/")
    page.goto("/quick/")
    steps.says(page, "上次在本机答的还在，接着答就行。")
    thumb.arrive("#item-F01")
    expect(page.locator("#M01-D")).to_be_checked()
    thumb.choose("F01-B")
    thumb.next()
    thumb.arrive("#item-F04")
    expect(page.get_by_text("上次在本机答的还在")).to_have_count(0)  # no longer in the way
    page.reload()
    steps.button(page, "从头开始").click()
    thumb.arrive("#item-M01")
    expect(page.locator("#M01-D")).not_to_be_checked()


def test_the_bar_moves_with_each_level_of_a_scene(welcome: Welcome) -> None:
    page = welcome(width=360, one_at_a_time=True).page
    page.goto("/quick/#item-S03")
    thumb, bar = Thumb(page), page.locator("#one-bar progress")
    thumb.arrive("#S03-step1")
    expect(bar).to_have_js_property("value", 0.425)
    thumb.choose("S03-step1-yes")
    thumb.arrive("#S03-step2")
    expect(bar).to_have_js_property("value", 0.45)
    expect(page.locator("[data-place]")).to_have_text("5/10")


def test_a_visitor_tries_ten_items_and_takes_them_along(welcome: Welcome) -> None:
    visitor = welcome(width=360, both=True)
    page = visitor.page
    page.goto("/")
    visitor.look()
    page.get_by_role("link", name="三分钟快速测评").first.click()
    steps.heading(page, "三分钟快速测评")
    visitor.look()
    for name in ("M01-D", "F05-C", "S03-step1-yes", "S03-step2-no"):
        steps.tick(page, name)
    expect(page.locator(".option[data-state]")).to_have_count(0)  # nothing is saved, nothing under way
    steps.button(page, "看结果").click()
    steps.heading(page, "快速测评结果")
    steps.says(page, "按已答的 3 项推算")
    visitor.look()
    steps.link(page, "注册，带着这些答案继续").click()
    steps.heading(page, "注册")
