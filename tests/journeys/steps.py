"""What a visitor does, step by step, in the words that stand on the pages. No waiting but for texts."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from assessment.models import Assessment
from jobs.models import Job
from standards.domain.answer_file import read_answers
from tests.assessment.factories import QUESTIONS, SCENES, fill
from tests.jobs.workers import Workers
from tests.journeys.browser import Visitor
from tests.people import PASSWORD
from tests.standards.fixtures import standard_2024

ANSWERS: Mapping[str, Any] = QUESTIONS | SCENES  # every item, in the form of the answer file
BY_HAND = ("F1", "F3", "F4", "R3", "O4")  # have items of every kind; `test_interview` answers all of them
UNFOLD = "one => { const part = one.closest('details'); if (part) part.open = true; }"
SAVED = re.compile(r"已保存 \d\d:\d\d")
CODE = "91340800MAT0000420"
FIRM = "示例机械有限公司"


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def link(page: Page, name: str) -> Locator:
    return page.get_by_role("link", name=name, exact=True)


def heading(page: Page, text: str) -> None:
    """Wait for the page with this main heading."""
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def says(page: Page, text: str) -> None:
    """Wait for the text to stand in the page's main part."""
    expect(page.locator("main")).to_contain_text(text)


def unfold(page: Page, heading: str) -> None:
    """Open what is folded under a heading."""
    page.locator("summary", has_text=heading).click()


def tick(page: Page, name: str) -> None:
    """Choose an option where people do: on its whole row."""
    page.locator(f"[id='{name}']").evaluate(UNFOLD)
    if not page.locator(f"[id='{name}']").is_checked():
        page.locator(f"label[for='{name}']").click()
    expect(page.locator(f"[id='{name}']")).to_be_checked()


# --- Who --------------------------------------------------------------------------------------


def sign_up(visitor: Visitor, login: str) -> None:
    page = visitor.page
    page.goto("/accounts/signup/")
    visitor.look()
    page.fill("#id_login", login)
    page.fill("#id_name", "王爱丽")
    page.fill("#id_password1", PASSWORD)
    page.fill("#id_password2", PASSWORD)
    tick(page, "id_consent")
    button(page, "同意并注册").click()
    heading(page, "我的企业")


def sign_in(visitor: Visitor, login: str) -> None:
    page = visitor.page
    page.goto("/accounts/login/")
    visitor.look()
    page.fill("#id_login", login)
    page.fill("#id_password", PASSWORD)
    button(page, "登录").click()
    heading(page, "我的企业")


# --- The firm ---------------------------------------------------------------------------------


def choose_region(page: Page, *codes: str) -> None:
    """Choose province, city, county: each list appears when the one above is chosen."""
    for name, code in zip(("province", "city", "county"), codes, strict=False):
        expect(page.locator(f"#id_{name} option[value='{code}']")).to_be_attached()
        page.select_option(f"#id_{name}", code)


def fill_figures(page: Page) -> None:
    page.fill("#id_employees", "120")
    page.fill("#id_revenue", "5600")
    page.fill("#id_assets", "4200.5")


# --- The questionnaire ------------------------------------------------------------------------


def fill_item(visitor: Visitor, code: str, value: Any) -> None:
    """Answer one question or scene; with JavaScript each change is seen saved before the next."""
    page = visitor.page
    match value:
        case {"na": reason}:
            tick(page, f"{code}-na")
            page.select_option(f"#{code}-reason", reason)
            settle(visitor, code)
        case dict():
            for figure, number in value.items():
                field = page.locator(f"#{code}-{figure}")
                if field.count():  # a figure shared with an earlier question is entered there
                    field.fill(str(number))
                    field.blur()
                    settle(visitor, code)
        case list():
            for key in value:
                tick(page, f"{code}-{key}")
                settle(visitor, code)
        case int():
            climb(visitor, code, value)
        case _:
            tick(page, f"{code}-{value}")
            settle(visitor, code)


def climb(visitor: Visitor, code: str, level: int) -> None:
    """Answer a scene level by level up to the first that is not met."""
    for rung in range(1, level + 1):
        tick(visitor.page, f"{code}-step{rung}-yes")
        settle(visitor, code)
    if level < len(standard_2024().scene(code).levels):
        tick(visitor.page, f"{code}-step{level + 1}-no")
        settle(visitor, code)


