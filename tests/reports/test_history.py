"""A result beside the one before: level, points by group, scenes risen and fallen, and the steps between."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessment.models import Snapshot
from assessment.services import correct, submit
from enterprises.models import Enterprise, User
from plans.domain.progress import StepState
from plans.models import KeptPlan, Step
from plans.selectors.kept import read_plan_details
from roadmap.domain.planning.effects import items_of
from tests.assessment.factories import DECLARATION, SCENES, make_snapshot
from tests.pages import words_of
from tests.people import AT
from tests.plans.factories import make_followed

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=200)


@pytest.fixture
def before(firm: Enterprise) -> Snapshot:
    return make_snapshot(enterprise=firm)


def history(client: Client, user: User, snapshot: Snapshot) -> str:
    client.force_login(user)
    html = client.get(reverse("reports:history", args=[snapshot.public_id])).content.decode()
    return words_of(html.partition("<main")[2])


def test_the_first_result_has_nothing_before_it(client: Client, alice: User, before: Snapshot) -> None:
    shown = history(client, alice, before)
    assert "这是第一份结果。" in shown
    assert "相比" not in shown.partition("与公开数据相比")[0]
    assert "已数字化的生产设备数占生产设备总数 45% 57.7% 全国规模以上工业企业" in shown


def test_what_rose_and_fell_is_said(client: Client, alice: User, firm: Enterprise, before: Snapshot) -> None:
    after = make_snapshot(
        enterprise=firm, questions={"F05": "D"}, scenes={"S01": 3, "S13": 2, "S02": {"na": "other"}}, at=LATER
    )
    shown = history(client, alice, after)
    assert "与 2026-03-02 的结果相比" in shown
    assert "等级没有变，都是二级。" in shown
    risen, _, fallen = shown.partition("1 个场景上升")[2].partition("2 个场景下降")
    assert "二级 → 三级" in risen
    assert "三级 → 二级" in fallen
    assert "二级 → 不涉及" in fallen
    groups = shown.partition("指标组 上次 这次 变化")[2].partition("1 个场景上升")[0]
    assert groups.count("+") == 2  # the group of the question, and the total
    assert "总分 54.15" in groups
    assert "这是第一份结果" not in shown
    assert "这是第一份结果" in history(client, alice, before)


def test_a_result_corrected_since_is_the_one_before_but_none_to_report_beside(
    client: Client, alice: User, firm: Enterprise, before: Snapshot
) -> None:
    wrong = make_snapshot(enterprise=firm, at=AT + timedelta(days=100))
    after = make_snapshot(enterprise=firm, at=LATER)
    draft = correct(snapshot=wrong, reason="填错了", by=alice, at=LATER + timedelta(days=1))
    submit(assessment=draft, declaration=DECLARATION, by=alice, at=LATER + timedelta(days=1))
    assert "与 2026-06-10 的结果相比" in history(client, alice, after)
    page = client.get(reverse("reports:history", args=[after.public_id])).content.decode()
    assert f'name="before" value="{before.public_id}"' in page
    assert str(wrong.public_id) not in page.partition('name="before"')[2].partition(">")[0]


def test_the_steps_done_between_stand_with_what_they_raised(
    client: Client, alice: User, firm: Enterprise, before: Snapshot
) -> None:
    plan = make_followed(snapshot=before)
    step, scene = next(found for found in served(plan) if found[1] in SCENES)
    title = read_plan_details(plan).measures[step.code].title.zh
    day = timezone.localdate(AT) + timedelta(days=100)
    Step.objects.filter(pk=step.pk).update(state=StepState.DONE, done_on=day)
    after = make_snapshot(enterprise=firm, scenes={scene: 4}, at=LATER)
    assert f"期间完成：{title}" in history(client, alice, after)
    Step.objects.filter(pk=step.pk).update(done_on=timezone.localdate(LATER) + timedelta(days=1))
    assert "期间完成" not in history(client, alice, after)
    Step.objects.filter(pk=step.pk).update(done_on=timezone.localdate(AT) - timedelta(days=1))
    assert "期间完成" not in history(client, alice, after)


def served(plan: KeptPlan) -> list[tuple[Step, str]]:
    measures = read_plan_details(plan).measures
    return [(step, code) for step in Step.objects.filter(plan=plan) for code in items_of(measures[step.code])]
