"""Order, schedule, worth, bounds and ties of a plan, by worked examples."""

from decimal import Decimal
from typing import Any

import pytest

from roadmap.domain.library import Library
from roadmap.domain.measure import Measure
from roadmap.domain.planning import (
    Bounds,
    BrokenPlan,
    Effort,
    Money,
    Months,
    Plan,
    Situation,
    cheapest,
    efforts,
    firm_situation,
    most_progress,
)
from roadmap.domain.planning.plan import make_plan
from standards.domain.answers import AtLevel, Chosen
from tests.planning.examples import BOTH, NA, POINTS, answers, climbing, giving, plan_to, situation

ALL = Bounds()


def found(plan: Plan | None) -> Plan:
    assert plan is not None
    return plan


# Q1 B, C, D give 8.325, 8.325, 8.35; Q2 B, C 12.5, D 25; Q3 B 15.625, C 25.
MULTI = tuple(giving("Q1", key, f"Q1-{key}", cost=(2, 4)) for key in "BCD")
SINGLE = (giving("Q2", "B", "Q2-B", cost=(2, 4)), giving("Q2", "D", "Q2-D", cost=(5, 7)))
RATIO = (giving("Q3", "B", "Q3-B", cost=(4, 4)), giving("Q3", "C", "Q3-C", cost=(9, 11)))


def on_points(*measures: Measure, **changed: Any) -> Situation:
    return situation(*measures, standard=POINTS, **changed)


def test_the_cheapest_set_that_reaches_the_points_is_found() -> None:
    plan = found(cheapest(on_points(*MULTI, *SINGLE, *RATIO), 1))
    # B of question 2 and two options of question 1 give 29.15 for 3 + 3 + 3 = 9; D of question 2 and one
    # option of question 1 give 33.325 for 6 + 3 = 9, with a step less.
    assert plan.codes == ("Q1-B", "Q2-D")
    assert (plan.cost, plan.cost.mid) == (Money(low=Decimal(7), high=Decimal(11)), Decimal(9))
    assert (plan.points, plan.level) == (Decimal("33.325"), 1)


def test_equally_cheap_plans_are_decided_by_steps_and_then_by_code() -> None:
    twins = [giving("Q2", "D", code, cost=(6, 6)) for code in ("Z", "A")]
    assert found(cheapest(on_points(*MULTI, *twins, *RATIO), 1)).codes == ("Q1-B", "A")


def test_what_the_firm_has_needs_no_measure() -> None:
    plan = found(cheapest(on_points(*MULTI, Q3=Chosen(options=("C",))), 1))
    assert plan.codes == ("Q1-B",)
    assert found(cheapest(on_points(*MULTI), 0)).steps == ()


def test_a_bound_of_the_budget_holds_for_the_upper_ends_where_all_quotes_come_in_high() -> None:
    firm = on_points(*MULTI, *SINGLE, *RATIO)
    assert found(cheapest(firm, 1, Bounds(budget=Decimal(11), at_high_prices=True))).codes == ("Q1-B", "Q2-D")
    assert cheapest(firm, 1, Bounds(budget=Decimal("10.99"), at_high_prices=True)) is None


def test_an_excluded_measure_is_avoided_and_a_wanted_one_is_in() -> None:
    firm = on_points(*MULTI, *SINGLE, *RATIO)
    assert found(cheapest(firm, 1, Bounds(excluded=frozenset({"Q2-D"})))).codes == ("Q1-B", "Q1-C", "Q2-B")
    wanted = found(cheapest(firm, 1, Bounds(wanted=frozenset({"Q3-C"}))))
    assert wanted.codes == ("Q1-B", "Q3-C")


def test_a_wanted_measure_that_cannot_be_planned_is_named() -> None:
    with pytest.raises(ValueError, match="wanted, but no measure that can be planned: X"):
        cheapest(on_points(*MULTI), 1, Bounds(wanted=frozenset({"X"})))


@pytest.mark.parametrize(
    "fields",
    [{"excluded": frozenset("A"), "wanted": frozenset("A")}, {"budget": Decimal(-1)}, {"months": -1}],
)
def test_bounds_that_contradict_themselves_are_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"both wanted and excluded: A|below zero"):
        Bounds(**fields)


