"""A goal in the address of the page, what its links change, and how far sliders go: without a database."""

from dataclasses import replace
from decimal import Decimal
from urllib.parse import parse_qsl

import pytest

from plans.domain.comparing import difference
from plans.domain.goals import (
    address_of,
    eased,
    insisting_on,
    leaving_out,
    no_longer_insisting_on,
    query_of,
)
from plans.domain.scale import Scale, scale
from roadmap.domain.planning import (
    Bound,
    Bounds,
    Goal,
    Money,
    OutOfReach,
    Plan,
    PlanKind,
    furthest,
    recommend,
)
from tests.planning.examples import plan_to, situation
from tests.planning.golden import firm


def test_the_address_says_all_of_a_goal_in_one_spelling() -> None:
    bounds = Bounds(
        budget=Decimal("300.50"), months=12, wanted=frozenset({"b", "a"}), excluded=frozenset({"d"})
    )
    goal = Goal(target=3, bounds=bounds, expected={"R02": "C", "R01": "B"})
    assert (
        query_of(goal) == "target=3&budget=300.5&months=12&expect-R01=B&expect-R02=C&want=a&want=b&exclude=d"
    )
    assert query_of(Goal()) == "target=most"


def test_the_address_carries_what_is_compared_and_what_is_quoted() -> None:
    address = address_of(Goal(target=3), against="target=4&budget=100", quote="erp")
    assert parse_qsl(address) == [("target", "3"), ("with", "target=4&budget=100"), ("quote", "erp")]


def test_a_measure_is_left_out_or_insisted_on_and_never_both() -> None:
    goal = insisting_on(Goal(target=3), "erp")
    assert goal.bounds == Bounds(wanted=frozenset({"erp"}))
    assert leaving_out(goal, "erp").bounds == Bounds(excluded=frozenset({"erp"}))
    assert insisting_on(leaving_out(goal, "erp"), "erp") == goal
    assert no_longer_insisting_on(goal, "erp") == Goal(target=3)


@pytest.mark.parametrize(
    ("bounds", "bound"),
    [
        (Bounds(budget=Decimal(16)), Bound.BUDGET),
        (Bounds(months=3), Bound.MONTHS),
        (Bounds(excluded=frozenset({"erp", "suite", "connect"})), Bound.EXCLUDED),
        (Bounds(budget=Decimal(29), wanted=frozenset({"suite", "connect"})), Bound.WANTED),
        (Bounds(budget=Decimal(3), months=2), Bound.ALL),
    ],
)
def test_easing_a_bound_as_is_said_makes_the_target_reachable(bounds: Bounds, bound: Bound) -> None:
    found = plan_to(firm(), 3, bounds)
    assert isinstance(found, OutOfReach)
    without = next(one for one in found.without if one.bound is bound)
    wider = eased(Goal(target=3, bounds=bounds), without)
    plan = recommend(wider, firm()).found
    assert isinstance(plan, Plan)
    assert plan.level == 3


def test_an_eased_budget_is_a_whole_number() -> None:
    dearer = {
        code: replace(known, cost=Money(low=known.cost.low, high=known.cost.high + Decimal("0.1")))
        for code, known in firm().efforts.items()
    }
    found = plan_to(replace(firm(), efforts=dearer), 3, Bounds(budget=Decimal(16)))
    assert isinstance(found, OutOfReach)
    assert found.without[0].plan.cost.high == Decimal("28.4")
    assert eased(Goal(target=3, bounds=found.bounds), found.without[0]).bounds.budget == 23


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("0", Scale(step=Decimal(1), most=Decimal(1))),
        ("7.5", Scale(step=Decimal(1), most=Decimal(8))),
        ("60", Scale(step=Decimal(1), most=Decimal(60))),
        ("277", Scale(step=Decimal(5), most=Decimal(280))),
        ("1249.5", Scale(step=Decimal(50), most=Decimal(1250))),
        ("9999999", Scale(step=Decimal(50000), most=Decimal(10000000))),
    ],
)
def test_a_slider_reaches_the_amount_in_round_steps(amount: str, expected: Scale) -> None:
    assert scale(Decimal(amount)) == expected
    assert expected.unbounded == expected.most + expected.step


def test_the_sliders_go_as_far_as_a_plan_to_the_highest_level_there_is() -> None:
    plan = furthest(firm())
    assert plan is not None
    assert (plan.level, plan.cost.high) == (3, Decimal(28))
    assert furthest(situation()) is None


def test_two_plans_differ_by_their_measures() -> None:
    first, second = (
        recommend(Goal(target=3, kind=PlanKind.CHEAPEST, bounds=bounds), firm()).found
        for bounds in (Bounds(), Bounds(excluded=frozenset({"erp"})))
    )
    assert isinstance(first, Plan)
    assert isinstance(second, Plan)
    found = difference(first, second)
    names = [[measure.code for measure in part] for part in (found.only_first, found.only_second, found.both)]
    assert sorted(names[0] + names[2]) == sorted(first.codes)
    assert sorted(names[1] + names[2]) == sorted(second.codes)
    assert (names[0], names[2]) == (["team", "erp"], ["firewall", "backup"])
