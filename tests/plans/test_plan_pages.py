"""The pages of a kept and of a followed plan: what they say, what they ask, what they refuse."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessment.services import correct, submit
from enterprises.models import Enterprise, Membership, User
from plans.domain.progress import StepState
from plans.models import KeptPlan, PlanState, Step
from plans.selectors.kept import read_plan_details
from plans.selectors.plans import find_followed, list_steps
from plans.services import close_plan, move_step
from roadmap.domain.schedule import step_dates
from tests.assessment.factories import DECLARATION
from tests.pages import signed_in
from tests.people import AT
from tests.plans.factories import BEGIN, first_step, make_followed, make_plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_2024")]


@pytest.fixture
def client(alice: User) -> Client:
    return signed_in(alice)


def url(name: str, plan: KeptPlan) -> str:
    return reverse(f"plans:{name}", args=[plan.public_id])


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


# --- Kept -------------------------------------------------------------------------------------


def test_a_kept_plan_says_what_it_is(client: Client, firm: Enterprise) -> None:
    plan = make_plan(enterprise=firm)
    details = read_plan_details(plan)
    page = text(client, url("plan", plan))
    assert f"共 {len(details.plan.steps)} 步" in page
    assert "按做完后的答案试算为三级" in page
    assert all(step.measure.title.zh in page and step.measure.how.zh in page for step in details.plan.steps)
    assert url("follow", plan) in page
    assert url("discard", plan) in page


def test_a_kept_plan_says_that_another_one_is_followed(client: Client, firm: Enterprise) -> None:
    followed = make_followed(enterprise=firm)
    plan = make_plan(snapshot=followed.snapshot, name="另一个")
    page = text(client, url("plan", plan))
    assert "正在执行的是“三级方案”" in page
    assert url("follow", plan) not in page
    assert "正在执行的是" in text(client, url("follow", plan))
    client.post(url("follow", plan), {"begins_on": "2026-03-02"})
    assert "一个企业同时执行一个方案。请先结束正在执行的方案。" in text(client, url("plan", plan))
    assert find_followed(firm) == followed


@pytest.mark.parametrize("make", [make_plan, make_followed])
def test_a_plan_whose_result_was_corrected_says_so(
    client: Client, firm: Enterprise, make: Callable[..., KeptPlan]
) -> None:
    plan = make(enterprise=firm)
    assert "已经更正" not in text(client, url("plan", plan))
    draft = correct(snapshot=plan.snapshot, reason="填错了", by=plan.kept_by, at=AT)
    corrected = submit(assessment=draft, declaration=DECLARATION, by=plan.kept_by, at=AT)
    page = text(client, url("plan", plan))
    assert "这个方案依据的评测结果已经更正" in page
    assert reverse("plans:planner", args=[corrected.public_id]) in page


def test_a_viewer_reads_and_is_offered_nothing(firm: Enterprise, victor: User) -> None:
    kept, followed = make_plan(enterprise=firm), make_followed(enterprise=firm)
    viewer = signed_in(victor)
    assert url("discard", kept) not in text(viewer, url("plan", kept))
    assert url("close", followed) not in text(viewer, url("plan", followed))
    assert "<form" not in main(text(viewer, url("board", followed)))
    step = first_step(followed)
    assert "<form" not in main(text(viewer, reverse("plans:step", args=[step.public_id])))


def main(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]


def test_following_begins_today_unless_another_day_is_chosen(client: Client, firm: Enterprise) -> None:
    plan = make_plan(enterprise=firm)
    today = timezone.localdate()
    assert f'value="{today:%Y-%m-%d}"' in text(client, url("follow", plan))
    preview = client.post(url("follow", plan), {"begins_on": "2026-03-02", "then": "preview"})
    assert "2026-03-02" in preview.content.decode()
    plan.refresh_from_db()
    assert plan.state == PlanState.KEPT
    assert client.post(url("follow", plan), {"begins_on": "2026-03-02"}).status_code == 302
    plan.refresh_from_db()
    assert (plan.state, plan.begins_on) == (PlanState.FOLLOWED, date(2026, 3, 2))
    assert len(list_steps(plan)) == len(read_plan_details(plan).plan.steps)


def test_owners_and_days_are_given_in_one_table(
    client: Client, firm: Enterprise, alice: User, bob: User
) -> None:
    plan = make_plan(enterprise=firm)
    member = bob.memberships.get()
    given = {
        "begins_on": "2026-03-02",
        "laid_out_for": "2026-03-02",
        "owner-1": str(member.public_id),
        "due-2": "2027-12-31",
        "then": "preview",
    }
    preview = client.post(url("follow", plan), given).content.decode()
    assert re.search(rf'<option value="{member.public_id}" selected>', preview)
    assert 'value="2027-12-31"' in preview
    assert client.post(url("follow", plan), given | {"then": ""}).status_code == 302
    first, second, third = list_steps(plan)[:3]
    plain = [step_dates(step.slot, date(2026, 3, 2)).due_on for step in read_plan_details(plan).plan.steps]
    assert (first.owner, second.owner) == (bob, None)
    assert [first.due_on, second.due_on, third.due_on] == [plain[0], date(2027, 12, 31), plain[2]]


def test_days_left_as_they_were_follow_another_beginning(client: Client, firm: Enterprise) -> None:
    plan = make_plan(enterprise=firm)
    steps = read_plan_details(plan).plan.steps
    before, begins_on = date(2026, 3, 2), date(2026, 5, 4)
    given = {f"due-{place}": f"{step_dates(step.slot, before).due_on}" for place, step in enumerate(steps, 1)}
    given |= {"begins_on": f"{begins_on}", "laid_out_for": f"{before}", "due-1": "2028-01-31"}
    client.post(url("follow", plan), given)
    assert [step.due_on for step in list_steps(plan)] == [
        date(2028, 1, 31),
        *(step_dates(step.slot, begins_on).due_on for step in steps[1:]),
    ]


def test_a_step_is_not_due_before_it_begins(client: Client, firm: Enterprise) -> None:
    plan = make_plan(enterprise=firm)
    response = client.post(url("follow", plan), {"begins_on": "2026-03-02", "due-1": "2026-03-01"})
    assert response.status_code == 422
    assert "id_due-1_error" in response.content.decode()
    assert 'value="2026-03-01"' in response.content.decode()


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("", "请填写日期，如 2026-03-02。"),
        ("3 月", "请填写日期，如 2026-03-02。"),
        ("9999-12-31", "请填写 2000 年至 2099 年之间的日期。"),
    ],
)
def test_a_day_that_is_none_is_named(client: Client, firm: Enterprise, day: str, says: str) -> None:
    plan = make_plan(enterprise=firm)
    response = client.post(url("follow", plan), {"begins_on": day})
    assert response.status_code == 422
    assert says in response.content.decode()


def test_a_plan_is_deleted_after_a_question(client: Client, firm: Enterprise) -> None:
    plan = make_plan(enterprise=firm)
    assert "会被删除，不能恢复" in text(client, url("discard", plan))
    assert client.post(url("discard", plan)).status_code == 302
    assert not KeptPlan.objects.exists()


def test_a_followed_plan_is_not_deleted(client: Client, firm: Enterprise) -> None:
    plan = make_followed(enterprise=firm)
    for ask in (client.get, client.post):
        page = ask(url("discard", plan), follow=True).content.decode()
        assert ("这个方案已经开始执行或已经结束。" in page, "会被删除" in page) == (True, False)
    assert KeptPlan.objects.get() == plan


@pytest.mark.parametrize("page", ["board", "files", "effects"])
def test_a_kept_plan_has_no_board_files_or_figures(client: Client, firm: Enterprise, page: str) -> None:
    plan = make_plan(enterprise=firm)
    response = client.get(url(page, plan))
    assert (response.status_code, response["Location"]) == (302, url("plan", plan))


# --- Followed ---------------------------------------------------------------------------------


def test_the_action_list_says_how_far_it_is(client: Client, firm: Enterprise) -> None:
    plan = make_followed(enterprise=firm, begins_on=timezone.localdate() - timedelta(days=900))
    steps = list(list_steps(plan))
    Step.objects.filter(pk=steps[0].pk).update(
        state=StepState.DONE, done_on=BEGIN, cost_real=Decimal("1.5"), owner_name="周工"
    )
    Step.objects.filter(pk=steps[1].pk).update(state=StepState.DROPPED)
    Step.objects.filter(pk=steps[2].pk).update(due_on=timezone.localdate() + timedelta(days=3))
    page = text(client, url("plan", plan))
    assert f"已完成 1 步，共 {len(steps) - 1} 步" in page
    assert "另有 1 步不做了" in page
    assert f'max="{len(steps) - 1}" value="1"' in page
    assert "已花 1.5 万元" in page
    assert f"{len(steps) - 3} 步逾期" in page
    assert "3 天后到期" in page
    assert "周工" in page
    assert page.index("步逾期") < page.index("下一个到期") < page.index("tasklist-row")


def test_a_real_cost_that_is_missing_is_said(client: Client, firm: Enterprise) -> None:
    plan = make_followed(enterprise=firm)
    Step.objects.filter(plan=plan, position=1).update(state=StepState.DONE, done_on=BEGIN)
    page = text(client, url("plan", plan))
    assert "还没有填实际费用，计划" in page
    assert "有 1 步已完成，但没有填实际费用。" in page


def test_the_list_is_filtered(client: Client, firm: Enterprise, alice: User) -> None:
    plan = make_followed(enterprise=firm)
    titles = [step.measure.title.zh for step in read_plan_details(plan).plan.steps]
    assert "没有由您负责的步骤。" in text(client, url("plan", plan) + "?show=mine")
    Step.objects.filter(plan=plan, position=1).update(owner=alice)
    Step.objects.filter(plan=plan, position=2).update(state=StepState.DONE, done_on=BEGIN)

    def listed(show: str) -> list[str]:
        page = text(client, f"{url('plan', plan)}?show={show}")
        rows = page[page.index('id="steps"') :]
        return [title for number, title in enumerate(titles, start=1) if f"{number}. {title}" in rows]

    assert listed("mine") == titles[:1]
    assert listed("open") == [titles[0], *titles[2:]]
    assert listed("all") == listed("nonsense") == titles


def test_the_list_goes_by_what_is_due(client: Client, firm: Enterprise) -> None:
    plan = make_followed(enterprise=firm)
    today = timezone.localdate()
    Step.objects.filter(plan=plan).update(starts_on=BEGIN, due_on=date(today.year + 1, 3, 31))
    Step.objects.filter(plan=plan, position=1).update(state=StepState.DONE, done_on=today)
    Step.objects.filter(plan=plan, position=2).update(due_on=date(today.year + 1, 2, 1))
    Step.objects.filter(plan=plan, position=3).update(due_on=today - timedelta(days=1))
    page = text(client, url("plan", plan))
    rows = page[page.index('id="steps"') :]
    months = (f"{today.year + 1}-02 到期", f"{today.year + 1}-03 到期")
    marks = ("已逾期", "3. ", months[0], "2. ", months[1], "4. ", "已了结", "1. ")
    places = [rows.index(f">{mark}") for mark in marks]
    assert places == sorted(places)


def test_finishing_with_open_steps_says_so(client: Client, firm: Enterprise, alice: User) -> None:
    plan = make_followed(enterprise=firm)
    steps = list(list_steps(plan))
    assert f"还有 {len(steps)} 步没有做完" in text(client, url("close", plan))
    for step in steps:
        move_step(step=step, state=StepState.DONE, version=1, on=BEGIN, by=alice, at=AT)
    assert "所有步骤都已处理" in text(client, url("close", plan))
    client.post(url("close", plan), {"state": "finished"})
    plan.refresh_from_db()
    assert plan.state == PlanState.FINISHED
    page = text(client, url("plan", plan))
    assert "已完成" in page
    assert "由 王爱丽 结束" in page
    assert url("close", plan) not in page


def test_a_closed_plan_is_not_closed_again(client: Client, firm: Enterprise, alice: User) -> None:
    plan = make_followed(enterprise=firm)
    close_plan(plan=plan, state=PlanState.STOPPED, by=alice, at=AT)
    assert client.get(url("close", plan)).status_code == 302
    assert (
        "不在执行中" in client.post(url("close", plan), {"state": "finished"}, follow=True).content.decode()
    )
    assert client.post(url("close", plan), {"state": "kept"}).status_code == 400


# --- The firm's overview ----------------------------------------------------------------------


def test_the_overview_shows_the_followed_plan(client: Client, firm: Enterprise) -> None:
    overview = reverse("assessment:overview", args=[firm.public_id])
    kept = make_plan(enterprise=firm)
    assert "执行中的改进方案" not in text(client, overview)
    plan = make_followed(snapshot=kept.snapshot)
    page = text(client, overview)
    assert "执行中的改进方案：三级方案" in page
    assert f"已完成 0 步，共 {len(list_steps(plan))} 步" in page
    assert url("plan", plan) in page


def test_an_owner_who_left_the_firm_is_named_as_such(client: Client, firm: Enterprise, bob: User) -> None:
    plan = make_followed(enterprise=firm)
    Step.objects.filter(plan=plan, position=1).update(owner=bob)
    Membership.objects.filter(user=bob).delete()
    assert "李波（已离开的成员）" in text(client, url("plan", plan))
    step_page = text(client, reverse("plans:step", args=[first_step(plan).public_id]))
    assert '<option value="former" selected>李波（已离开的成员）</option>' in step_page
