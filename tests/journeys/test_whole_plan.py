"""The whole way of a plan, on a phone: from a target and a budget to the package for the acceptance."""

import re
import zipfile

import pytest
from playwright.sync_api import FilePayload, Page, expect

from assessment.models import Assessment
from assessment.selectors.answers import load_sheet
from enterprises.models import Enterprise, User
from jobs.models import Job
from jobs.tasks import run_job
from plans.domain.progress import StepState
from plans.models import Step
from plans.selectors.updates import find_offers
from tests.assessment.factories import make_snapshot
from tests.journeys import steps
from tests.journeys.browser import Visitor
from tests.journeys.conftest import Welcome

pytestmark = [pytest.mark.journey, pytest.mark.slow]
PDF = b"%PDF-1.7 signed"


def test_a_firm_goes_the_whole_way_with_a_plan(
    welcome: Welcome, firm: Enterprise, alice: User, bob: User
) -> None:
    snapshot = make_snapshot(enterprise=firm)
    visitor = welcome(width=360)
    page = visitor.page
    steps.sign_in(visitor, str(alice.email))
    page.goto(f"/s/{snapshot.public_id}/")
    keep_a_plan_within_a_budget(page)
    follow(page)
    prove_the_first_step(page, owner=bob)
    start_the_next_assessment(visitor, firm)
    take_what_the_step_offers(page)
    submit_what_is_confirmed(visitor)
    ask_for_the_package(visitor, firm)
    names = download_the_package(page)
    assert {"00-目录与对比.pdf", "01-改造前/自评报告.pdf", "02-改造后/自评报告.pdf"} <= names
    assert {name.rsplit("/", 1)[1] for name in names if name.startswith("03-实施记录/01-")} == {
        "记录.txt",
        "验收单.pdf",
    }


def keep_a_plan_within_a_budget(page: Page) -> None:
    """From the overview to the planner; choose a budget, then keep the plan that it gives."""
    page.locator(".minute-whole a").click()
    page.locator("#id_budget").wait_for()
    page.fill("#id_budget", "300")
    page.locator("#id_budget").blur()
    expect(page).to_have_url(re.compile("budget=300"))
    page.fill("#keep-present", "今年先到三级")
    steps.button(page, "保存方案").click()
    steps.heading(page, "今年先到三级")


def follow(page: Page) -> None:
    steps.link(page, "开始执行").click()
    steps.heading(page, "开始执行方案")
    steps.button(page, "开始执行").click()
    steps.says(page, "已开始执行，清单按到期先后排列。")


def prove_the_first_step(page: Page, *, owner: User) -> None:
    """Tick what is met, assign the step, call it done, note what was done, add a file."""
    page.get_by_role("link", name=re.compile(r"^1\. ")).click()
    criteria = page.locator("#criteria button")
    expect(criteria.first).to_be_visible()  # a count does not wait for the page
    for number in range(criteria.count()):  # each answer takes the place of the list
        criteria.nth(number).click()
        expect(criteria.nth(number)).to_have_attribute("aria-checked", "true")
    steps.unfold(page, "负责人、时间和费用")
    page.select_option("#id_owner", label=str(owner))
    steps.button(page, "保存").click()
    steps.says(page, "已保存。")
    page.locator("form.actions").get_by_role("button", name=re.compile("^完成 ")).click()
    steps.says(page, "已标为完成。")
    steps.unfold(page, "记录 0")
    page.fill("#id_text", "双方签字验收。")
    steps.button(page, "添加记录").click()
    steps.says(page, "双方签字验收。")
    steps.unfold(page, "照片和文件 0")
    page.set_input_files(
        "#id_attachments", files=[FilePayload(name="验收单.pdf", mimeType="application/pdf", buffer=PDF)]
    )
    steps.button(page, "上传").click()
    steps.says(page, "已上传 1 个文件。")
    step = Step.objects.get(position=1)
    assert (step.owner, step.state) == (owner, StepState.DONE)


def start_the_next_assessment(visitor: Visitor, firm: Enterprise) -> None:
    page = visitor.page
    page.goto(f"/e/{firm.public_id}/")
    visitor.look()
    page.locator("#start").get_by_role("button", name="沿用").click()
    steps.heading(page, "数字化水平自评")


def take_what_the_step_offers(page: Page) -> None:
    draft = Assessment.objects.get(snapshot=None)
    offered = find_offers(draft, load_sheet(draft)).offered[0]
    assert load_sheet(draft).at(offered.code).value != offered.to
    steps.link(page, "查看可以更新的答案").click()
    page.locator(f"#item-{offered.code}").get_by_text("已核实，更新这一项").click()
    steps.button(page, "更新勾选的项目").click()
    steps.says(page, "已更新 1 项答案")
    assert load_sheet(draft).at(offered.code).value == offered.to


def submit_what_is_confirmed(visitor: Visitor) -> None:
    """Confirm the figures that were taken over from the last assessment, section by section, and submit."""
    page = visitor.page
    tasks = page.url
    while page.locator(".tasklist-row", has_text="需核对").count():
        page.locator(".tasklist-row", has_text="需核对").first.get_by_role("link").first.click()
        expect(page.locator("[id$='-confirm']").first).to_be_attached()
        confirm_what_was_carried_over(page)
        page.goto(tasks)
        steps.heading(page, "数字化水平自评")
    page.get_by_role("link", name="核对答案，提交").click()
    steps.heading(page, "核对答案")
    steps.submit(visitor)


def confirm_what_was_carried_over(page: Page) -> None:
    """Confirm each result of figures; a box goes once there is nothing to confirm any more."""
    waiting = page.locator("[id$='-confirm']:not(:checked)")
    while waiting.count():
        code = str(waiting.first.get_attribute("id")).removesuffix("-confirm")
        page.locator(f"label[for='{code}-confirm']").click()
        steps.saved(page, code)


def ask_for_the_package(visitor: Visitor, firm: Enterprise) -> None:
    """Ask for it from the plan on the firm's page, and wait on its page until it is made."""
    page = visitor.page
    page.goto(f"/e/{firm.public_id}/")
    steps.link(page, "查看行动清单").click()
    steps.link(page, "验收材料包").click()
    steps.heading(page, "验收材料包")
    visitor.look()
    steps.button(page, "生成材料包").click()
    steps.says(page, "排队中")
    visitor.look()
    run_job(job_id=Job.objects.get(kind="package").pk)  # here, as files of firms lie in this process
    steps.says(page, "材料包已生成")
    visitor.look()


def download_the_package(page: Page) -> set[str]:
    with page.expect_download() as waiting:
        steps.link(page, "下载材料包").click()
    with zipfile.ZipFile(waiting.value.path()) as archive:
        assert archive.testzip() is None
        return set(archive.namelist())
