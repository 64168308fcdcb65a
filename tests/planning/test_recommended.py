"""The recommended plan against exhaustive search, and what its kinds promise."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

from editing.domain.texts import Text
from roadmap.domain.planning import (
    Bounds,
    Goal,
    Margins,
    Plan,
    PlanKind,
    PriorityAim,
    Situation,
    cheapest_and_nearest,
    recommend,
    safest,
)
from standards.domain.answers import AtLevel
from standards.domain.grading import grade
from standards.domain.standard import RuleKind, Standard, Variant
from standards.domain.variants import doubts, shortages
from tests.planning.exhaustive import Exhaustive
from tests.planning.random_cases import random_bounds, random_situation
from tests.planning.small_standards import TOP, small_standard

KINDS = tuple(RuleKind)
EACH = 350
WORD = Text(zh="词")
MARGIN = {"min_points": 1, "min_scenes": 1, "min_constrained": 1}


def doubtful(kind: RuleKind) -> Standard:
    """Return a small standard with two doubts: which scenes are constrained, and how Q1 is split."""
    standard = small_standard(kind)
    readings = []
    if kind is RuleKind.LOWER_OF_BOTH:
        readings.append(Variant(code="other", name=WORD, source=WORD, constrained=frozenset({"S2", "S3"})))
    if standard.questions:
        readings.append(Variant(code="equal", name=WORD, source=WORD, equal_split=("Q1",)))
    return replace(standard, variants=tuple(readings))


def cases(kind: RuleKind, seed: int) -> Iterator[tuple[Situation, Bounds, int]]:
    """Give firms with a roadmap of two stages, bounds and a target."""
    standard, random = doubtful(kind), Random(seed)
    for _ in range(EACH):
        firm = random_situation(standard, random)
        priorities = tuple(
            PriorityAim(
                scene=scene.code,
                weight=random.randint(1, 3),
                targets=tuple(random.choice([None, 1, 2, 3]) for _stage in range(2)),
            )
            for scene in standard.scenes
        )
        situation = replace(firm, priorities=priorities)
        yield situation, random_bounds(random, situation), random.randint(min(firm.level + 1, TOP), TOP)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_both_solves_find_what_exhaustive_search_finds(kind: RuleKind) -> None:
    found = nearer = 0
    for situation, bounds, target in cases(kind, 21):
        tried, over = Exhaustive(situation, bounds), (0, 15, 50)[target % 3]
        least, near = tried.cheapest(target), tried.nearest(target, over)
        both = cheapest_and_nearest(situation, target, bounds, over=over)
        if both is None or least is None or near is None:
            assert (both, least, near) == (None, None, None)
            continue
        assert [tuple(sorted(plan.codes)) for plan in both] == [least.codes, near.codes]
        found += 1
        nearer += least.codes != near.codes
    assert found > EACH / 5
    assert nearer > 3 or kind is RuleKind.POINTS  # without scenes there is nothing to be near to


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_the_safest_plan_is_the_one_that_exhaustive_search_finds(kind: RuleKind) -> None:
    found = 0
    for situation, bounds, target in cases(kind, 22):
        best, plan = (
            Exhaustive(situation, bounds).safest(target, MARGIN),
            safest(situation, target, bounds, margin=MARGIN),
        )
        if best is None or plan is None:
            assert (plan, best) == (None, None)
            continue
        assert tuple(sorted(plan.codes)) == best.codes
        found += 1
    assert found > EACH / 20


@pytest.mark.slow
@pytest.mark.usefixtures("unexplained")
@pytest.mark.parametrize("kind", KINDS)
def test_the_kinds_keep_what_they_promise(kind: RuleKind) -> None:
    """The nearest never costs over the bound; the safest holds under every reading, with its margins."""
    safe = 0
    for situation, bounds, target in cases(kind, 23):
        near, safely, least = (
            recommend(Goal(target=target, kind=each, bounds=bounds), situation)
            for each in (PlanKind.NEAREST, PlanKind.SAFEST, PlanKind.CHEAPEST)
        )
        if not (isinstance(near.found, Plan) and isinstance(safely.found, Plan) and least.plan):
            assert {near.plan is None, safely.plan is None, least.plan is None} in ({True}, {False})
            continue
        assert near.cheapest is not None
        assert near.cheapest.codes == least.plan.codes
        assert near.more_money == near.found.cost.mid - least.plan.cost.mid
        assert least.plan.cost.mid <= near.found.cost.mid <= least.plan.cost.mid * 115 / 100
        assert near.cheapest_covers == least.covers
        assert near.covers or near.found.codes == least.plan.codes
        if safely.kind is PlanKind.SAFEST:
            safe += 1
            for reading in (None, *situation.standard.variants):
                short = shortages(situation.standard, safely.found.projected, target, reading)
                assert all(lack <= -MARGIN.get(name, 0) for name, lack in short.items())
            then = grade(situation.standard, safely.found.projected)
            if then.level == target:
                assert all(
                    d.level >= target for d in doubts(situation.standard, safely.found.projected, then)
                )
        else:
            assert safely.found.codes == near.found.codes
    assert safe > EACH / 20


@pytest.mark.usefixtures("unexplained")
def test_nothing_may_cost_more_where_no_margin_is_given() -> None:
    for situation, bounds, target in cases(RuleKind.LOWER_OF_BOTH, 24):
        found = recommend(Goal(target=target, bounds=bounds), situation, Margins(over=0))
        if isinstance(found.found, Plan):
            assert found.more_money == 0


def test_what_was_asked_before_is_not_worked_out_again_and_anything_else_is() -> None:
    """A plan is kept by the values of all that it follows from."""
    situation = random_situation(small_standard(RuleKind.LOWER_OF_BOTH), Random(3))
    goal = Goal(target=TOP)
    again = replace(situation, answers=replace(situation.answers), efforts=dict(situation.efforts))
    assert recommend(goal, situation) is recommend(replace(goal, expected={}), again)
    code, effort = next(iter(situation.efforts.items()))
    dearer = replace(effort, cost=replace(effort.cost, high=effort.cost.high + 1))
    scene = next(iter(situation.answers.scenes))
    raised = replace(situation.answers, scenes={**situation.answers.scenes, scene: AtLevel(level=4)})
    others = [
        (goal, replace(situation, efforts={**situation.efforts, code: dearer})),
        (goal, replace(situation, answers=raised)),
        (goal, replace(situation, measures=situation.measures[1:])),
        (goal, replace(situation, priorities=(PriorityAim(scene=scene, weight=1, targets=(1,)),))),
        (goal, replace(situation, at_once=1)),
        (replace(goal, target=TOP - 1), situation),
        (replace(goal, kind=PlanKind.SAFEST), situation),
        (replace(goal, bounds=Bounds(months=3)), situation),
        (replace(goal, expected={"Q1": "A"}), situation),
    ]
    for other, place in others:
        found = recommend(other, place)
        assert (found.goal, found.situation) == (other, place)
        assert (found.goal, found.situation) != (goal, situation)
