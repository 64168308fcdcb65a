"""A kept plan says for ever what it said when it was made."""

from datetime import date

import pytest

from enterprises.models import Enterprise
from plans.domain import kept
from plans.models import KeptPlan, PlanState, Step
from plans.selectors.kept import read_plan_details
from plans.selectors.plans import find_followed, list_steps
from plans.services import Refusal, RefusedPlan, close_plan, discard_plan, follow_plan, keep_plan
from roadmap.domain.planning import Bounds
from roadmap.domain.planning.working import Slot
from roadmap.domain.schedule import Days, months_later, step_dates
from tests.assessment.factories import make_snapshot
from tests.people import AT
from tests.plans.factories import BEGIN, make_followed, make_plan, plan_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shared_2024")]


def test_a_kept_plan_is_the_plan_that_was_made(firm: Enterprise) -> None:
    snapshot = make_snapshot(enterprise=firm)
    made = plan_of(snapshot)
    content = kept.keep(made, Bounds(), target=3, expected={}, quoted=frozenset())
    row = keep_plan(snapshot=snapshot, content=content, name="三级方案", by=firm.created_by, at=AT)
    row = KeptPlan.objects.select_related("snapshot").get(pk=row.pk)
    assert read_plan_details(row).plan == made
    assert kept.dump(kept.load(row.content)) == row.content


def test_a_plan_without_steps_is_not_kept(firm: Enterprise) -> None:
    snapshot = make_snapshot(enterprise=firm)
    content = kept.keep(plan_of(snapshot, target=2), Bounds(), target=2, expected={}, quoted=frozenset())
    with pytest.raises(RefusedPlan) as refused:
        keep_plan(snapshot=snapshot, content=content, name="二级", by=firm.created_by, at=AT)
    assert refused.value.refusal is Refusal.NOTHING_TO_DO


def test_steps_get_their_days_when_the_plan_is_followed(firm: Enterprise) -> None:
    plan = make_followed(enterprise=firm)
    details = read_plan_details(plan).plan
    steps = list(list_steps(plan))
    assert [step.code for step in steps] == list(details.codes)
    assert {(step.starts_on, step.due_on) for step in steps} == {
        (days.starts_on, days.due_on)
        for days in (step_dates(planned.slot, BEGIN) for planned in details.steps)
    }
    assert [step.cost_planned for step in steps] == [one.effort.cost.planned for one in details.steps]
    assert find_followed(firm) == plan


def test_a_firm_follows_one_plan_at_a_time(firm: Enterprise) -> None:
    first = make_followed(enterprise=firm)
    other = make_plan(snapshot=first.snapshot)
    with pytest.raises(RefusedPlan) as refused:
        follow_plan(plan=other, begins_on=BEGIN, by=firm.created_by, at=AT)
    assert refused.value.refusal is Refusal.ANOTHER_FOLLOWED
    assert not Step.objects.filter(plan=other).exists()
    close_plan(plan=first, state=PlanState.STOPPED, by=firm.created_by, at=AT)
    follow_plan(plan=other, begins_on=BEGIN, by=firm.created_by, at=AT)
    assert find_followed(firm) == other


def test_a_plan_is_followed_once_and_closed_once(firm: Enterprise) -> None:
    plan = make_followed(enterprise=firm)
    with pytest.raises(RefusedPlan):
        follow_plan(plan=plan, begins_on=BEGIN, by=firm.created_by, at=AT)
    close_plan(plan=plan, state=PlanState.FINISHED, by=firm.created_by, at=AT)
    with pytest.raises(RefusedPlan):
        close_plan(plan=plan, state=PlanState.STOPPED, by=firm.created_by, at=AT)


def test_only_what_was_never_followed_is_discarded(firm: Enterprise) -> None:
    plan = make_plan(enterprise=firm)
    followed = make_followed(snapshot=plan.snapshot)
    discard_plan(plan=plan)
    with pytest.raises(RefusedPlan):
        discard_plan(plan=followed)
    assert list(KeptPlan.objects.all()) == [followed]


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 12, 15), 2, date(2028, 2, 15)),
        (date(2026, 3, 2), 0, date(2026, 3, 2)),
        (date(2027, 1, 31), 13, date(2028, 2, 29)),
    ],
)
def test_months_later(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later


def test_a_step_ends_the_day_before_the_next_begins() -> None:
    first = step_dates(Slot(start=0, finish=2), BEGIN)
    second = step_dates(Slot(start=2, finish=3), BEGIN)
    assert first == Days(starts_on=date(2026, 3, 2), due_on=date(2026, 5, 1))
    assert second.starts_on == date(2026, 5, 4)  # the 2nd is a Saturday
    assert step_dates(Slot(start=1, finish=1), BEGIN) == Days(
        starts_on=date(2026, 4, 2), due_on=date(2026, 4, 2)
    )
