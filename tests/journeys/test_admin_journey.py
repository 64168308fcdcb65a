"""The criteria admin in Chromium: a standard is copied, changed, tried, published; no old result moves."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Dialog, Page, expect

from assessment.models import Assessment, Snapshot
from config.groups import CRITERIA_EDITOR, PUBLISHER
from editing.models import State
from enterprises.models import Enterprise, User
from jobs import tasks
from jobs.models import Job
from standards.models import Part, Question, Revision
from standards.services import copy_revision
from tests.assessment.factories import make_snapshot
from tests.journeys.browser import Visitor
from tests.journeys.conftest import Welcome
from tests.journeys.steps import button, heading, link, says
from tests.people import AT, make_staff
from tests.standards.editing import url_of
from tests.urls.world import sign_in

pytestmark = [pytest.mark.journey, pytest.mark.slow]


def test_a_standard_is_copied_changed_tried_and_published(
    welcome: Welcome, app: str, firm: Enterprise, alice: User
) -> None:
    snapshot = make_snapshot(enterprise=firm)
    before = Snapshot.objects.values_list("payload", flat=True).get(pk=snapshot.pk)
    firms_view = result_page(alice, snapshot)
    editor = enter(welcome, app, 1440, make_staff(CRITERIA_EDITOR, name="李波"))
    copy(editor)
    change_wrongly(editor)
    change_rightly(editor)
    leave_with_something_typed(editor)
    preview(editor)
    replay(editor)
    publish(enter(welcome, app, 1440, make_staff(PUBLISHER, name="赵伟")))
    assert Snapshot.objects.values_list("payload", flat=True).get(pk=snapshot.pk) == before
    assert result_page(alice, snapshot) == firms_view
    assert begin(alice, firm).revision.number == 2


def test_without_javascript_a_draft_is_changed_and_put_in_order(
    welcome: Welcome, app: str, firm: Enterprise
) -> None:
    draft = copied()
    visitor = enter(welcome, app, 360, make_staff(CRITERIA_EDITOR, name="李波"), javascript=False)
    visitor.page.goto(tree_of(draft))
    page, moved = visitor.page, part(draft, "F02")
    fill_weight(page, part(draft, "F01"), "35")
    with page.expect_navigation():
        page.locator(f"#question-{moved.pk}").get_by_role("button", name="上移 F02", exact=True).click()
    says(page, "已保存 1 个权重。")
    assert list(
        Question.objects.filter(group=moved.group).order_by("position").values_list("code", flat=True)
    ) == [
        "F02",
        "F01",
        "F03",
    ]
    page.fill("#tree-words", "网络建设")
    button(page, "查找").click()
    expect(page.locator(f"#question-{moved.pk}")).to_be_hidden()


def test_a_part_is_dragged_to_its_place(welcome: Welcome, app: str, firm: Enterprise) -> None:
    draft = copied()
    visitor = enter(welcome, app, 1440, make_staff(CRITERIA_EDITOR, name="李波"))
    visitor.page.goto(tree_of(draft))
    page, first, last = visitor.page, part(draft, "F01"), part(draft, "F03")
    target = page.locator(f"#question-{first.pk} > .node-row")
    with page.expect_navigation():
        page.locator(f"#question-{last.pk} [data-grip]").first.drag_to(
            target, target_position={"x": 40, "y": 2}
        )
    expect(page.locator(f"#group-{first.group_id} .node-question .node-code").first).to_have_text("F03")


def test_every_page_of_the_admin_is_in_order(welcome: Welcome, app: str) -> None:
    visitor = enter(welcome, app, 1440, make_staff(CRITERIA_EDITOR, PUBLISHER, name="李波"))
    draft = copied()
    pages = [
        reverse(f"admin:standards_revision_{page}", args=[draft.pk])
        for page in ("head", "publish", "delete", "history")
    ]
    pages += [
        reverse(f"admin:standards_revision_{page}", args=[draft.based_on_id])
        for page in ("change", "copy", "derive", "retire", "defect")
    ]
    pages += [
        url_of(part(draft, "F02")),
        reverse("admin:standards_question_delete", args=[part(draft, "F01").pk]),
    ]
    for kind in ("scene", "threshold", "variant", "term"):
        row = draft_part(draft, kind)
        pages.append(url_of(row))
    for address in pages:
        visitor.page.goto(address)
        visitor.look()


# --- Steps ----------------------------------------------------------------------------------------


def copied() -> Revision:
    """Return a draft made of the published standard."""
    return copy_revision(revision=Revision.objects.get(), by=make_staff(CRITERIA_EDITOR), at=AT)


def tree_of(draft: Revision) -> str:
    return reverse("admin:standards_revision_change", args=[draft.pk])


def enter(welcome: Welcome, app: str, width: int, person: User, **options: Any) -> Visitor:
    visitor = welcome(width=width, both=True, **options)
    visitor.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": sign_in(person), "url": app}]
    )
    return visitor


def part(draft: Revision, code: str) -> Question:
    return Question.objects.select_related("group__dimension").get(revision=draft, code=code)


def draft_part(draft: Revision, kind: str) -> Part:
    model: Any = next(m for m in Part.__subclasses__() if m._meta.model_name == kind)
    return model._default_manager.filter(revision=draft).order_by("pk")[0]


def fill_weight(page: Page, row: Part, weight: str) -> None:
    page.fill(f"[name='weight-{row._meta.model_name}-{row.pk}']", weight)


def total(page: Page, anchor: str) -> Any:
    return page.locator(f"[data-sum='{anchor}'] output")


def copy(visitor: Visitor) -> None:
    page = visitor.page
    page.goto("/admin/")
    visitor.look()
    page.goto(reverse("admin:standards_revision_changelist"))
    heading(page, "评测指标")
    visitor.look()
    link(page, "以此为基础新建草稿").click()
    visitor.look()
    button(page, "建立草稿").click()
    says(page, "草稿 miit-sme-2024@2 已建立。")
    visitor.look()


def change_wrongly(visitor: Visitor) -> None:
    """Two weights that do not add up: the sums say so while typing, the page says where once saved."""
    draft = Revision.objects.get(state=State.DRAFT)
    page, row = visitor.page, part(draft, "F01")
    expect(total(page, f"group-{row.group_id}")).to_have_text("100")
    fill_weight(page, row, "35")
    expect(total(page, f"group-{row.group_id}")).to_have_text("95")
    fill_weight(page, row.group.dimension, "55.5")
    expect(total(page, "dimensions")).to_have_text("105.5")
    says(page, "有未保存的权重")
    button(page, "保存权重").last.click()
    says(page, "已保存 2 个权重。")
    says(page, "发现 2 处问题，解决后才能发布")
    expect(page.locator("#problems")).to_contain_text("权重合计为 105.5，应为 100。")
    expect(page.locator(f"#group-{row.group_id} > .problems")).to_have_text("权重合计为 95，应为 100。")
    visitor.look()
    page.locator("#problems").get_by_role("link", name="F1 设备系统").click()
    expect(page.locator(f"#group-{row.group_id}")).to_be_in_viewport()


def change_rightly(visitor: Visitor) -> None:
    draft = Revision.objects.get(state=State.DRAFT)
    page, row, other = visitor.page, part(draft, "F01"), part(draft, "F02")
    fill_weight(page, row.group.dimension, "50")
    fill_weight(page, other, "35")
    expect(total(page, f"group-{row.group_id}")).to_have_text("100")
    button(page, "保存权重").last.click()
    says(page, "没有发现问题")


def leave_with_something_typed(visitor: Visitor) -> None:
    """The browser asks first; who stays has it still, and whoever has typed nothing is asked nothing."""
    page, asked = visitor.page, list[str]()

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.goto(url_of(part(Revision.objects.get(state=State.DRAFT), "F01")))
    page.on("dialog", stay)
    page.locator("#id_help_zh").press_sequentially("写到一半")
    link(page, "返回修订").click()
    expect(page.locator("#id_help_zh")).to_have_value(re.compile("写到一半"))
    assert asked == ["beforeunload"]
    page.locator("#id_help_zh").fill(page.locator("#id_help_zh").evaluate("field => field.defaultValue"))
    link(page, "返回修订").click()
    says(page, "没有发现问题")
    page.remove_listener("dialog", stay)
    assert asked == ["beforeunload"]


def preview(visitor: Visitor) -> None:
    page = visitor.page
    link(page, "预览问卷").click()
    says(page, "网络建设")
    visitor.look()
    page.go_back()


def replay(visitor: Visitor) -> None:
    page = visitor.page
    link(page, "影响测算").click()
    button(page, "开始测算").click()
    says(page, "正在测算")
    tasks.run_job(job_id=Job.objects.get(kind="replay").pk)
    expect(page.locator(".trial-figures")).to_contain_text("等级会变")
    visitor.look()


def publish(visitor: Visitor) -> None:
    draft = Revision.objects.get(state=State.DRAFT)
    page = visitor.page
    page.goto(tree_of(draft))
    link(page, "去发布").click()
    says(page, "新增 0 处，修改 2 处，删除 0 处")
    visitor.look()
    page.fill("#id_note", "按更正通知调整两个权重")
    page.fill("#id_erratum", "工信厅企业〔2025〕7号（示例）")
    page.check("#id_confirmed")
    button(page, "发布").click()
    says(page, "miit-sme-2024@2 已发布。")
    says(page, "已发布 · 不可修改")
    visitor.look()


# --- The firm's side ------------------------------------------------------------------------------


def result_page(person: User, snapshot: Snapshot) -> str:
    client = Client()
    client.force_login(person)
    page = client.get(reverse("reports:result", args=[snapshot.public_id])).content.decode()
    return re.sub(r'name="(csrfmiddlewaretoken|once)" value="[^"]+"', "", page.partition("<main")[2])


def begin(person: User, firm: Enterprise) -> Assessment:
    client = Client()
    client.force_login(person)
    client.post(reverse("assessment:start", args=[firm.public_id]))
    return Assessment.objects.select_related("revision").latest("pk")
