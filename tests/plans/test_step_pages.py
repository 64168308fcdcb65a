"""A step's page, the board, files and figures: saving, refusing, and losing nothing."""

import hashlib
import re
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from config.settings import STORAGES
from enterprises.models import Enterprise, User
from plans.domain.progress import StepState
from plans.models import EffectFigure, FileKind, KeptPlan, Note, PlanState, Step, StoredFile, Tick
from plans.selectors.kept import read_plan_details
from plans.services import close_plan, move_step
from tests.pages import signed_in
from tests.people import AT
from tests.plans.factories import BEGIN, first_step, make_effect, make_file, make_followed
from tests.plans.following import explain
from tests.plans.test_plan_pages import main, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_2024")]
PDF = b"%PDF-1.7 "


@pytest.fixture
def plan(firm: Enterprise) -> KeptPlan:
    return make_followed(enterprise=firm)


@pytest.fixture
def step(plan: KeptPlan) -> Step:
    return first_step(plan)


@pytest.fixture
def judged(step: Step) -> Step:
    """A step with three criteria."""
    explain(step.plan, done_when="单据在系统里；抽查相符；三人会用", proof="截图")
    return step


@pytest.fixture
def client(alice: User) -> Client:
    return signed_in(alice)


def url(name: str, step: Step) -> str:
    return reverse(f"plans:{name}", args=[step.public_id])


def data_of(step: Step, **given: str) -> dict[str, str]:
    data = {
        "version": str(step.version),
        "state": step.state,
        "done_on": "",
        "owner": "",
        "owner_name": step.owner_name,
        "starts_on": f"{step.starts_on:%Y-%m-%d}",
        "due_on": f"{step.due_on:%Y-%m-%d}",
        "cost_planned": str(step.cost_planned),
        "cost_real": "",
    }
    return data | given


def tick(client: Client, step: Step, criterion: int, *, met: str = "yes") -> None:
    response = client.post(url("tick", step), {"criterion": str(criterion), "met": met})
    assert response["Location"] == f"{url('step', step)}#criteria"


# --- The step ---------------------------------------------------------------------------------


def test_the_page_says_what_to_do_and_what_it_gives(client: Client, step: Step) -> None:
    planned = read_plan_details(step.plan).steps[step.code]
    page = text(client, url("step", step))
    assert planned.measure.how.zh in page
    assert "完成标准" in page
    assert "佐证材料" in page
    assert "都做到了，再标为完成。" in page


def test_a_criterion_is_ticked_and_says_by_whom_and_when(client: Client, judged: Step, bob: User) -> None:
    tick(client, judged, 2)
    page = text(client, url("step", judged))
    assert re.findall(r'aria-checked="(\w+)"', page) == ["false", "true", "false"]
    assert f"王爱丽 {timezone.localdate():%Y-%m-%d} 勾选" in page
    tick(signed_in(bob), judged, 2)
    assert str(Tick.objects.get().by) == "王爱丽"  # who saw it first stays
    tick(client, judged, 2, met="no")
    tick(client, judged, 2, met="no")
    assert not Tick.objects.exists()


def test_ticks_of_two_people_stand_beside_each_other_and_a_form_that_is_open_stays_good(
    client: Client, judged: Step, bob: User
) -> None:
    given = data_of(judged, owner_name="周工")
    tick(client, judged, 1)
    tick(signed_in(bob), judged, 3)
    assert client.post(url("step", judged), given).status_code == 302
    assert [(one.criterion, str(one.by)) for one in Tick.objects.all()] == [(1, "王爱丽"), (3, "李波")]


@pytest.mark.parametrize(
    "given", [{}, {"criterion": "4"}, {"criterion": "0"}, {"criterion": "x"}, {"met": "?"}]
)
def test_a_criterion_that_is_not_there_is_refused(
    client: Client, judged: Step, given: dict[str, str]
) -> None:
    data = {"criterion": "1", "met": "yes"} | given if given else {}
    assert client.post(url("tick", judged), data).status_code == 400
    assert not Tick.objects.exists()


