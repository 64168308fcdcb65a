"""The planner against exhaustive search, on hundreds of small random situations of every kind of rule."""

from dataclasses import replace
from random import Random
from unittest.mock import Mock

import pytest

from roadmap.domain.planning import (
    Bound,
    Bounds,
    OutOfReach,
    Plan,
    Situation,
    Without,
    cheapest,
    most_progress,
    search,
)
from roadmap.domain.planning.ties import earlier_choice
from standards.domain.grading import grade
from standards.domain.standard import RuleKind
from tests.planning.examples import plan_to
from tests.planning.exhaustive import Exhaustive
from tests.planning.random_cases import random_bounds, random_situation
from tests.planning.small_standards import TOP, small_standard

KINDS = tuple(RuleKind)
EACH = 160  # situations of each kind of rule


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_the_cheapest_plan_is_the_one_that_exhaustive_search_finds(kind: RuleKind) -> None:
    standard, random, found = small_standard(kind), Random(4), 0
    for _ in range(EACH):
        situation = random_situation(standard, random)
        bounds = random_bounds(random, situation)
        target = random.randint(min(situation.level + 1, TOP), TOP)
        best = Exhaustive(situation, bounds).cheapest(target)
        plan = cheapest(situation, target, bounds)
        if best is None or plan is None:
            assert (plan, best) == (None, None)
            continue
        found += 1
        assert tuple(sorted(plan.codes)) == best.codes
        assert (plan.cost.low, plan.cost.high, plan.months.high) == (best.low, best.high, best.months)
        assert plan.level == best.level == grade(standard, plan.projected).level >= target
    assert found > EACH / 5


@pytest.mark.parametrize("tried", [0, 2])
def test_of_many_plans_that_cost_the_same_the_first_is_found(
    tried: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where more are equal than are tried one by one, those that come earlier are looked for."""
    monkeypatch.setattr(search, "TRIED", tried)
    gone = Mock(wraps=earlier_choice)
    monkeypatch.setattr(search, "earlier_choice", gone)
    standard, random = small_standard(RuleKind.LOWER_OF_BOTH), Random(8)
    for _ in range(EACH // 10):
        firm = random_situation(standard, random)
        alike = dict.fromkeys(firm.efforts, next(iter(firm.efforts.values())))
        situation = replace(firm, efforts=alike)
        best, plan = Exhaustive(situation, Bounds()).cheapest(TOP - 1), cheapest(situation, TOP - 1)
        assert (plan and tuple(sorted(plan.codes))) == (best and best.codes)
    assert gone.called


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_plan_stays_best_at_both_ends_where_exhaustive_search_says_so(kind: RuleKind) -> None:
    standard, random = small_standard(kind), Random(5)
    steady = []
    for _ in range(EACH // 2):
        situation = random_situation(standard, random)
        bounds = random_bounds(random, situation, wishes=False)
        plan = cheapest(situation, TOP - 1, bounds, compared=True)
        if plan:
            tried = Exhaustive(situation, bounds)
            least = (tried.least_low(TOP - 1), tried.least_high(TOP - 1))
            assert plan.stays_best is (least == (plan.cost.low, plan.cost.high))
            steady.append(plan.stays_best)
    assert len(set(steady)) == 2


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_the_most_progress_is_what_exhaustive_search_finds(kind: RuleKind) -> None:
    standard, random = small_standard(kind), Random(6)
    for _ in range(EACH // 2):
        situation = random_situation(standard, random)
        bounds = random_bounds(random, situation)
        furthest, plan = Exhaustive(situation, bounds).furthest(), most_progress(situation, bounds)
        if furthest is None or plan is None:
            assert (plan, furthest) == (None, None)
        else:
            assert tuple(sorted(plan.codes)) == furthest.codes


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_what_a_bound_costs_is_what_exhaustive_search_finds(kind: RuleKind) -> None:
    standard, random, seen = small_standard(kind), Random(7), set()
    for _ in range(EACH // 2):
        situation = random_situation(standard, random)
        bounds = random_bounds(random, situation)
        target = random.randint(min(situation.level + 1, TOP), TOP)
        outcome = plan_to(situation, target, bounds)
        if isinstance(outcome, Plan):
            continue
        _check_best(outcome, Exhaustive(situation, bounds), target)
        for without in outcome.without:
            seen.add(without.bound)
            assert without.plan.level >= target
            _check_price(situation, bounds, without, target)
        assert bool(outcome.without) is not bool(outcome.missing)
    assert seen >= {Bound.BUDGET, Bound.MONTHS, Bound.EXCLUDED}


def _check_price(situation: Situation, bounds: Bounds, without: Without, target: int) -> None:
    """Check what the target takes without one bound: the least money, the fewest months, the least cost."""
    freed = {
        Bound.BUDGET: replace(bounds, budget=None),
        Bound.MONTHS: replace(bounds, months=None),
        Bound.EXCLUDED: replace(bounds, excluded=frozenset()),
        Bound.WANTED: replace(bounds, wanted=frozenset()),
        Bound.ALL: Bounds(),
    }
    tried, plan = Exhaustive(situation, freed[without.bound]), without.plan
    best = tried.cheapest(target)
    assert best is not None
    match without.bound:
        case Bound.BUDGET:
            assert bounds.counted(plan.cost) == (
                tried.least_high(target) if bounds.at_high_prices else (best.low + best.high) / 2
            )
        case Bound.MONTHS:
            assert plan.months.high == tried.fewest_months(target)
        case _:
            assert (plan.cost.mid, plan.cost.low) <= ((best.low + best.high) / 2, best.low)


def _check_best(outcome: OutOfReach, tried: Exhaustive, target: int) -> None:
    levels = [one.level for one in tried.tried if one.level < target]
    if outcome.best is None:
        assert not levels
    else:
        furthest = tried.furthest()
        assert furthest is not None
        assert outcome.best.level == max(levels) == furthest.level
        assert tuple(sorted(outcome.best.codes)) == furthest.codes
