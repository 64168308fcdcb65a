"""A plan followed through: begun, shared out, moved on the board, proven with a note and a file."""

import re

import pytest
from playwright.sync_api import FilePayload, Page, expect

from enterprises.models import Enterprise, User
from plans.domain.progress import StepState
from plans.models import KeptPlan, PlanState, Step, StoredFile
from plans.selectors.kept import read_plan_details
from plans.services import move_step
from standards.wording.results import local
from tests.journeys import steps
from tests.journeys.browser import Visitor
from tests.journeys.conftest import Welcome
from tests.journeys.test_language_and_keyboard import press, tab_to
from tests.people import AT, PASSWORD
from tests.plans.factories import BEGIN, make_effect, make_followed, make_plan

pytestmark = [pytest.mark.journey, pytest.mark.slow]
PDF = b"%PDF-1.7 accepted"


def begin(visitor: Visitor, plan: KeptPlan) -> None:
    page = visitor.page
    page.goto(f"/p/{plan.public_id}/")
    visitor.look()
    steps.link(page, "开始执行").click()
    page.fill("#id_begins_on", "2026-03-02")
    steps.button(page, "按这一天重排日程").click()
    expect(page.locator("tbody tr").first).to_contain_text("2026-03-02")
    visitor.look()
    steps.button(page, "开始执行").click()
    steps.says(page, "已开始执行，清单按到期先后排列。")
    visitor.look()


def first(plan: KeptPlan) -> tuple[Step, str]:
    step = Step.objects.get(plan=plan, position=1)
    return step, local(read_plan_details(plan).measures[step.code].title)


def prove(visitor: Visitor) -> None:
    """Add a note and a file to the step that is open, and download the file."""
    page = visitor.page
    steps.unfold(page, "记录 0")
    page.fill("#id_text", "验收会已开，双方签字。")
    steps.button(page, "添加记录").click()
    steps.says(page, "验收会已开，双方签字。")
    files = [
        FilePayload(name="验收单.pdf", mimeType="application/pdf", buffer=PDF),
        FilePayload(name="说明.exe", mimeType="application/octet-stream", buffer=b"MZ"),
    ]
    steps.unfold(page, "照片和文件 0")
    page.set_input_files("#id_attachments", files=files)
    with visitor.expecting("status 422"):
        steps.button(page, "上传").click()
        steps.says(page, "“说明.exe”未上传")
    visitor.look()
    with page.expect_download() as download:
        steps.link(page, "验收单.pdf").click()
    assert download.value.suggested_filename == "验收单.pdf"
    assert download.value.path().read_bytes() == PDF


def board(visitor: Visitor, plan: KeptPlan) -> Page:
    visitor.page.goto(f"/p/{plan.public_id}/board/")
    visitor.look()
    return visitor.page


def test_a_plan_is_followed_through(welcome: Welcome, firm: Enterprise, alice: User, bob: User) -> None:
    plan = make_plan(enterprise=firm)
    visitor = welcome(width=1440, both=True)
    steps.sign_in(visitor, str(alice.email))
    begin(visitor, plan)
    page = visitor.page
    step, title = first(plan)

    steps.link(page, f"1. {title}").click()
    visitor.look()
    steps.unfold(page, "负责人、时间和费用")
    page.select_option("#id_owner", label="李波")
    visitor.look()
    steps.button(page, "保存").click()
    steps.says(page, "已保存。")
    step.refresh_from_db()
    assert step.owner == bob

    page = board(visitor, plan)
    press(page, page.get_by_role("button", name=f"开始做 {title}", exact=True))
    expect(page.locator("#board-news")).to_have_text("第 1 步已移到“进行中”。")
    card = page.locator(f"#column-doing #step-{step.public_id}")
    expect(card.get_by_role("link")).to_be_focused()
    visitor.look()
    press(page, card.get_by_role("button", name=f"完成 {title}", exact=True))
    expect(page.locator("#board-news")).to_contain_text("第 1 步已完成")
    expect(page.locator(f"#column-done #step-{step.public_id}").get_by_role("link")).to_be_focused()

    drag(page, step)

    page.goto(f"/t/{step.public_id}/")
    prove(visitor)
    conflict(visitor, step, bob)

    make_effect(plan=plan)
    for place in ("", "files/", "effects/", "close/"):
        page.goto(f"/p/{plan.public_id}/{place}")
        visitor.look()
    steps.button(page, "作为已完成结束").click()
    steps.says(page, "方案已结束，记录都保留。")
    visitor.look()
    page.goto(f"/e/{firm.public_id}/")
    visitor.look()


