"""The plan of an invented firm: a newcomer sees what following one is."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from plans.domain.progress import StepState
from plans.models import EffectFigure, KeptPlan, Note, PlanState, StoredFile
from plans.presenters.actions import load_action_list
from plans.services.demo import load_demo_plan
from reports.document.issuing import document_of
from reports.models import Report
from reports.services.demo import load_demo
from roadmap.domain.library import Library
from standards.models import Revision
from tests.library import load_committed_library
from tests.people import AT
from tests.plans.factories import BEGIN


@pytest.fixture(autouse=True)
def _loaded(load_2024: Revision) -> None:
    load_committed_library()
    load_demo(at=AT)


def test_one_firm_follows_a_plan_with_steps_done_notes_a_file_and_a_figure() -> None:
    plan = load_demo_plan(at=AT)
    assert plan is not None
    plan.refresh_from_db()
    assert plan.state == PlanState.FOLLOWED
    assert plan.kept_at > plan.snapshot.submitted_at
    rows = load_action_list(plan, BEGIN).rows
    assert [row.step.state for row in rows[:4]] == [
        StepState.DONE,
        StepState.DONE,
        StepState.DOING,
        StepState.TO_DO,
    ]
    assert (Note.objects.count(), StoredFile.objects.count(), EffectFigure.objects.count()) == (3, 1, 1)


def test_loading_twice_makes_one_plan() -> None:
    load_demo_plan(at=AT)
    assert load_demo_plan(at=AT) is None
    assert KeptPlan.objects.count() == 1


def test_a_firm_for_which_nothing_can_be_planned_gets_no_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plans.services.demo.library", lambda _day: Library())
    assert load_demo_plan(at=AT) is None
    assert not KeptPlan.objects.exists()


def test_the_command_loads_it_with_the_firms_whose_reports_say_what_is_followed() -> None:
    """As the page does, which offers no newer one then."""
    call_command("load_demo", stdout=StringIO())
    plan = KeptPlan.objects.get()
    assert plan.enterprise.is_demo
    report, *others = Report.objects.filter(snapshot=plan.snapshot)
    assert not others
    assert "执行中的改进方案" in str(document_of(report).blocks)
    client, owner = Client(), plan.snapshot.submitted_by
    client.force_login(owner)
    page = client.get(reverse("reports:result", args=[plan.snapshot.public_id])).content.decode()
    assert "按最新情况再生成一份" not in page