def test_htmx_gets_the_criteria_anew_or_the_page_where_the_plan_has_ended(
    client: Client, judged: Step, alice: User
) -> None:
    data, headers = {"criterion": "1", "met": "yes"}, {"HX-Request": "true"}
    answer = client.post(url("tick", judged), data, headers=headers)
    assert answer.content.decode().lstrip().startswith('<ul class="ticks" id="criteria">')
    assert answer.content.decode().count('aria-checked="true"') == 1
    close_plan(plan=judged.plan, state=PlanState.STOPPED, by=alice, at=AT)
    answer = client.post(url("tick", judged), data | {"criterion": "2"}, headers=headers)
    assert answer["HX-Refresh"] == "true"
    page = text(client, url("step", judged))
    assert "不能再添加或删除" in page
    assert page.count("未勾选") == 2
    assert 'role="checkbox"' not in page


def test_lists_and_board_count_what_is_ticked(client: Client, judged: Step) -> None:
    tick(client, judged, 1)
    for name in ("plan", "board"):
        page = text(client, reverse(f"plans:{name}", args=[judged.plan.public_id]))
        assert page.count("完成标准 1/3") == 1


def test_a_step_with_open_criteria_may_be_called_done_and_says_so(client: Client, judged: Step) -> None:
    tick(client, judged, 1)
    page = client.post(url("step", judged), data_of(judged, state="done"), follow=True).content.decode()
    assert "已标为完成，但完成标准还有 2 条没有勾选。" in page
    assert "已标为完成，但还有 2 条没有勾选。" in page
    tick(client, judged, 2)
    tick(client, judged, 3)
    assert "没有勾选" not in text(client, url("step", judged))


def test_the_board_says_what_is_not_ticked(client: Client, judged: Step) -> None:
    data = {"state": "done", "version": str(judged.version)}
    page = client.post(url("move", judged), data, follow=True).content.decode()
    assert "完成标准还有 3 条没有勾选，请打开这一步逐条核对。" in page


def test_what_to_do_comes_first_the_photo_before_the_form_and_all_else_is_folded(
    client: Client, step: Step
) -> None:
    page = text(client, url("step", step))
    marks = ('class="ticks"', 'name="on_step"', 'id="id_attachments"', 'id="id_state"')
    places = [page.index(mark) for mark in marks]
    assert places == sorted(places)
    assert "<details open" not in page
    assert page.index('<details id="about">') < page.index("参考估算")


def test_criterion_and_proof_stand_on_the_page(client: Client, plan: KeptPlan) -> None:
    for step in Step.objects.filter(plan=plan)[:3]:
        measure = read_plan_details(plan).measures[step.code]
        page = text(client, url("step", step))
        for known in (measure.done_when, measure.proof):
            assert known is None or all(part in page for part in re.split("[；。]", known.zh))


def test_a_step_that_waits_for_others_says_so_and_can_be_done(client: Client, plan: KeptPlan) -> None:
    details = read_plan_details(plan)
    code, others = next((code, others) for code, others in details.waits.items() if others)
    step = Step.objects.get(plan=plan, code=code)
    page = text(client, url("step", step))
    assert "按方案的顺序，应先做完下面的步骤；也可以提前做。" in page
    assert all(details.measures[other].title.zh in page for other in others)
    client.post(url("step", step), data_of(step, state="done"))
    step.refresh_from_db()
    assert (step.state, step.done_on) == (StepState.DONE, timezone.localdate())


def test_what_is_entered_is_saved_exactly(client: Client, step: Step, bob: User) -> None:
    member = bob.memberships.get()
    given = data_of(
        step, state="doing", owner=str(member.public_id), cost_planned="１２，３４５．６７８９", cost_real="0"
    )
    response = client.post(url("step", step), given, follow=True)
    assert "已保存。" in response.content.decode()
    step.refresh_from_db()
    assert (step.state, step.owner, step.cost_planned, step.cost_real) == (
        StepState.DOING,
        bob,
        Decimal("12345.6789"),
        Decimal(0),
    )
    assert '<option value="doing" selected>' in text(client, url("step", step))


