"""The timeline of a plan and its calendar: what they show, and that they show the same as the table."""

import re
from datetime import date, timedelta
from typing import Any

import icalendar
import pytest
from django.test import Client
from django.utils import timezone

from enterprises.models import Enterprise, User
from plans.domain import kept
from plans.models import KeptPlan, Step
from plans.presenters.actions import load_action_list
from plans.presenters.timeline import draw_days
from plans.presenters.trend import Trend
from plans.selectors.kept import read_plan_details
from plans.selectors.plans import get_plan
from reports.domain.charts import palette
from reports.presenters.timeline import draw_months
from tests.plans.factories import BEGIN, make_followed, make_plan
from tests.plans.following import change, complete, due, explain, only, steps_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_2024")]
TODAY = date(2026, 6, 15)


@pytest.fixture
def plan(firm: Enterprise, alice: User) -> KeptPlan:
    return get_plan(alice, make_followed(enterprise=firm).public_id)


@pytest.fixture
def page(client: Client, alice: User) -> Client:
    client.force_login(alice)
    return client


def texts(pictures: tuple[str, ...]) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", "".join(pictures))


def titles(plan: KeptPlan) -> list[str]:
    return [title.zh for title in kept.titles(plan.content).values()]


def trend(plan: KeptPlan) -> Trend:
    return Trend(actions=load_action_list(plan, TODAY), today=TODAY)


# --- Where it leads -------------------------------------------------------------------------------


def test_the_trend_goes_from_what_is_done_to_the_promise(plan: KeptPlan) -> None:
    found = trend(plan)
    assert found.now.level == 2
    assert found.by(date(2099, 1, 1)) == found.end
    assert found.end.level == read_plan_details(plan).plan.level == 3
    last = max(step.due_on for step in steps_of(plan))
    assert [rise.on for rise in found.rises] == [last]


def test_steps_that_are_dropped_lead_nowhere(plan: KeptPlan) -> None:
    change(steps_of(plan)[0], state="dropped")
    found = trend(plan)
    assert (found.end.level, found.rises) == (2, ())


def test_the_page_says_what_is_reached_by_the_day_asked_for(page: Client, plan: KeptPlan) -> None:
    url = f"/p/{plan.public_id}/timeline/"
    assert "若按期完成，到 2099-01-01" in page.get(url, {"by": "2099-01-01"}).content.decode()
    usual = page.get(url).content.decode()
    assert "全部完成后" in usual
    assert "预计升到三级" in usual


def test_a_day_that_is_none_is_said_at_the_field_and_the_rest_is_shown(page: Client, plan: KeptPlan) -> None:
    content = page.get(f"/p/{plan.public_id}/timeline/", {"by": "morgen"}).content.decode()
    assert "field-error" in content or "invalid" in content
    assert "全部完成后" in content


# --- The picture ----------------------------------------------------------------------------------


def test_a_followed_plan_is_drawn_on_its_days(plan: KeptPlan) -> None:
    drawn = draw_days(load_action_list(plan, BEGIN), BEGIN)
    for pictures in (drawn.wide, drawn.compact):
        said = texts(pictures)
        assert "今天" in said
        assert "2026 年" in said
        assert {"预计等级", "二级"} <= set(said)
        assert sum(text == "待办" for text in said) == len(titles(plan))
    assert titles(plan)[0] in texts(drawn.wide)


def test_states_are_said_in_words_and_the_overdue_before_all(plan: KeptPlan) -> None:
    first, second, third = steps_of(plan)[:3]
    due(first, TODAY - timedelta(days=5))
    complete(plan, second.code, on=TODAY)
    change(third, state="dropped")
    said = texts(draw_days(load_action_list(plan, TODAY), TODAY).wide)
    assert {"逾期 5 天", "已完成", "不做了"} <= set(said)


def test_a_plan_that_is_over_has_no_today(plan: KeptPlan) -> None:
    KeptPlan.objects.filter(pk=plan.pk).update(state="stopped", closed_at=timezone.now())
    plan.refresh_from_db()
    later = date(2027, 6, 1)
    said = texts(draw_days(load_action_list(plan, later), later).wide)
    assert "今天" not in said
    assert not [text for text in said if "逾期" in text]
    assert said.count("二级") == 1
    assert "三级" not in said  # what was not done by then is not expected any more


def test_a_kept_plan_is_drawn_in_months(firm: Enterprise, alice: User) -> None:
    plan = get_plan(alice, make_plan(enterprise=firm).public_id)
    details = read_plan_details(plan)
    drawn = draw_months(details.plan, details.projection)
    said = texts(drawn.wide)
    assert "第几个月" in said
    assert "今天" not in said
    assert f'fill="{palette.LEVELS[3]}"' in "".join(drawn.wide)  # the level that it leads to
    assert drawn == draw_months(details.plan, details.projection)


