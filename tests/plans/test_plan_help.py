"""What helps with a plan: support, cases and solutions for the scenes that it raises, and the guide."""

from datetime import date

import pytest
from django.test import Client

from enterprises.models import Enterprise, User
from plans.selectors.planner import load_planner_inputs
from roadmap.domain.planning import Goal
from tests.assessment.factories import make_snapshot
from tests.library import committed_library
from tests.plans.factories import make_plan
from tests.plans.golden import golden_library, golden_snapshot, use_library
from tests.plans.test_planner_page import ask

pytestmark = pytest.mark.django_db
OFFERED = "政策条件、案例和解决方案"


def test_a_plan_is_helped_with_the_scenes_that_it_raises(
    firm: Enterprise, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_library(monkeypatch, committed_library())
    inputs = load_planner_inputs(make_snapshot(enterprise=firm), date(2026, 6, 1))
    plan = inputs.outcome(Goal(target=3)).plan
    assert plan is not None
    found = inputs.help(plan)
    assert found is not None
    raised = {step.scene for planned in plan.steps for step in planned.measure.steps}
    assert {scene.code for scene in found.scenes} == raised
    assert (found.applicant.level, found.applicant.target) == (inputs.level, plan.level)
    risen = {rise.code for step in plan.steps for rise in step.rises}
    assert found.solutions
    for solution in found.solutions:
        assert risen & {*solution.scenes, *solution.questions}, solution.code


def test_the_planner_page_offers_that_help_and_the_guide(
    client: Client, alice: User, firm: Enterprise, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_library(monkeypatch, committed_library())
    page = ask(client, alice, make_snapshot(enterprise=firm), "target=3")
    assert OFFERED in page
    assert "可能用得上的支持政策" in page
    assert 'href="/guide/start/"' in page


def test_without_a_sector_that_fits_there_is_no_help_to_offer(
    client: Client, alice: User, firm: Enterprise, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_library(monkeypatch, golden_library())
    page = ask(client, alice, golden_snapshot(firm), "target=3")
    assert "到三级：4 步" in page
    assert OFFERED not in page


def test_the_steps_of_a_kept_plan_lead_to_the_guide(client: Client, alice: User, firm: Enterprise) -> None:
    plan = make_plan(enterprise=firm)
    client.force_login(alice)
    assert 'href="/guide/start/"' in client.get(f"/p/{plan.public_id}/").content.decode()