def test_marking_done_asks_for_the_day_and_reminds_of_proof(client: Client, step: Step) -> None:
    day = timezone.localdate() - timedelta(days=2)
    given = data_of(step, state="done", done_on=f"{day:%Y-%m-%d}")
    response = client.post(url("step", step), given, follow=True)
    assert "请逐条核对，把佐证材料传到这一步" in response.content.decode()
    step.refresh_from_db()
    assert step.done_on == day
    client.post(url("step", step), data_of(step, state="doing", done_on=f"{day:%Y-%m-%d}"))
    reopened = Step.objects.get(pk=step.pk)
    assert (reopened.state, reopened.done_on) == (StepState.DOING, None)


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("cost_real", "三万", "“三万”请改用数字填写"),
        ("cost_real", "1000000", "不能大于 999,999 万元"),
        ("cost_real", "0.00001", "最多保留 4 位小数。"),
        ("cost_planned", "", "请填写一个数，没有时填 0。"),
        ("cost_planned", "-1", "不能是负数。"),
        ("due_on", "2026-01-01", "截止不能早于开始。"),
        ("starts_on", "", "请填写日期，如 2026-03-02。"),
        ("owner_name", "长" * 41, "最多"),
    ],
)
def test_a_mistake_is_named_at_its_field_and_the_rest_is_still_there(
    client: Client, step: Step, field: str, value: str, says: str
) -> None:
    given = data_of(step, state="doing", owner_name="周工") | {field: value}
    response = client.post(url("step", step), given)
    page = response.content.decode()
    assert response.status_code == 422
    assert f'href="#id_{field}"' in page
    assert says in page or field == "owner_name"
    assert '<option value="doing" selected>' in page
    assert value in page
    step.refresh_from_db()
    assert step.version == 1


def test_a_day_to_come_is_no_day_of_completion(client: Client, step: Step) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    response = client.post(url("step", step), data_of(step, state="done", done_on=f"{tomorrow:%Y-%m-%d}"))
    assert response.status_code == 422
    assert "完成日期不能晚于今天。" in response.content.decode()


def test_a_member_and_a_name_are_not_both_the_owner(client: Client, step: Step, bob: User) -> None:
    member = str(bob.memberships.get().public_id)
    response = client.post(url("step", step), data_of(step, owner=member, owner_name="周工"))
    assert response.status_code == 422
    assert "已选了成员，请清空姓名，或者不选成员。" in response.content.decode()


def test_a_stranger_is_no_owner(client: Client, step: Step, charlie: User) -> None:
    response = client.post(url("step", step), data_of(step, owner=str(charlie.pk)))
    assert response.status_code == 422


def test_in_a_conflict_both_are_shown_and_nothing_is_lost(
    client: Client, step: Step, bob: User, alice: User
) -> None:
    signed_in(bob).post(url("step", step), data_of(step, state="doing", cost_real="2"))
    response = client.post(url("step", step), data_of(step, state="done", cost_real="3", owner_name="周工"))
    page = response.content.decode()
    assert response.status_code == 409
    assert "李波 在" in page
    assert "<td>已完成</td><td>进行中</td>" in page
    assert "<td>3</td><td>2</td>" in page
    assert "<td>周工</td><td>未填写</td>" in page
    assert 'name="version" value="2"' in page
    step.refresh_from_db()
    assert (step.state, step.changed_by) == (StepState.DOING, bob)
    mine = data_of(step, state="done", cost_real="3", owner_name="周工")
    assert client.post(url("step", step), mine).status_code == 302
    step.refresh_from_db()
    assert (step.state, step.cost_real, step.changed_by) == (StepState.DONE, Decimal(3), alice)


def test_mending_a_mistake_does_not_hide_a_conflict(client: Client, step: Step, bob: User) -> None:
    signed_in(bob).post(url("step", step), data_of(step, state="doing"))
    page = client.post(url("step", step), data_of(step, cost_real="x")).content.decode()
    assert 'name="version" value="1"' in page


def test_a_step_of_a_plan_that_has_ended_is_only_read(client: Client, step: Step, alice: User) -> None:
    close_plan(plan=step.plan, state=PlanState.STOPPED, by=alice, at=AT)
    assert "<form" not in main(text(client, url("step", step)))
    response = client.post(url("step", step), data_of(step, state="doing"), follow=True)
    assert "这个方案不在执行中，步骤不能再修改。" in response.content.decode()


def test_a_post_without_version_is_refused(client: Client, step: Step) -> None:
    given = data_of(step)
    del given["version"]
    assert client.post(url("step", step), given).status_code == 400


