"""Pages on which several people work on one assessment: in order by axe, and read aloud in their order."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import FilePayload, expect
from python_calamine import CalamineWorkbook

from assessment.selectors.answers import load_sheet
from assessment.selectors.links import code_of, find_link, token_of
from assessment.services import give_name
from enterprises.models import Enterprise, Role, User
from enterprises.selectors.invitations import invitation_token
from enterprises.services.invitations import invite
from enterprises.services.members import ask_to_join
from standards.domain.answers import AtLevel, Chosen
from tests.assessment.factories import (
    make_assessment,
    make_guest_link,
    make_proof,
    make_remark,
    make_snapshot,
)
from tests.assessment.test_workbook import filled, packed
from tests.journeys import steps
from tests.journeys.conftest import Welcome
from tests.people import make_user

pytestmark = [pytest.mark.journey, pytest.mark.slow]


def test_the_pages_are_in_order(welcome: Welcome, alice: User, firm: Enterprise) -> None:
    at = timezone.now()
    snapshot = make_snapshot(enterprise=firm)
    draft = make_assessment(enterprise=firm, answered="none", by=alice)
    make_remark(draft)
    proof = make_proof(draft, code="F05")
    link = make_guest_link(draft)
    token = token_of(code_of(link.public_id))
    opened = find_link(token)
    assert opened
    give_name(link=opened, name="陈工", at=at)
    invitation = invite(
        enterprise=firm, role=Role.EDITOR, label="周工", until=at + timedelta(days=7), by=alice, at=at
    )
    ask_to_join(enterprise=firm, named="陈工", by=make_user(name="陈新"), at=at)
    join = reverse("enterprises:join", args=[invitation_token(invitation)])
    asking = reverse("assessment:guest_join", args=[token])
    visitor = welcome(width=360, both=True)
    for address in (join, asking):
        visitor.page.goto(address)
        visitor.look()
    steps.sign_in(visitor, str(alice.email))
    for address in (
        join,
        reverse("enterprises:home"),
        reverse("enterprises:account"),
        reverse("enterprises:members", args=[firm.public_id]),
        reverse("assessment:tasks", args=[draft.public_id]),
        reverse("assessment:check", args=[draft.public_id]),
        reverse("assessment:item", args=[draft.public_id, "F05"]),
        reverse("assessment:remove_proof", args=[draft.public_id, proof.public_id]),
        reverse("assessment:section_work", args=[draft.public_id, "F1"]),
        reverse("assessment:new_link", args=[draft.public_id, "F1"]),
        reverse("assessment:link", args=[draft.public_id, link.public_id]),
        reverse("assessment:remove_names", args=[draft.public_id, link.public_id]),
        reverse("assessment:workbook_upload", args=[draft.public_id]),
        reverse("assessment:visit", args=[snapshot.public_id]),
        reverse("reports:history", args=[snapshot.public_id]),
    ):
        visitor.page.goto(address)
        visitor.look()


def test_a_question_is_read_aloud_before_what_may_be_answered(
    welcome: Welcome, alice: User, firm: Enterprise
) -> None:
    """The order of the accessibility tree: title, what it means, the options, 不确定, 不涉及."""
    draft = make_assessment(enterprise=firm, answered="none", by=alice)
    visitor = welcome(width=1440)
    steps.sign_in(visitor, str(alice.email))
    visitor.page.goto(reverse("assessment:section", args=[draft.public_id, "F3"]))
    item = visitor.page.locator("#item-F05")
    plain = item.locator(".question-plain").inner_text()
    tree = item.aria_snapshot()
    order = [plain, *(f'radio "{key}. ' for key in "ABCDE"), 'radio "不确定"', 'radio "不涉及"']
    assert sorted(order, key=tree.index) == order
    assert tree.startswith("- group ")


def test_pages_are_read_aloud_in_the_order_in_which_they_are_worked_through(
    welcome: Welcome, alice: User, firm: Enterprise
) -> None:
    """The order of the accessibility tree: headings, and what stands under the right one."""
    snapshot = make_snapshot(enterprise=firm)
    draft = make_assessment(enterprise=firm, answered="some", by=alice)
    make_remark(draft)
    make_proof(draft, code="F05")
    ask_to_join(enterprise=firm, named="陈工", by=make_user(name="陈新"), at=timezone.now())
    visitor = welcome(width=360)
    steps.sign_in(visitor, str(alice.email))
    steps.link(visitor.page, "1 人申请加入").click()  # above the link that fills the card
    steps.heading(visitor.page, "成员")
    for address, order in (
        (
            reverse("assessment:item", args=[draft.public_id, "F05"]),
            (
                'heading "第 5 题 信息系统" [level=1]',
                'heading "备注"',
                "数字来自去年年报",
                'heading "佐证材料"',
                "排产屏幕.jpg",
            ),
        ),
        (
            reverse("assessment:visit", args=[snapshot.public_id]),
            (
                'heading "现场评测准备" [level=1]',
                'heading "还没有佐证的 ',
                'heading "财务管理 · 三级"',
                "用软件记账",
            ),
        ),
        (
            reverse("enterprises:members", args=[firm.public_id]),
            (
                'heading "成员" [level=1]',
                'heading "申请加入"',
                "陈新",
                'button "同意 陈新"',
                'button "拒绝 陈新"',
            ),
        ),
    ):
        visitor.page.goto(address)
        tree = visitor.page.locator("main").aria_snapshot()
        places = [tree.index(words) for words in order]
        assert places == sorted(places), tree


@pytest.mark.parametrize("width", [360, 1440])
def test_the_questionnaire_goes_out_as_a_workbook_and_comes_back_filled(
    welcome: Welcome, alice: User, firm: Enterprise, width: int
) -> None:
    draft = make_assessment(enterprise=firm, answered="some", by=alice)
    visitor = welcome(width=width)
    steps.sign_in(visitor, str(alice.email))
    page = visitor.page
    page.goto(reverse("assessment:tasks", args=[draft.public_id]))
    page.get_by_role("link", name="用 Excel 填报").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="下载工作簿").click()
    sheet = CalamineWorkbook.from_path(str(download.value.path())).get_sheet_by_index(0)
    cells = filled(sheet.to_python(skip_empty_area=False), {"F05": "D", "S01": "四级", "S02": "九级"})
    book = FilePayload(name="填好.xlsx", mimeType="application/octet-stream", buffer=packed(cells))
    page.set_input_files("input[type=file]", files=[book])
    with visitor.expecting("status 422"):  # a cell is not taken
        page.get_by_role("button", name="读取并预览").click()
        expect(page.get_by_text("1 处没有读进来")).to_be_visible()
    expect(page.get_by_role("heading", name="2 项将写入")).to_be_visible()
    visitor.look()
    assert "F05" not in load_sheet(draft).held
    page.get_by_role("button", name="确认写入").click()
    expect(page.get_by_text("已从工作簿保存 2 项。")).to_be_visible()
    held = load_sheet(draft).held
    assert (held["F05"].value, held["S01"].value) == (Chosen(options=("D",)), AtLevel(level=4))
