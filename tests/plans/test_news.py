"""What the home page says of followed plans: how far each is, and which of one's own steps are due."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from enterprises.models import Enterprise, User
from plans.domain import kept
from plans.models import KeptPlan
from plans.selectors.news import user_news
from plans.services import close_plan
from tests.people import AT, make_enterprise, make_member
from tests.plans.factories import make_followed
from tests.plans.following import change, complete, due, only, steps_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_2024")]


@pytest.fixture
def plan(firm: Enterprise) -> KeptPlan:
    return make_followed(enterprise=firm)


def home(client: Client, user: User) -> str:
    client.force_login(user)
    return client.get("/").content.decode()


def test_titles_are_read_without_the_whole_plan(plan: KeptPlan) -> None:
    measures = kept.load(plan.content).measures
    assert kept.titles(plan.content) == {measure.code: measure.title for measure in measures}


def test_a_firm_reads_how_far_its_plan_is_and_what_comes_next(
    client: Client, alice: User, plan: KeptPlan
) -> None:
    today = timezone.localdate()
    first, _late, coming = only(
        plan, today - timedelta(days=20), today - timedelta(days=2), today + timedelta(days=3)
    )
    complete(plan, first.code, on=today)
    page = home(client, alice)
    assert f'href="/p/{plan.public_id}/"' in page
    assert "方案执行中：1/3 步" in page
    assert "1 步逾期" in page
    assert f"下一步“{kept.titles(plan.content)[coming.code].zh}”3 天后到期" in page


def test_a_plan_without_open_steps_says_so(client: Client, alice: User, plan: KeptPlan) -> None:
    complete(plan, on=timezone.localdate())
    assert "步骤都已完成" in home(client, alice)


def test_who_follows_nothing_reads_nothing(client: Client, alice: User, plan: KeptPlan) -> None:
    close_plan(plan=plan, state="stopped", by=alice, at=AT)  # type: ignore[arg-type]
    assert "方案执行中" not in home(client, alice)


def test_own_steps_of_all_firms_stand_together_the_overdue_first(
    client: Client, alice: User, bob: User, plan: KeptPlan
) -> None:
    today = timezone.localdate()
    other = make_followed(enterprise=make_enterprise(owner=alice, name="另一家有限公司"))
    mine, bobs, far = only(plan, today + timedelta(days=14), today, today + timedelta(days=15))
    (late,) = only(other, today - timedelta(days=1))
    for step in (mine, far, late):
        change(step, owner=alice)
    change(bobs, owner=bob)
    assert [due.step for due in user_news(alice, today).own] == [late, mine]
    page = home(client, alice)
    assert "近期到期" in page
    assert f'href="/t/{late.public_id}/"' in page
    assert "另一家有限公司 · 截止" in page
    assert f'href="/t/{far.public_id}/"' not in page


def test_done_steps_are_not_due(alice: User, plan: KeptPlan) -> None:
    today = timezone.localdate()
    for step in steps_of(plan):
        due(step, today, owner=alice)
    complete(plan, on=today)
    assert user_news(alice, today).own == ()


def test_plans_of_other_peoples_firms_are_nobodys_business(charlie: User, plan: KeptPlan) -> None:
    assert user_news(charlie, timezone.localdate()).plans == {}
    make_member(enterprise=plan.enterprise, user=charlie)
    assert set(user_news(charlie, timezone.localdate()).plans) == {plan.enterprise_id}