def test_scenes_climb_level_by_level_and_later_levels_wait() -> None:
    steps = [
        climbing("S1", level, level + 1, f"S1-{level}", cost=(level, level), months=(1, 2 + level))
        for level in (0, 1, 2)
    ]
    points = [giving("Q2", "D", "Q2-D", months=(9, 9)), giving("Q3", "C", "Q3-C"), *MULTI]
    firm = situation(*steps, climbing("S2", 1, 2, "S2-1"), *points, S2=AtLevel(level=1))
    plan = found(cheapest(firm, 2))
    # All that can begin does, what is free first; S1-1 follows S1-0, and S1-2 is not needed.
    assert plan.codes == ("S1-0", "Q2-D", "Q3-C", "S2-1", "S1-1")
    slots = {step.measure.code: (step.slot.start, step.slot.finish) for step in plan.steps}
    assert (slots["S1-0"], slots["S1-1"], slots["S2-1"]) == ((0, 2), (2, 5), (0, 2))
    assert plan.months == Months(low=9, high=9)
    assert plan.level == 2


def test_a_prerequisite_comes_first_and_opens_what_waited_for_it() -> None:
    first = giving("Q4", "B", "first", cost=(1, 1), months=(3, 3))  # an outcome: it raises nothing itself
    second = giving("Q2", "D", "second", prerequisites=("first",), months=(2, 2))
    third = giving("Q3", "B", "third", prerequisites=("second",), months=(1, 1))
    plan = found(cheapest(on_points(first, second, third), 1))
    assert plan.codes == ("first", "second", "third")
    assert [step.opens for step in plan.steps] == [("second",), ("third",), ()]
    assert [(step.points, step.level) for step in plan.steps] == [
        (Decimal(0), 0),
        (Decimal(25), 0),
        (Decimal("15.625"), 1),
    ]
    assert plan.months == Months(low=6, high=6)


def test_a_prerequisite_whose_result_is_there_is_done() -> None:
    first = climbing("S1", 0, 1, "first", cost=(50, 50))
    firm = situation(
        first,
        climbing("S2", 0, 1, "second", prerequisites=("first",)),
        *SINGLE,
        S1=AtLevel(level=1),
        Q3=Chosen(options=("C",)),
    )
    assert found(cheapest(firm, 1)).codes == ()
    firm = situation(climbing("S2", 0, 1, "second", prerequisites=("gone",)), Q3=Chosen(options=("C",)))
    assert cheapest(firm, 1) is None  # what comes first is no longer in the library


def test_months_bound_the_longest_chain_and_not_the_sum() -> None:
    one = giving("Q2", "D", "one", months=(1, 6))
    two = giving("Q3", "C", "two", months=(2, 5))
    assert found(cheapest(on_points(one, two), 1, Bounds(months=6))).months == Months(low=2, high=6)
    assert cheapest(on_points(one, two), 1, Bounds(months=5)) is None


def long_chain(*, first_needs: tuple[str, ...] = ()) -> list[Measure]:
    """Six steps of a month, more than are looked at from the beginning; the last is worth the level."""
    given: dict[str, Any] = {"cost": (1, 1), "months": (1, 1)}
    steps = [giving("Q4", "B", "step-0", prerequisites=first_needs, **given)]
    steps += [giving("Q4", "B", f"step-{n}", prerequisites=(f"step-{n - 1}",), **given) for n in range(1, 5)]
    return [*steps, giving("Q2", "D", "last", prerequisites=("step-4",), **given)]


def test_a_long_chain_takes_the_months_of_all_its_steps() -> None:
    dear = giving("Q2", "D", "dear", cost=(90, 90), months=(1, 1))
    firm = on_points(*long_chain(), dear, *MULTI)
    assert "last" in found(cheapest(firm, 1, Bounds(months=6))).codes
    assert found(cheapest(firm, 1, Bounds(months=5))).codes == ("Q1-B", "dear")


def test_a_long_circle_is_no_plan() -> None:
    dear = giving("Q2", "D", "dear", cost=(90, 90))
    firm = on_points(*long_chain(first_needs=("last",)), dear, *MULTI)
    assert found(cheapest(firm, 1)).codes == ("Q1-B", "dear")


