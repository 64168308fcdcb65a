"""What a report keeps of a recommendation leads to the same plan, without a solver."""

import json
from dataclasses import replace
from random import Random

import pytest

from roadmap.domain.planning import (
    BrokenPlan,
    Choice,
    Goal,
    PriorityAim,
    choice_of,
    recommend,
    recommended_by,
    search,
)
from standards.domain.standard import RuleKind
from tests.planning.random_cases import random_situation
from tests.planning.small_standards import TOP, small_standard

EACH = 40


@pytest.mark.parametrize("kind", tuple(RuleKind))
def test_what_is_kept_leads_to_the_same_plan_without_a_solver(
    kind: RuleKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    random = Random(5)
    found = []
    for _ in range(EACH):
        firm = random_situation(small_standard(kind), random)
        scenes = [scene.code for scene in firm.standard.scenes]
        aims = [PriorityAim(scene=code, weight=random.randint(1, 5), targets=(1, 2, 3)) for code in scenes]
        situation = replace(firm, priorities=tuple(aims))
        goal = Goal(target=random.randint(min(firm.level + 1, TOP), TOP))
        found.append(recommend(goal, situation))
    monkeypatch.delattr(search, "minimise")
    for recommended in found:
        kept = Choice.of_rows(json.loads(json.dumps(choice_of(recommended).rows)))
        again = recommended_by(kept, recommended.goal, recommended.situation)
        assert again == (replace(recommended, found=None) if recommended.shortfall else recommended)
    assert {bool(recommended.shortfall) for recommended in found} == {True, False}


def test_measures_that_do_not_lead_to_the_level_are_refused() -> None:
    random = Random(5)
    firms = (random_situation(small_standard(RuleKind.LOWER_OF_BOTH), random) for _ in range(EACH))
    for situation in firms:
        kept = choice_of(recommend(Goal(target=TOP), situation))
        if len(kept.measures) > 1 and situation.level < TOP:
            fewer = replace(kept, measures=kept.measures[:1], cheapest=kept.measures[:1])
            with pytest.raises(BrokenPlan):
                recommended_by(fewer, Goal(target=TOP), situation)
            return
    pytest.fail("no firm of these needs two measures")
