"""What must hold for every plan, on random firms: small ones of every rule, some with the full library."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from random import Random
from typing import Any

import pytest

from roadmap.domain.planning import (
    Bounds,
    Goal,
    OutOfReach,
    Plan,
    PriorityAim,
    Situation,
    cheapest,
    most_progress,
    plan_result,
    recommend,
)
from standards.domain.scoring import score
from standards.domain.standard import RuleKind
from standards.domain.variants import shortages
from tests.planning.full_library import full_situation
from tests.planning.random_cases import random_bounds, random_situation
from tests.planning.small_standards import TOP, small_standard
from tests.standards.fixtures import standard_2024

SMALL = 20  # of each kind of rule


def cases() -> Iterator[tuple[Situation, int, Bounds]]:
    for kind in RuleKind:
        standard, random = small_standard(kind), Random(11)
        for _ in range(SMALL):
            situation = random_situation(standard, random)
            bounds = random_bounds(random, situation)
            yield situation, min(situation.level + 1, TOP), bounds
    for seed in range(2):
        situation = full_situation(standard_2024(), seed=seed)
        yield situation, min(situation.level + 1, 4), Bounds(months=(None, 18)[seed % 2])


@cache
def plans() -> tuple[tuple[Situation, int, Bounds, Plan], ...]:
    """Return the cases that have a plan, with it."""
    found = ((*case, cheapest(*case)) for case in cases())
    return tuple((situation, target, bounds, plan) for situation, target, bounds, plan in found if plan)


@pytest.mark.slow
def test_a_larger_budget_never_gives_a_worse_plan() -> None:
    compared = 0
    for situation, target, bounds, plan in plans():
        for more in (1, 5):
            larger = replace(bounds, budget=plan.cost.high + more)
            richer = cheapest(situation, target, larger)
            assert richer is not None
            assert richer.cost.mid <= plan.cost.mid
            compared += 1
    assert compared > SMALL / 2


@pytest.mark.slow
@pytest.mark.usefixtures("unexplained")
def test_a_larger_budget_never_gives_less() -> None:
    """Neither the level nor what is met of the next one, nor the priority scenes of the recommended plan."""
    grew = 0
    for firm, target, bounds, _plan in plans():
        aims = (PriorityAim(scene=scene.code, weight=2, targets=(1, 3)) for scene in firm.standard.scenes)
        situation = replace(firm, priorities=tuple(aims))
        before: tuple[int, Fraction] = (-1, Fraction(0))
        covered = -1
        for money in (0, 2, 5, 9, 30, 200):
            given = replace(bounds, budget=Decimal(money))
            plan = most_progress(situation, given)
            if plan is not None:
                now = (plan.level, progress(situation, plan))
                assert now >= before
                grew += now > before
                before = now
            found = recommend(Goal(target=target, bounds=replace(given, at_high_prices=False)), situation)
            if isinstance(found.found, Plan):
                assert len(found.covers) >= covered
                covered = len(found.covers)
            else:
                assert covered == -1  # what was reached with less is reached with more
    assert grew > SMALL / 4


def progress(situation: Situation, plan: Plan) -> Fraction:
    """Return how much of what the level above lacks is met, each of its conditions counting alike."""
    standard, level = situation.standard, plan.level + 1
    if level > standard.rule.top:
        return Fraction(0)
    lacked = shortages(standard, situation.answers, level)
    lacks = shortages(standard, plan.projected, level)
    return sum(
        ((short - max(Fraction(0), lacks[name])) / short for name, short in lacked.items() if short > 0),
        Fraction(0),
    )


@pytest.mark.slow
def test_forbidding_a_chosen_step_never_gives_a_cheaper_plan() -> None:
    for situation, target, bounds, plan in plans():
        for code in plan.codes:
            if code in bounds.wanted:
                continue
            other = cheapest(situation, target, replace(bounds, excluded=bounds.excluded | {code}))
            assert other is None or other.cost.mid >= plan.cost.mid


@pytest.mark.slow
def test_the_plan_of_a_plan_is_empty() -> None:
    for situation, target, bounds, plan in plans():
        then = replace(situation, answers=plan.projected)
        again = cheapest(then, target, replace(bounds, wanted=frozenset()))
        assert again is not None
        assert again.steps == ()


@pytest.mark.slow
def test_each_step_follows_what_it_waits_for_and_its_worth_adds_up() -> None:
    for situation, _target, _bounds, plan in plans():
        before = score(situation.standard, situation.answers).total.points
        done: set[str] = set()
        for step in plan.steps:
            inside = set(step.measure.prerequisites) & set(plan.codes)
            assert inside <= done
            done.add(step.measure.code)
        assert plan.points == before + sum((step.points for step in plan.steps), Decimal(0))
        assert replace(situation, answers=plan.projected).level == plan.level
        assert plan.months.high == max((step.slot.finish for step in plan.steps), default=0)


@pytest.mark.slow
def test_the_same_input_gives_the_same_plan_in_whatever_order_the_measures_come() -> None:
    for situation, target, bounds in cases():
        turned = replace(situation, measures=situation.measures[::-1])
        goal = Goal(target=target, bounds=bounds)
        first, second = recommend(goal, situation), recommend(goal, turned)
        assert plan_result(situation.standard, first) == plan_result(situation.standard, second)


@pytest.mark.slow
def test_no_result_holds_a_float() -> None:
    for situation, target, bounds in cases():
        found = recommend(Goal(target=target, bounds=bounds), situation)
        assert not list(floats(found.found))
        assert not list(floats(plan_result(situation.standard, found)))
        if isinstance(found.found, OutOfReach):
            assert found.found.without or found.found.missing


def floats(value: Any) -> Iterator[float]:
    """Give every float anywhere in a value."""
    if isinstance(value, float):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from floats(inner)
    elif isinstance(value, list | tuple | frozenset):
        for inner in value:
            yield from floats(inner)
    elif is_dataclass(value):
        for field in fields(value):
            yield from floats(getattr(value, field.name))