def test_measures_that_wait_for_each_other_in_a_circle_are_no_plan() -> None:
    one = giving("Q2", "D", "one", prerequisites=("two",))
    two = giving("Q3", "C", "two", prerequisites=("one",))
    assert cheapest(on_points(one, two), 1) is None


def test_an_outcome_is_no_step_unless_it_is_expected() -> None:
    outcome, other = giving("Q4", "C", "outcome"), giving("Q1", "B", "other")
    assert cheapest(on_points(outcome, other), 1) is None
    library = Library.of([outcome, other])
    firm = firm_situation(
        library=library,
        sector="",
        size="small",
        standard=POINTS,
        answers=answers(POINTS),
        expected={"Q4": "C"},
    )
    plan = found(cheapest(firm, 1))
    assert plan.codes == ("other",)
    assert plan.projected.questions["Q4"] == Chosen(options=("C",))


def test_what_is_not_applicable_is_left_out_unless_a_wanted_measure_serves_it() -> None:
    firm = situation(climbing("S1", 0, 1, "S1-0"), *SINGLE, *RATIO, S1=NA)
    assert cheapest(firm, 1) is None
    plan = found(cheapest(firm, 1, Bounds(wanted=frozenset({"S1-0"}))))
    assert "S1-0" in plan.codes
    assert plan.projected.scenes["S1"] == AtLevel(level=1)


def test_a_quote_replaces_the_estimate() -> None:
    quote = Effort(cost=Money(low=Decimal("1.5"), high=Decimal("1.5")), months=Months(low=1, high=1))
    given = efforts(MULTI, size="small", quotes={"Q1-C": quote})
    assert given["Q1-C"] == quote
    assert given["Q1-B"].cost == Money(low=Decimal(2), high=Decimal(4))
    assert efforts(MULTI, size="large", quotes={}) == {}
    firm = Situation(
        standard=POINTS,
        answers=answers(POINTS),
        measures=(*MULTI, *SINGLE),
        efforts={**efforts(SINGLE, size="small", quotes={}), **given},
    )
    assert found(cheapest(firm, 1)).codes == ("Q1-C", "Q2-D")


def test_a_plan_that_is_not_best_at_both_ends_says_so() -> None:
    wide = giving("Q2", "D", "wide", cost=(1, 9))
    narrow = giving("Q3", "C", "narrow", cost=(6, 6))
    firm = on_points(wide, narrow, Q1=Chosen(options=("B",)))
    plan = found(cheapest(firm, 1, compared=True))
    assert (plan.codes, plan.stays_best) == (("wide",), False)
    steady = found(cheapest(on_points(*MULTI, Q3=Chosen(options=("C",))), 1, compared=True))
    assert steady.stays_best is True


def test_the_most_progress_takes_the_highest_level_and_then_the_most_of_the_next() -> None:
    firm = on_points(*MULTI, *SINGLE, *RATIO)
    plan = found(most_progress(firm, Bounds(budget=Decimal(15), at_high_prices=True)))
    # Level 2 takes 58.25 points, out of reach for 15 at the upper ends; the most is 8.35 + 25 + 15.625.
    assert (plan.codes, plan.cost.high) == (("Q1-D", "Q3-B", "Q2-D"), Decimal(15))
    assert (plan.points, plan.level, plan.stays_best) == (Decimal("48.975"), 1, None)
    assert found(most_progress(firm, Bounds(budget=Decimal(0)))).steps == ()
    assert most_progress(firm, Bounds(budget=Decimal(3), wanted=frozenset({"Q3-C"}))) is None


def test_a_plan_that_does_not_keep_its_promise_is_never_made() -> None:
    firm = on_points(*MULTI)
    chosen = frozenset({"Q1-B"})
    for bounds, level in (
        (ALL, 1),
        (Bounds(budget=Decimal(3), at_high_prices=True), 0),
        (Bounds(months=1), 0),
        (Bounds(excluded=chosen), 0),
    ):
        with pytest.raises(BrokenPlan):
            make_plan(firm, chosen, frozenset(), bounds, level=level)


def test_a_plan_needs_complete_answers() -> None:
    with pytest.raises(ValueError, match="incomplete"):
        Situation(standard=BOTH, answers=answers(POINTS), measures=())


def test_a_target_within_reach_is_a_plan() -> None:
    assert isinstance(plan_to(on_points(*MULTI, *SINGLE), 1), Plan)
