"""Where a followed plan leads: the worked example of docs/method.md, "Following a plan"."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import pairwise
from random import Random

import pytest

from plans.domain import kept
from plans.domain.progress import StepFacts, StepState
from plans.domain.projection import expected_days, projection_of, ready_by
from roadmap.domain.planning import Bounds, Plan, Situation, cheapest
from roadmap.domain.planning.projection import (
    Milestone,
    ProjectedResult,
    Projection,
    answers_after,
    milestones,
    projected_result,
)
from roadmap.domain.schedule import step_dates
from standards.domain.standard import RuleKind
from tests.planning.examples import plan_to
from tests.planning.golden import firm
from tests.planning.random_cases import random_situation
from tests.planning.small_standards import TOP, small_standard
from tests.plans.factories import BEGIN

DAYS = {
    "firewall": date(2026, 5, 1),
    "erp": date(2026, 7, 1),
    "backup": date(2026, 8, 1),
    "team": date(2026, 9, 1),
}


def step(code: str = "erp", state: StepState = StepState.TO_DO) -> StepFacts:
    done_on = DAYS[code] if state is StepState.DONE else None
    return StepFacts(
        code=code,
        position=1 + list(DAYS).index(code),
        state=state,
        starts_on=BEGIN,
        due_on=DAYS[code],
        done_on=done_on,
        cost_planned=Decimal(10),
        cost_real=None,
    )


def example(**states: StepState) -> list[StepFacts]:
    return [step(code, states.get(code, StepState.TO_DO)) for code in DAYS]


@cache
def way_and_plan() -> tuple[Projection, Plan]:
    situation = firm()
    plan = plan_to(situation, 3)
    assert isinstance(plan, Plan)
    content = kept.keep(plan, Bounds(), target=3, expected={}, quoted=frozenset())
    return projection_of(content, situation.standard, situation.answers), plan


# --- Steps with their days ------------------------------------------------------------------------


def test_a_step_is_overdue_the_day_after_it_was_due() -> None:
    due = DAYS["erp"]
    assert not step().is_overdue(due)
    assert step().is_overdue(due + timedelta(days=1))
    assert not step(state=StepState.DONE).is_overdue(due + timedelta(days=1))
    assert not step(state=StepState.DROPPED).is_overdue(due + timedelta(days=1))


# --- Where it leads -------------------------------------------------------------------------------


def test_the_days_of_the_example() -> None:
    _way, plan = way_and_plan()
    assert {step.measure.code: step_dates(step.slot, BEGIN).due_on for step in plan.steps} == DAYS


def test_the_example_rises_with_its_last_step() -> None:
    way, _plan = way_and_plan()
    steps = example(firewall=StepState.DONE)
    assert projected_result(way, {"firewall"}) == ProjectedResult(points=Decimal("52.55"), level=2)
    assert projected_result(way, ready_by(steps, date(2026, 8, 1))) == ProjectedResult(
        points=Decimal("57.55"), level=2
    )
    whole = ProjectedResult(points=Decimal("60.55"), level=3)
    assert milestones(way, expected_days(steps, BEGIN)) == (Milestone(when=DAYS["team"], result=whole),)


def test_a_dropped_step_can_cost_the_level() -> None:
    way, _plan = way_and_plan()
    steps = example(firewall=StepState.DROPPED)
    assert projected_result(way, ready_by(steps, date(2027, 1, 1))) == ProjectedResult(
        points=Decimal("59.3"), level=2
    )
    assert milestones(way, expected_days(steps, BEGIN)) == ()


def test_what_is_overdue_is_expected_today_and_what_is_done_on_its_day() -> None:
    today = date(2026, 8, 15)
    days = expected_days(example(erp=StepState.DONE, team=StepState.DROPPED), today)
    assert days == {"firewall": today, "erp": DAYS["erp"], "backup": today}


# --- Whatever the plan ----------------------------------------------------------------------------


def plans() -> Iterator[tuple[Situation, Plan, Projection]]:
    for kind in RuleKind:
        standard, random = small_standard(kind), Random(5)
        for _ in range(40):
            situation = random_situation(standard, random)
            plan = cheapest(situation, min(situation.level + 1, TOP), Bounds())
            if plan:
                content = kept.keep(plan, Bounds(), target=plan.level, expected={}, quoted=frozenset())
                yield situation, plan, projection_of(content, standard, situation.answers)


@pytest.mark.slow
def test_all_steps_give_what_the_plan_promises_and_none_what_the_firm_has() -> None:
    compared = 0
    for situation, plan, way in plans():
        assert answers_after(way, plan.codes) == plan.projected
        assert projected_result(way, plan.codes) == ProjectedResult(points=plan.points, level=plan.level)
        assert projected_result(way).level == situation.level
        compared += len(plan.steps) > 1
    assert compared > 10


@pytest.mark.slow
def test_more_steps_never_give_less() -> None:
    random = Random(8)
    for _situation, plan, way in plans():
        codes = list(plan.codes)
        random.shuffle(codes)
        row = [projected_result(way, codes[:count]) for count in range(len(codes) + 1)]
        assert all(one.points <= two.points and one.level <= two.level for one, two in pairwise(row))


@pytest.mark.slow
def test_the_last_milestone_is_the_promised_level() -> None:
    for situation, plan, way in plans():
        found = milestones(way, {step.measure.code: step.slot.finish for step in plan.steps})
        levels = [milestone.result.level for milestone in found]
        assert levels == sorted(set(levels))
        assert (levels[-1] if levels else situation.level) == plan.level