# --- Notes ------------------------------------------------------------------------------------


def test_a_note_says_who_and_when_and_stays(client: Client, step: Step) -> None:
    client.post(url("note", step), {"text": "第一行\n<b>第二行</b>"})
    page = text(client, url("step", step))
    assert "第一行<br>&lt;b&gt;第二行&lt;/b&gt;" in page
    assert "王爱丽 · " in page


def test_an_empty_note_is_named(client: Client, step: Step) -> None:
    response = client.post(url("note", step), {"text": " "})
    assert response.status_code == 422
    assert "请写下要记录的内容。" in response.content.decode()
    assert not Note.objects.exists()


# --- Files ------------------------------------------------------------------------------------


def sent(name: str, content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_several_files_are_sent_at_once_and_come_back_as_they_were(client: Client, step: Step) -> None:
    files = [sent("合同 一.pdf", PDF + b"1"), sent("二.pdf", PDF + b"2")]
    response = client.post(url("upload", step), {"attachments": files, "kind": "contract"}, follow=True)
    assert "已上传 2 个文件。" in response.content.decode()
    first, second = StoredFile.objects.order_by("pk")
    assert (first.name, first.kind, first.step, second.name) == (
        "合同 一.pdf",
        FileKind.CONTRACT,
        step,
        "二.pdf",
    )
    back = client.get(reverse("plans:file", args=[first.public_id]))
    assert b"".join(back) == PDF + b"1"
    assert back["Content-Type"] == "application/pdf"
    assert back["Content-Disposition"].startswith(
        "attachment; filename=\"file.pdf\"; filename*=UTF-8''%E5%90%88%E5%90%8C"
    )
    assert back["Cache-Control"] == "private, no-store"
    assert back["X-Content-Type-Options"] == "nosniff"
    assert back["Content-Length"] == "10"


def test_a_photo_and_an_invoice_are_kept_under_the_name_of_what_they_are(client: Client, step: Step) -> None:
    files = [
        sent("IMG_1.jpg", b"\0\0\0\x18ftypheic" + bytes(12)),
        sent("数电票.xml", b"<?xml version='1.0'?><EInvoice/>"),
    ]
    assert client.post(url("upload", step), {"attachments": files, "kind": "invoice"}).status_code == 302
    photo, invoice = StoredFile.objects.order_by("pk")
    assert (photo.name, invoice.name) == ("IMG_1.heic", "数电票.xml")
    for file, kind in ((photo, "image/heic"), (invoice, "application/xml")):
        back = client.get(reverse("plans:file", args=[file.public_id]))
        assert back["Content-Type"] == kind
        assert back["Content-Disposition"].startswith("attachment; ")
        assert back["X-Content-Type-Options"] == "nosniff"


def test_what_is_said_of_a_save_is_seen_where_it_was_pressed(client: Client, judged: Step) -> None:
    done = client.post(url("step", judged), data_of(judged, state="done"))
    assert done["Location"] == f"{url('step', judged)}?open=doing#doing"
    assert opened(client.get(done["Location"])) == ["doing"]
    assert opened(client.post(url("step", judged), data_of(judged, cost_real="x"))) == ["doing"]
    assert opened(client.post(url("note", judged), {"text": ""})) == ["notes"]
    assert opened(client.post(url("upload", judged), {"kind": "proof"})) == ["files"]


def opened(page: Any) -> list[str]:
    """Return which folded parts of a step's page stand open."""
    return re.findall(r'<details open>\s*<summary><h2 id="(\w+)">', page.content.decode())


def test_a_step_is_called_done_where_its_criteria_stand_and_proof_is_asked_for(
    client: Client, judged: Step, bob: User
) -> None:
    given = {"version": "1", "on_step": "yes"}
    begun = client.post(url("move", judged), given | {"state": "doing"}, follow=True)
    assert begun.redirect_chain == [(url("step", judged), 302)]
    assert "第 1 步已移到“进行中”。" in begun.content.decode()
    done = client.post(url("move", judged), given | {"state": "done", "version": "2"}, follow=True)
    assert opened(done) == ["files"]
    assert "已标为完成，但完成标准还有 3 条没有勾选。" in done.content.decode()
    late = signed_in(bob).post(url("move", judged), given | {"state": "done", "version": "2"}, follow=True)
    assert "未保存：这一步刚刚被别人改过" in late.content.decode()
    assert opened(late) == []


def test_what_cannot_be_taken_is_named_and_the_rest_is_kept(client: Client, step: Step) -> None:
    files = [sent("a.exe", b"MZ"), sent("好.pdf"), sent("假.pdf", b"MZ"), sent("空.pdf", b"")]
    response = client.post(url("upload", step), {"attachments": files, "kind": "proof"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "“a.exe”未上传：不支持这种文件" in page
    assert "“假.pdf”未上传：内容不是可以上传的文件" in page
    assert "“空.pdf”未上传：文件是空的" in page
    assert "已上传 1 个文件。" in page
    assert [file.name for file in StoredFile.objects.all()] == ["好.pdf"]


def test_large_files_are_refused_by_name(client: Client, step: Step, settings: Settings) -> None:
    settings.FILE_MAX_BYTES = 2**20
    page = client.post(
        url("upload", step), {"attachments": sent("大.pdf", PDF + b"x" * 2**20), "kind": "proof"}
    ).content.decode()
    assert "“大.pdf”未上传：超过 1 MB。" in page


def test_large_files_lie_in_the_private_folder_readable_by_nobody_else(
    client: Client, step: Step, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
    private: Any = STORAGES["private"]
    folder = FileSystemStorage(**{**private["OPTIONS"], "location": tmp_path})
    monkeypatch.setattr("enterprises.services.files.private_storage", lambda: folder)
    content = PDF + b"x" * 3 * 2**20
    response = client.post(url("upload", step), {"attachments": sent("大.pdf", content), "kind": "proof"})
    assert response.status_code == 302
    file = StoredFile.objects.get()
    kept = tmp_path / str(file.file.name)
    assert kept.read_bytes() == content
    assert file.sha256 == hashlib.sha256(content).hexdigest()
    assert (kept.stat().st_mode & 0o777, kept.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert [path.suffix for path in tmp_path.rglob("*") if path.is_file()] == [""]


def test_no_file_chosen_is_named(client: Client, step: Step) -> None:
    response = client.post(url("upload", step), {"kind": "proof"})
    assert response.status_code == 422
    assert "请选择文件。" in response.content.decode()


def test_a_viewer_downloads_and_removes_nothing(step: Step, victor: User) -> None:
    file = make_file(plan=step.plan, step=step)
    viewer = signed_in(victor)
    page = text(viewer, url("step", step))
    assert reverse("plans:file", args=[file.public_id]) in page
    assert reverse("plans:remove_file", args=[file.public_id]) not in page
    assert b"".join(viewer.get(reverse("plans:file", args=[file.public_id]))) == b"%PDF-1.7"


def test_a_file_is_removed_after_a_question(client: Client, plan: KeptPlan) -> None:
    file = make_file(plan=plan, name="申请表.pdf")
    address = reverse("plans:remove_file", args=[file.public_id])
    assert "“申请表.pdf”会被删除" in text(client, address)
    assert client.post(address)["Location"] == reverse("plans:files", args=[plan.public_id])
    assert not StoredFile.objects.exists()


def test_a_file_that_the_operator_lost_is_not_found(client: Client, plan: KeptPlan) -> None:
    file = make_file(plan=plan)
    file.file.delete(save=False)
    assert client.get(reverse("plans:file", args=[file.public_id])).status_code == 404


def test_all_files_of_a_plan_stand_on_one_page(client: Client, step: Step) -> None:
    files = reverse("plans:files", args=[step.plan.public_id])
    make_file(plan=step.plan, step=step, name="某步.pdf")
    client.post(files, {"attachments": sent("申请.pdf"), "kind": "application"})
    page = text(client, files)
    assert "某步.pdf" in page
    assert "申请.pdf" in page
    assert "第 1 步" in page
    response = client.post(files, {"attachments": sent("a.exe"), "kind": "other"})
    assert "“a.exe”未上传" in response.content.decode()


# --- The board --------------------------------------------------------------------------------


def move(client: Client, step: Step, state: str, version: int, **headers: str) -> tuple[int, str]:
    given = {"state": state, "version": str(version)}
    response = client.post(url("move", step), given, headers=headers, follow=not headers)
    return response.status_code, response.content.decode()


def test_a_step_is_moved_by_a_button(client: Client, step: Step) -> None:
    _status, page = move(client, step, "doing", 1)
    assert "第 1 步已移到“进行中”。" in page
    _status, page = move(client, step, "done", 2)
    assert "第 1 步已完成，完成日期按今天。" in page
    step.refresh_from_db()
    assert (step.state, step.done_on) == (StepState.DONE, timezone.localdate())


def test_with_htmx_the_board_comes_back_with_the_focus_on_the_card(client: Client, step: Step) -> None:
    status, part = move(client, step, "doing", 1, HX_Request="true")
    assert (status, part.count(" autofocus")) == (200, 1)
    assert "<html" not in part
    assert 'hx-swap-oob="innerHTML">第 1 步已移到“进行中”。' in part
    card = part[part.index(f'id="step-{step.public_id}"') :]
    assert " autofocus" in card[: card.index("</li>")]
    assert 'name="version" value="2"' in card[: card.index("</li>")]


def test_a_stale_move_is_refused_and_the_board_is_as_it_is(client: Client, step: Step, bob: User) -> None:
    move_step(step=step, state=StepState.DROPPED, version=1, on=BEGIN, by=bob, at=AT)
    status, part = move(client, step, "done", 1, HX_Request="true")
    assert (status, "未保存：这一步刚刚被别人改过" in part) == (409, True)
    assert "不做了 1" in part
    _status, page = move(client, step, "done", 1)
    assert "未保存：这一步刚刚被别人改过" in page
    step.refresh_from_db()
    assert step.state == StepState.DROPPED


def test_the_board_counts_its_columns(client: Client, step: Step) -> None:
    count = step.plan.steps.count()
    move(client, step, "doing", 1)
    page = text(client, reverse("plans:board", args=[step.plan.public_id]))
    assert f">待办 {count - 1}<" in page
    assert ">进行中 1<" in page
    assert ">已完成 0<" in page


def test_the_board_of_a_plan_that_has_ended_has_no_buttons(client: Client, step: Step, alice: User) -> None:
    close_plan(plan=step.plan, state=PlanState.FINISHED, by=alice, at=AT)
    assert "<form" not in main(text(client, reverse("plans:board", args=[step.plan.public_id])))


@pytest.mark.parametrize("given", [{"state": "flying", "version": "1"}, {"state": "done"}])
def test_a_move_that_no_page_offers_is_refused(client: Client, step: Step, given: dict[str, str]) -> None:
    assert client.post(url("move", step), given).status_code == 400


# --- Figures ----------------------------------------------------------------------------------


def test_figures_are_added_changed_and_removed(client: Client, plan: KeptPlan) -> None:
    effects = reverse("plans:effects", args=[plan.public_id])
    given = {"name": "准时交付率", "unit": "%", "before": "80", "after": "92", "basis": "生产报表"}
    client.post(effects, given)
    page = text(client, effects)
    assert "改造前 80，改造后 92 · 相对变化 +15%" in page
    effect = EffectFigure.objects.get()
    address = reverse("plans:effect", args=[plan.public_id, effect.public_id])
    assert 'value="92"' in text(client, address)
    client.post(address, given | {"before": "0"})
    page = text(client, effects)
    assert "改造前 0，改造后 92" in page
    assert "相对变化" not in page
    remove = reverse("plans:remove_effect", args=[plan.public_id, effect.public_id])
    assert "“准时交付率”会被删除" in text(client, remove)
    client.post(remove)
    assert not EffectFigure.objects.exists()


def test_a_figure_with_a_mistake_is_named_and_not_kept(client: Client, plan: KeptPlan) -> None:
    effects = reverse("plans:effects", args=[plan.public_id])
    response = client.post(effects, {"name": "准时率", "before": "高", "after": "", "basis": ""})
    page = response.content.decode()
    assert response.status_code == 422
    assert {f'href="#id_{name}"' in page for name in ("before", "after", "basis")} == {True}
    assert 'value="准时率"' in page
    effect = make_effect(plan=plan)
    address = reverse("plans:effect", args=[plan.public_id, effect.public_id])
    assert client.post(address, {"name": ""}).status_code == 422
