"""Comparing plans, and keeping the one that was seen."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from assessment.models import Snapshot
from enterprises.models import Enterprise, User
from plans.domain import kept
from plans.models import KeptPlan
from plans.presenters.planner.page import planner_page
from plans.selectors.kept import read_plan_details
from plans.selectors.planner import load_planner_inputs
from tests.people import AT, make_enterprise
from tests.plans.golden import golden_library, golden_snapshot, use_library
from tests.plans.test_planner_page import ask, links, words
from tests.plans.test_quotes import post as quote

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_2024")]
WIDE, NARROW = "target=3", "target=most&budget=16"


@pytest.fixture(autouse=True)
def _library(monkeypatch: pytest.MonkeyPatch) -> None:
    use_library(monkeypatch, golden_library())


@pytest.fixture
def snapshot(firm: Enterprise) -> Snapshot:
    return golden_snapshot(firm)


def seen(client: Client, user: User, snapshot: Snapshot, query: str) -> str:
    """Return what tells the plan of a page from others."""
    [found] = re.findall(r'name="seen" value="(\w+)"', ask(client, user, snapshot, query))
    return str(found)


def keep(client: Client, user: User, snapshot: Snapshot, query: str, **data: str) -> Any:
    given = {"plan": query, "name": "三级·不限", "seen": seen(client, user, snapshot, query)}
    return client.post(reverse("plans:keep", args=[snapshot.public_id]), given | data)


# --- Keeping --------------------------------------------------------------------------------------


def test_a_plan_is_kept_as_it_was_seen(client: Client, alice: User, snapshot: Snapshot) -> None:
    query = "target=3&budget=100.5&months=24&expect-R02=C&want=rules&exclude=suite"
    response = keep(client, alice, snapshot, query)
    plan = KeptPlan.objects.get()
    assert response["Location"] == reverse("plans:plan", args=[plan.public_id])
    assert (plan.name, plan.kept_by, plan.snapshot) == ("三级·不限", alice, snapshot)
    content = kept.load(plan.content)
    assert (content.target, content.level, content.budget, content.months) == (3, 3, Decimal("100.5"), 24)
    assert (content.wanted, content.excluded) == (("rules",), ("suite",))
    assert [(one.question, one.option) for one in content.expected] == [("R02", "C")]
    codes = re.findall(r'id="step-(\w+)"', ask(client, alice, snapshot, query))
    assert list(read_plan_details(plan).plan.codes) == codes


def test_the_name_is_proposed_by_target_and_bounds(client: Client, alice: User, snapshot: Snapshot) -> None:
    html = ask(client, alice, snapshot, "target=3&budget=300&months=12")
    assert re.findall(r'id="keep-present" name="name" maxlength="60" value="([^"]*)"', html) == [
        "到三级·300 万元以内·12 个月内"
    ]
    assert 'value="走得最远·16 万元以内"' in ask(client, alice, snapshot, NARROW)


def test_a_plan_needs_a_name_and_nothing_is_lost(client: Client, alice: User, snapshot: Snapshot) -> None:
    response = keep(client, alice, snapshot, "target=3&budget=100", name=" ")
    assert response.status_code == 422
    html = response.content.decode()
    assert "请给方案起个名称。" in html
    assert 'name="budget" id="id_budget" value="100"' in html
    assert not KeptPlan.objects.exists()


def test_a_plan_that_has_changed_since_it_was_seen_is_shown_anew(
    client: Client, alice: User, snapshot: Snapshot
) -> None:
    before = seen(client, alice, snapshot, WIDE)
    quote(client, alice, snapshot, measure="erp", cost="7", months="4")
    response = keep(client, alice, snapshot, WIDE, seen=before)
    assert response.status_code == 409
    assert "方案已重新测算。请核对后再保存。" in response.content.decode()
    assert not KeptPlan.objects.exists()
    keep(client, alice, snapshot, WIDE)
    assert [effort.code for effort in kept.load(KeptPlan.objects.get().content).efforts if effort.quoted] == [
        "erp"
    ]


def test_a_plan_without_steps_is_not_kept(client: Client, alice: User, snapshot: Snapshot) -> None:
    assert 'name="seen"' not in ask(client, alice, snapshot, "target=3&budget=1")
    page = planner_page(load_planner_inputs(snapshot, AT.date()), QueryDict("target=3&budget=1"))
    response = client.post(
        reverse("plans:keep", args=[snapshot.public_id]),
        {"plan": "target=3&budget=1", "name": "空", "seen": page.shown.seen},
    )
    assert response.status_code == 422
    assert "这个方案没有步骤，不必保存。" in response.content.decode()
    assert not KeptPlan.objects.exists()


def test_the_most_progress_is_kept_with_the_level_that_it_has(
    client: Client, alice: User, snapshot: Snapshot
) -> None:
    keep(client, alice, snapshot, NARROW, name="走得最远")
    content = kept.load(KeptPlan.objects.get().content)
    assert (content.target, content.level) == (2, 2)
    assert read_plan_details(KeptPlan.objects.get()).plan.cost.high == 18


def test_kept_plans_are_listed_on_the_planner(client: Client, alice: User, snapshot: Snapshot) -> None:
    keep(client, alice, snapshot, WIDE, name="先到三级")
    plan = KeptPlan.objects.get()
    address = reverse("plans:plan", args=[plan.public_id])
    html = client.get(reverse("plans:planner", args=[snapshot.public_id])).content.decode()
    assert f'<a href="{address}">先到三级</a>' in html
    assert "王爱丽 保存于" in html


# --- Comparing ------------------------------------------------------------------------------------


def test_a_plan_is_put_aside_and_stands_beside_the_next(
    client: Client, alice: User, snapshot: Snapshot
) -> None:
    [pin] = links(ask(client, alice, snapshot, WIDE), "放在一边作比较")
    assert pin == "target=3&with=target%3D3"
    html = ask(client, alice, snapshot, f"{NARROW}&with=target%3D3")
    card = html.partition('id="comparison-title"')[2].partition("</section>")[0]
    said = words(card)
    for text in (
        "放在一边的 到三级",
        "现在的 走得最远·16 万元以内",
        "等级 三级 二级",
        "得分 60.5 58",
        "费用 17–28 万元 12–18 万元",
        "时间 3–6 个月 3–6 个月",
        "步数 4 3",
        "只在放在一边的方案里 erp",
        "只在现在的方案里 没有",
        "两个方案都有 firewall team backup",
    ):
        assert text in said
    assert links(card, "改用放在一边的方案") == ["target=3&with=target%3Dmost%26budget%3D16"]
    assert links(card, "结束对比") == ["target=most&budget=16"]


def test_what_is_put_aside_stays_while_the_present_plan_changes(
    client: Client, alice: User, snapshot: Snapshot
) -> None:
    html = ask(client, alice, snapshot, f"{NARROW}&with=target%3D3")
    assert '<input type="hidden" name="with" value="target=3">' in html
    assert all("with=target%3D3" in address for address in links(html, "这一步不做"))


def test_either_of_two_plans_can_be_kept(client: Client, alice: User, snapshot: Snapshot) -> None:
    html = ask(client, alice, snapshot, f"{NARROW}&with=target%3D3")
    forms = re.findall(r'name="plan" value="([^"]*)">\s*<input type="hidden" name="seen" value="(\w+)"', html)
    assert [query.replace("&amp;", "&") for query, _seen in forms] == [
        "target=3&with=target%3Dmost%26budget%3D16",
        f"{NARROW}&with=target%3D3",
    ]
    for query, told in forms:
        data = {"plan": query.replace("&amp;", "&"), "seen": told, "name": query}
        assert client.post(reverse("plans:keep", args=[snapshot.public_id]), data).status_code == 302
    assert KeptPlan.objects.count() == 2


def test_a_kept_plan_is_compared_with_the_present_one(
    client: Client, alice: User, snapshot: Snapshot
) -> None:
    keep(client, alice, snapshot, WIDE, name="先到三级")
    plan = KeptPlan.objects.get()
    html = ask(client, alice, snapshot, NARROW)
    query = f"{NARROW}&with=kept%3D{plan.public_id}"
    assert query in html.replace("&amp;", "&")
    said = words(ask(client, alice, snapshot, query))
    assert "放在一边的 先到三级" in said
    assert "费用 17–28 万元 12–18 万元" in said


@pytest.mark.parametrize("against", ["kept%3Dnothing", "kept%3D00000000-0000-0000-0000-000000000000"])
def test_a_kept_plan_that_is_gone_is_said(
    client: Client, alice: User, snapshot: Snapshot, against: str
) -> None:
    html = ask(client, alice, snapshot, f"target=3&with={against}")
    assert "要比较的方案已经不在了。" in html
    assert "到三级：4 步" in html


def test_plans_of_other_firms_are_not_compared(
    client: Client, alice: User, charlie: User, snapshot: Snapshot
) -> None:
    keep(client, alice, snapshot, WIDE)
    strange = golden_snapshot(make_enterprise(owner=charlie))
    html = ask(client, charlie, strange, f"target=3&with=kept%3D{KeptPlan.objects.get().public_id}")
    assert "要比较的方案已经不在了。" in html
