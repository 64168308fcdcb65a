"""From the home page over a plan's timeline to the next draft, which takes what done steps offer."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from assessment.models import Assessment
from assessment.selectors.answers import load_sheet
from enterprises.models import Enterprise, User
from plans.domain.progress import StepState
from plans.selectors.updates import find_offers
from tests.assessment.factories import make_assessment
from tests.journeys import steps
from tests.journeys.conftest import Welcome
from tests.plans.factories import make_followed
from tests.plans.following import change, complete, steps_of

pytestmark = [pytest.mark.journey, pytest.mark.slow]


def test_done_steps_become_answers_of_the_next_draft(welcome: Welcome, firm: Enterprise, alice: User) -> None:
    plan = make_followed(enterprise=firm)
    first, second, third = steps_of(plan)[:3]
    complete(plan, first.code, second.code, on=timezone.localdate())
    change(third, owner=alice, state=StepState.DOING)
    draft = make_assessment(enterprise=firm)
    visitor = welcome(width=360, both=True)
    page = visitor.page
    steps.sign_in(visitor, str(alice.email))
    page.goto("/")
    expect(page.get_by_role("heading", name="近期到期")).to_be_visible()
    visitor.look()

    page.get_by_role("link", name="方案执行中：2/").click()
    page.get_by_role("link", name="时间安排").click()
    expect(page.get_by_role("heading", name="时间安排")).to_be_visible()
    visitor.look()
    page.get_by_label("看到哪一天").fill("2099-01-01")
    page.get_by_role("button", name="试算").click()
    expect(page.get_by_text("若按期完成，到 2099-01-01")).to_be_visible()

    page.goto(f"/a/{draft.public_id}/")
    visitor.look()
    page.get_by_role("link", name="查看可以更新的答案").click()
    visitor.look()
    offered = find_offers(Assessment.objects.get(pk=draft.pk), load_sheet(draft)).offered
    boxes = page.get_by_role("checkbox")
    expect(boxes).to_have_count(len(offered))
    expect(page.locator("input[type=checkbox]:checked")).to_have_count(0)
    page.get_by_text("已核实，更新这一项").first.click()
    expect(boxes.first).to_be_checked()
    page.get_by_role("button", name="更新勾选的项目").click()
    expect(page.get_by_text("已更新 1 项答案")).to_be_visible()
    taken = offered[0]
    assert load_sheet(draft).at(taken.code).value == taken.to
