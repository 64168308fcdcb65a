"""What the script adds to filling, in Chromium at the width of a phone: nothing entered is ever lost."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Dialog, FilePayload, Page, expect
from pytest_django.live_server_helper import LiveServer

from assessment.models import Assessment
from assessment.selectors.answers import load_sheet
from enterprises.models import Enterprise, User
from standards.domain.answers import Chosen, NotApplicable
from tests.assessment.factories import load_answers, make_assessment
from tests.journeys.browser import WHOLE_SECTIONS, started

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
UNSENT = "Object.keys(localStorage).some((key) => key.startsWith('shujie-unsaved:'))"
SAVED = re.compile(r"已保存 \d\d:\d\d")


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with started(chromium) as running:
        yield running


@pytest.fixture
def draft(firm: Enterprise) -> Assessment:
    return make_assessment(enterprise=firm, answered="some")


def sit_down(browser: Browser, live_server: LiveServer, user: User) -> BrowserContext:
    """Return a phone on which the user is signed in."""
    client = Client()
    client.force_login(user)
    context = browser.new_context(
        base_url=live_server.url, locale="zh-CN", viewport={"width": 360, "height": 740}
    )
    context.set_default_timeout(8000)
    context.add_init_script(WHOLE_SECTIONS)
    context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    return context


@pytest.fixture
def phone(browser: Browser, live_server: LiveServer, bob: User) -> Iterator[BrowserContext]:
    context = sit_down(browser, live_server, bob)
    yield context
    context.close()


def open_section(phone: BrowserContext, draft: Assessment, code: str) -> Page:
    section = load_sheet(draft).standard.section_by_item[code].code
    page = phone.pages[0] if phone.pages else phone.new_page()
    page.goto(reverse("assessment:section", args=[draft.public_id, section]))
    return page


def tick(page: Page, code: str, value: str) -> None:
    page.locator(f'label[for="{code}-{value}"]').click()


def test_a_tick_is_saved_and_acknowledged(phone: BrowserContext, draft: Assessment) -> None:
    page = open_section(phone, draft, "F05")
    tick(page, "F05", "C")
    expect(page.locator("#outcome-F05")).to_have_text(SAVED)
    assert load_answers(draft).questions["F05"] == Chosen(options=("C",))
    page.locator('[data-item="F05"] button[name="clear"]').click()
    expect(page.locator("#outcome-F05")).to_contain_text("本题未作答")
    assert "F05" not in load_answers(draft).questions


def test_options_that_exclude_each_other_untick_each_other(phone: BrowserContext, draft: Assessment) -> None:
    page = open_section(phone, draft, "F06")
    tick(page, "F06", "B")
    tick(page, "F06", "A")
    expect(page.locator("#F06-B")).not_to_be_checked()
    tick(page, "F06", "C")
    expect(page.locator("#F06-A")).not_to_be_checked()
    expect(page.locator("#F06-reason")).to_be_hidden()
    tick(page, "F06", "na")
    expect(page.locator("#F06-reason")).to_be_focused()
    page.locator("#F06-reason").select_option("other")
    expect(page.locator("#outcome-F06")).to_have_text(SAVED)
    expect(page.locator("#F06-C")).not_to_be_checked()
    assert load_answers(draft).questions["F06"] == NotApplicable(reason="other")


def test_what_was_ticked_offline_is_sent_once_online(phone: BrowserContext, draft: Assessment) -> None:
    page = open_section(phone, draft, "F05")
    phone.set_offline(True)
    tick(page, "F05", "D")
    expect(page.locator("#outcome-F05")).to_contain_text("未保存：连不上服务器")
    expect(page.locator("#outcome-F05").get_by_text("重试", exact=True)).to_be_visible()
    assert "F05" not in load_answers(draft).questions
    phone.set_offline(False)
    expect(page.locator("#outcome-F05")).to_have_text(SAVED)
    assert load_answers(draft).questions["F05"] == Chosen(options=("D",))
    assert not page.evaluate(UNSENT)


def test_what_was_kept_is_sent_from_another_page_too(phone: BrowserContext, draft: Assessment) -> None:
    page = open_section(phone, draft, "F05")
    page.on("dialog", lambda dialog: dialog.accept())
    page.route("**/answer/**", lambda route: route.abort())
    tick(page, "F05", "D")
    expect(page.locator("#outcome-F05")).to_contain_text("未保存")
    page.unroute("**/answer/**")
    with page.expect_response("**/answer/F05/"):
        open_section(phone, draft, "F06")
    assert load_answers(draft).questions["F05"] == Chosen(options=("D",))


def test_leaving_with_something_unsaved_asks_first(phone: BrowserContext, draft: Assessment) -> None:
    asked: list[str] = []
    page = open_section(phone, draft, "F05")

    def agree(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", agree)
    page.route("**/answer/**", lambda route: route.abort())
    tick(page, "F05", "D")
    expect(page.locator("#outcome-F05")).to_contain_text("未保存")
    page.goto(reverse("assessment:tasks", args=[draft.public_id]))
    assert asked == ["beforeunload"]


def test_an_ended_session_keeps_what_was_ticked(
    live_server: LiveServer, phone: BrowserContext, draft: Assessment
) -> None:
    page = open_section(phone, draft, "F05")
    session = next(cookie["value"] for cookie in phone.cookies() if cookie["name"] == "sessionid")
    phone.clear_cookies(name="sessionid")
    tick(page, "F05", "E")
    expect(page.locator("#outcome-F05")).to_contain_text("登录已失效")
    # Signed in again in another tab.
    phone.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.locator("[data-retry]").click()
    expect(page.locator("#outcome-F05")).to_have_text(SAVED)
    assert load_answers(draft).questions["F05"] == Chosen(options=("E",))


def test_two_people_on_one_item_are_shown_both_values(
    browser: Browser, live_server: LiveServer, phone: BrowserContext, draft: Assessment, alice: User
) -> None:
    other = sit_down(browser, live_server, alice)
    theirs = open_section(other, draft, "F05")
    mine = open_section(phone, draft, "F05")
    tick(theirs, "F05", "C")
    expect(theirs.locator("#outcome-F05")).to_have_text(SAVED)
    tick(mine, "F05", "D")
    expect(mine.locator("#outcome-F05")).to_contain_text("王爱丽 在")
    assert load_answers(draft).questions["F05"] == Chosen(options=("C",))
    mine.get_by_role("button", name="用我填的").click()
    expect(mine.locator("#F05-D")).to_be_checked()
    expect(mine.locator("#outcome-F05")).to_contain_text("已保存")
    assert load_answers(draft).questions["F05"] == Chosen(options=("D",))
    other.close()


def test_enter_in_a_field_saves_and_stays(phone: BrowserContext, draft: Assessment) -> None:
    page = open_section(phone, draft, "F02")
    page.locator("#F02-equip_digital").fill("６０")
    page.locator("#F02-equip_digital").press("Enter")
    expect(page.locator("#outcome-F02")).to_contain_text("60%")
    # Its first button sends the form once the answer has been heard of: the page comes again, as it was read.
    expect(page.locator("#F02-equip_digital")).to_have_value("60")
    assert load_sheet(draft).figures["equip_digital"] == 60


PHOTO = """async ([width, height]) => {
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    canvas.getContext("2d").fillRect(0, 0, width / 2, height);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
    return Array.from(new Uint8Array(await blob.arrayBuffer()));
}"""
SIZE = """async (bytes) => {
    const image = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
    return [image.width, image.height];
}"""


def test_photos_are_scaled_down_before_they_are_sent(phone: BrowserContext, draft: Assessment) -> None:
    """It is said by how much; what is small or no image goes as it is."""
    page = phone.new_page()
    page.goto(reverse("assessment:item", args=[draft.public_id, "F05"]))
    large, small = (bytes(page.evaluate(PHOTO, size)) for size in ([1200, 3000], [30, 40]))
    large += b"\0" * 3_000_000  # as heavy as a photo is
    files = {
        "大图.png": large,
        "小图.png": small,
        "清单.pdf": b"%PDF-1.7 a list",
        "坏图.jpg": b"\xff\xd8\xff no",
    }
    page.locator("input[type=file]").set_input_files(
        [FilePayload(name=name, mimeType="image/png", buffer=content) for name, content in files.items()]
    )
    page.get_by_role("button", name="上传佐证").click()  # waits until all are ready
    expect(page.get_by_text("已添加佐证")).to_be_visible()
    kept = {proof.file.name: proof.file.file.read() for proof in draft.proofs.select_related("file")}
    assert set(kept) == {"大图.jpg", "小图.png", "清单.pdf", "坏图.jpg"}
    assert page.evaluate(SIZE, list(kept.pop("大图.jpg"))) == [800, 2000]
    assert kept == {name: files[name] for name in kept}

    page.locator("input[type=file]").set_input_files(
        FilePayload(name="大图.png", mimeType="image/png", buffer=large)
    )
    expect(page.get_by_text("1 张照片已缩小：2.9 MB 变为 0.1 MB")).to_be_visible()