def test_the_table_says_what_the_picture_shows(page: Client, plan: KeptPlan) -> None:
    content = page.get(f"/p/{plan.public_id}/timeline/").content.decode()
    for step, title in zip(steps_of(plan), titles(plan), strict=True):
        assert f'<a href="/t/{step.public_id}/">{title}</a>' in content
        assert step.due_on.isoformat() in content


def test_a_kept_plan_has_months_in_its_table(page: Client, firm: Enterprise) -> None:
    plan = make_plan(enterprise=firm)
    content = page.get(f"/p/{plan.public_id}/timeline/").content.decode()
    assert "方案还没有开始执行" in content
    assert f'href="/p/{plan.public_id}/timeline/"' in page.get(f"/p/{plan.public_id}/").content.decode()
    assert "第 1 至" in content


# --- The calendar ---------------------------------------------------------------------------------


def events(response: Any) -> list[Any]:
    return list(icalendar.Calendar.from_ical(response.content).walk("VEVENT"))


def test_each_open_step_is_an_event_on_its_last_day(page: Client, plan: KeptPlan, bob: User) -> None:
    step = only(plan, date(2026, 5, 1), date(2026, 6, 1))[0]
    change(step, owner=bob)
    explain(plan, done_when="制度已发文", proof="制度文件")
    response = page.get(f"/p/{plan.public_id}/calendar.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"].startswith('attachment; filename="plan-')
    event = next(one for one in events(response) if str(one["uid"]) == f"{step.public_id}@shujie")
    assert event["summary"] == f"截止：{titles(plan)[0]}"
    assert event["dtstart"].dt == date(2026, 5, 1)
    assert event["dtend"].dt == date(2026, 5, 2)
    assert event["transp"] == "TRANSPARENT"
    for words in ("开始：2026-04-01", "负责人：李波", "完成标准：制度已发文", "佐证材料：制度文件"):
        assert words in event["description"]
    assert event["url"] == f"http://testserver/t/{step.public_id}/"
    (alarm,) = event.walk("VALARM")
    assert alarm["trigger"].dt == timedelta(days=-3, hours=9)  # at nine, three days before
    assert len(events(response)) == 2


def test_what_is_done_or_dropped_is_no_event(page: Client, plan: KeptPlan) -> None:
    complete(plan, on=BEGIN)
    assert events(page.get(f"/p/{plan.public_id}/calendar.ics")) == []


def test_the_same_rows_give_the_same_bytes_and_a_change_another_number(page: Client, plan: KeptPlan) -> None:
    url = f"/p/{plan.public_id}/calendar.ics"
    first = page.get(url).content
    assert page.get(url).content == first
    step = steps_of(plan)[0]
    change(step, version=2, due_on=date(2027, 1, 1), changed_at=timezone.now())
    event = next(one for one in events(page.get(url)) if str(one["uid"]).startswith(str(step.public_id)))
    assert (event["sequence"], event["dtstart"].dt) == (1, date(2027, 1, 1))


def test_long_chinese_lines_are_folded_without_breaking_a_character(page: Client, plan: KeptPlan) -> None:
    KeptPlan.objects.filter(pk=plan.pk).update(name="把设备联网、排产、质量追溯和能源管理都做起来" * 2)
    content = page.get(f"/p/{plan.public_id}/calendar.ics").content
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    name = icalendar.Calendar.from_ical(content)["x-wr-calname"]
    assert str(name).endswith("把设备联网、排产、质量追溯和能源管理都做起来" * 2)


@pytest.mark.parametrize("odd", ["\n", "\r\n", "\r", "\x0b", "\x85", "\u2028", "\x07", "\x7f"], ids=ascii)
def test_what_breaks_lines_in_older_rows_breaks_no_calendar(page: Client, plan: KeptPlan, odd: str) -> None:
    whole = len(events(page.get(f"/p/{plan.public_id}/calendar.ics")))
    text = f"一;{odd}BEGIN:VEVENT{odd}二,\\"
    Enterprise.objects.filter(pk=plan.enterprise_id).update(name=text)
    KeptPlan.objects.filter(pk=plan.pk).update(name=text)
    Step.objects.filter(plan=plan).update(owner_name=text)
    response = page.get(f"/p/{plan.public_id}/calendar.ics")
    assert len(events(response)) == whole
    name = str(icalendar.Calendar.from_ical(response.content)["x-wr-calname"])
    firm, _colon, called = name.partition("：")
    assert firm == called
    assert firm.replace(" ", "") == "一;BEGIN:VEVENT二,\\"
    lines = response.content.decode().replace("\r\n ", "").split("\r\n")
    assert lines.pop() == ""
    assert all(re.match(r"[A-Z-]+[;:][^\x00-\x1f\x7f-\x9f\u2028\u2029]*\Z", line) for line in lines)


def test_a_plan_that_is_only_kept_has_no_calendar(page: Client, firm: Enterprise) -> None:
    assert page.get(f"/p/{make_plan(enterprise=firm).public_id}/calendar.ics").status_code == 404