def drag(page: Page, step: Step) -> None:
    """Drag the card to a column that its buttons lead to and back; where none leads it stays."""
    card = page.locator(f"#step-{step.public_id}")
    for column, told in (("doing", "第 1 步已移到“进行中”。"), ("done", "第 1 步已完成")):
        card.drag_to(page.locator(f"#column-{column} h2"))
        expect(page.locator("#board-news")).to_contain_text(told)
        expect(page.locator(f"#column-{column}").locator(card)).to_be_visible()
    card.drag_to(page.locator("#column-to_do h2"))
    expect(page.locator("#column-done").locator(card)).to_be_visible()


def conflict(visitor: Visitor, step: Step, bob: User) -> None:
    """Enter something while a colleague changes the same step; both are shown, and one's own is kept."""
    page = visitor.page
    page.goto(f"/t/{step.public_id}/")
    step.refresh_from_db()
    move_step(step=step, state=StepState.DOING, version=step.version, on=BEGIN, by=bob, at=AT)
    steps.unfold(page, "负责人、时间和费用")
    page.fill("#id_cost_real", "2.5")
    with visitor.expecting("status 409"):
        steps.button(page, "保存").click()
        steps.says(page, "未保存：李波 在")
    visitor.look()
    expect(page.locator("#id_cost_real")).to_have_value("2.5")
    steps.button(page, "用我填的保存").click()
    steps.says(page, "最近修改：王爱丽")
    step.refresh_from_db()
    assert (str(step.cost_real), step.state) == ("2.5000", StepState.DONE)


def test_a_plan_is_followed_without_scripts(welcome: Welcome, firm: Enterprise, alice: User) -> None:
    plan = make_plan(enterprise=firm)
    visitor = welcome(width=360, javascript=False)
    steps.sign_in(visitor, str(alice.email))
    begin(visitor, plan)
    step, title = first(plan)
    page = board(visitor, plan)
    page.get_by_role("button", name=f"完成 {title}", exact=True).click()
    expect(page).to_have_url(re.compile(f"#step-{step.public_id}$"))
    expect(page.locator(f"#column-done #step-{step.public_id}")).to_be_visible()
    page.goto(f"/t/{step.public_id}/")
    prove(visitor)
    page.goto(f"/p/{plan.public_id}/files/")
    page.get_by_role("link", name="删除 验收单.pdf", exact=True).click()
    steps.button(page, "删除").click()
    steps.says(page, "文件已删除。")
    assert not StoredFile.objects.exists()
    page.goto(f"/p/{plan.public_id}/close/")
    steps.button(page, "停止这个方案").click()
    plan.refresh_from_db()
    assert plan.state == PlanState.STOPPED


def test_a_card_is_reached_by_keyboard_and_seen_to_have_the_focus(
    welcome: Welcome, firm: Enterprise, alice: User
) -> None:
    plan = make_plan(enterprise=firm)
    visitor = welcome(width=1440)
    steps.sign_in(visitor, str(alice.email))
    begin(visitor, plan)
    step, title = first(plan)
    page = board(visitor, plan)
    tab_to(page, page.get_by_role("button", name=f"不做了 {title}", exact=True))
    page.keyboard.press("Space")
    expect(page.locator("#board-news")).to_have_text("第 1 步已移到“不做了”。")
    expect(page.locator("#column-dropped")).to_contain_text("不做了 1")
    expect(page.locator(f"#column-dropped #step-{step.public_id}").get_by_role("link")).to_be_focused()


def test_a_session_that_ends_at_the_board_leads_back_to_it(
    welcome: Welcome, firm: Enterprise, alice: User
) -> None:
    plan = make_followed(enterprise=firm)
    visitor = welcome(width=360)
    steps.sign_in(visitor, str(alice.email))
    page = board(visitor, plan)
    visitor.context.clear_cookies(name="sessionid")
    page.locator(".board-moves button").first.click()
    steps.heading(page, "登录")
    page.fill("#id_login", str(alice.email))
    page.fill("#id_password", PASSWORD)
    steps.button(page, "登录").click()
    steps.heading(page, "看板")