def settle(visitor: Visitor, code: str) -> None:
    if visitor.javascript:
        saved(visitor.page, code)


def saved(page: Page, code: str) -> None:
    """Wait until the page says that the item is saved; a change takes the word away at once."""
    expect(page.locator(f"#outcome-{code} .saved")).to_have_text(SAVED)


def section_items(section: str) -> tuple[str, ...]:
    found = next(one for one in standard_2024().sections if one.code == section)
    return tuple(item.code for item in found.items)


def fill_section(visitor: Visitor, section: str) -> None:
    """Answer what the open section asks, and confirm what it asks to confirm."""
    for code in section_items(section):
        fill_item(visitor, code, ANSWERS[code])
    confirm_all(visitor)


def confirm_all(visitor: Visitor) -> None:
    """Confirm results that figures gave: the questions stay until this is done."""
    waiting = visitor.page.locator("[id$='-confirm']:not(:checked)")
    while waiting.count():
        code = str(waiting.first.get_attribute("id")).removesuffix("-confirm")
        tick(visitor.page, f"{code}-confirm")
        settle(visitor, code)


def answer_all_but(sections: Sequence[str]) -> None:
    """Have the one draft answered, as by a colleague elsewhere, but for these sections."""
    draft, standard = Assessment.objects.get(), standard_2024()
    rest = {item.code for one in standard.sections if one.code not in sections for item in one.items}
    questions, scenes = ({c: v for c, v in every.items() if c in rest} for every in (QUESTIONS, SCENES))
    fill(draft, read_answers(standard, questions, scenes), by=draft.started_by)


def fill_rest(visitor: Visitor, by_hand: Sequence[str] | None = None) -> None:
    """From an open section on: fill (all, or these) and go on to the last, with a look at every one."""
    page = visitor.page
    sections = [section.code for section in standard_2024().sections]
    first = sections.index(urlsplit(page.url).path.split("/")[-2])
    for number, section in enumerate(sections[first:], start=first + 1):
        expect(page.locator("main")).to_contain_text(f"第 {number} 部分")
        page.wait_for_load_state()  # its first words may stand there before its last field
        if by_hand is None or section in by_hand:
            fill_section(visitor, section)
        visitor.look()
        button(page, "保存并继续" if section != sections[-1] else "保存并完成").click()


def go_to_check(visitor: Visitor) -> None:
    """From the complete task list to the check page."""
    page = visitor.page
    says(page, "已答 31 项，共 31 项。")
    visitor.look()
    link(page, "核对并提交").click()
    heading(page, "核对答案")


# --- Submitting -------------------------------------------------------------------------------


def submit(visitor: Visitor) -> None:
    """From the open check page: declare and submit."""
    page = visitor.page
    link(page, "去提交").click()
    heading(page, "提交自评")
    visitor.look()
    page.fill("#id_filler_position", "生产部经理")
    page.fill("#id_responsible_name", "李波")
    page.fill("#id_responsible_position", "总经理")
    tick(page, "id_pledge")
    button(page, "提交").click()
    heading(page, "评测结果：二级")


# --- The report -------------------------------------------------------------------------------


def make_report(visitor: Visitor, pool: Workers) -> None:
    """Queued, running and done are three things on the page, each told by itself."""
    page = visitor.page
    button(page, "生成报告").click()
    heading(page, "数字化水平自评报告")
    says(page, "排队中")
    visitor.look()
    pool.wake(Job.objects.get(kind="report"))
    says(page, "正在生成报告")
    visitor.look()
    pool.open_gate()
    says(page, "报告已生成")
    visitor.look()


def download(visitor: Visitor) -> None:
    page = visitor.page
    with page.expect_download() as waiting:
        link(page, "下载报告").click()
    day = timezone.localdate().strftime("%Y%m%d")
    assert waiting.value.suggested_filename == f"示例机械_数字化水平自评报告_{day}.pdf"
    assert waiting.value.path().read_bytes().startswith(b"%PDF-1.7")
    shown = page.request.get(str(link(page, "查看报告").get_attribute("href")))
    assert shown.headers["content-type"] == "application/pdf"
    assert shown.headers["content-disposition"].startswith("inline")
    assert shown.body() == waiting.value.path().read_bytes()
