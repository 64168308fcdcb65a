"""What is said where no plan reaches the target: the bound and its price, or what is missing, by name."""

from decimal import Decimal

from roadmap.domain.planning import Bound, Bounds, Gain, Gap, Level, Missing, OutOfReach, Plan, Situation, Why
from standards.domain.answers import AtLevel, Chosen
from tests.planning.examples import NA, POINTS, climbing, giving, plan_to, situation

BEST = Chosen(options=("C",))
FULL = Chosen(options=("B", "C", "D"))


def short(found: Plan | OutOfReach) -> OutOfReach:
    assert isinstance(found, OutOfReach)
    return found


def plan_of(found: OutOfReach, bound: Bound) -> Plan:
    return next(without.plan for without in found.without if without.bound is bound)


def missing(firm: Situation, target: int) -> list[tuple[object, Why, tuple[str, ...]]]:
    found = short(plan_to(firm, target))
    assert found.without == ()
    return [(one.item, one.why, one.measures) for one in found.missing]


CHEAP = giving("Q2", "D", "cheap", cost=(10, 24), months=(6, 9))
SURE = giving("Q2", "D", "sure", cost=(18, 20), months=(2, 4))
WITH_8 = situation(CHEAP, SURE, standard=POINTS, Q1=Chosen(options=("B",)))


def test_what_a_budget_lacks_is_the_least_that_reaches_the_target() -> None:
    found = short(plan_to(WITH_8, 1, Bounds(budget=Decimal(15))))
    assert plan_of(found, Bound.BUDGET).codes == ("cheap",)
    assert found.gap == Gap(low=Decimal(-5), mid=Decimal(2), high=Decimal(9))
    at_high = short(plan_to(WITH_8, 1, Bounds(budget=Decimal(15), at_high_prices=True)))
    # By the middles `cheap` is the best (17), but 20 are enough for sure.
    assert plan_of(at_high, Bound.BUDGET).codes == ("sure",)
    assert at_high.gap == Gap(low=Decimal(3), mid=Decimal(4), high=Decimal(5))
    assert [without.bound for without in found.without] == [Bound.BUDGET]


def test_what_months_lack_is_the_soonest_plan() -> None:
    found = short(plan_to(WITH_8, 1, Bounds(months=3)))
    assert plan_of(found, Bound.MONTHS).months.high == 4
    assert found.gap is None


def test_an_exclusion_in_the_way_is_named_with_the_plan_that_it_forbids() -> None:
    found = short(plan_to(WITH_8, 1, Bounds(excluded=frozenset({"cheap", "sure"}))))
    assert plan_of(found, Bound.EXCLUDED).codes == ("cheap",)


def test_a_wish_in_the_way_is_named() -> None:
    firm = situation(
        CHEAP, giving("Q3", "B", "wish", cost=(30, 30)), standard=POINTS, Q1=Chosen(options=("B",))
    )
    found = short(plan_to(firm, 1, Bounds(budget=Decimal(24), wanted=frozenset({"wish"}))))
    assert plan_of(found, Bound.WANTED).codes == ("cheap",)
    assert set(plan_of(found, Bound.BUDGET).codes) == {"wish", "cheap"}
    assert found.best is None  # not even the wish fits the budget


def test_where_no_bound_alone_is_to_blame_all_are() -> None:
    found = short(plan_to(WITH_8, 1, Bounds(budget=Decimal(1), months=1)))
    assert [without.bound for without in found.without] == [Bound.ALL]
    assert plan_of(found, Bound.ALL).codes == ("cheap",)


def test_the_best_level_within_the_bounds_stands_beside() -> None:
    third = giving("Q3", "C", "third", cost=(40, 40))
    firm = situation(CHEAP, SURE, third, standard=POINTS, Q1=Chosen(options=("B",)))
    found = short(plan_to(firm, 2, Bounds(budget=Decimal(30))))
    assert found.best is not None
    assert (found.best.level, found.best.codes) == (1, ("cheap",))


def test_an_item_without_a_measure_is_named() -> None:
    firm = situation(Q1=FULL, Q2=Chosen(options=("D",)), S2=AtLevel(level=1))
    # Level 2: 47.5 points are there; two scenes at level 2, one of them S1.
    assert missing(firm, 2) == [
        (Level(scene="S1", level=1), Why.NO_MEASURE, ()),
        (Level(scene="S1", level=2), Why.NO_MEASURE, ()),
        (Level(scene="S2", level=2), Why.NO_MEASURE, ()),
    ]


def test_a_measure_without_an_estimate_is_named_with_the_item() -> None:
    free = climbing("S1", 0, 1, "unpriced", cost=None)
    firm = situation(free, Q1=FULL)
    assert missing(firm, 1) == [(Level(scene="S1", level=1), Why.NO_ESTIMATE, ("unpriced",))]


def test_a_measure_whose_prerequisite_cannot_be_planned_is_named() -> None:
    waiting = climbing("S1", 0, 1, "waiting", prerequisites=("gone",))
    firm = situation(waiting, Q1=FULL)
    assert missing(firm, 1) == [(Level(scene="S1", level=1), Why.BLOCKED, ("waiting",))]


def test_items_with_a_measure_are_blamed_before_those_without() -> None:
    firm = situation(climbing("S2", 0, 1, "unpriced", cost=None), Q1=FULL)
    assert missing(firm, 1) == [(Level(scene="S2", level=1), Why.NO_ESTIMATE, ("unpriced",))]


def test_outcomes_and_what_is_not_applicable_are_named_only_where_nothing_else_is_enough() -> None:
    # Level 3 takes 87.375 points: more than the three questions give that are no outcomes.
    options = {"Q1": FULL, "Q2": Chosen(options=("D",)), "Q3": BEST}
    assert missing(situation(standard=POINTS, **options), 3) == [
        (Gain(question="Q4", option="B"), Why.OUTCOME, ())
    ]
    assert missing(situation(standard=POINTS, **options | {"Q2": NA}), 3) == [
        (Gain(question="Q2", option="B"), Why.NOT_APPLICABLE, ()),
        (Gain(question="Q4", option="C"), Why.OUTCOME, ()),
    ]


def test_the_best_stands_beside_what_is_missing_too() -> None:
    found = short(plan_to(situation(*(climbing("S1", 0, 1, "S1-0"),), Q1=FULL), 2, Bounds()))
    assert found.best is not None
    assert (found.best.level, found.best.codes) == (1, ("S1-0",))
    assert all(isinstance(one, Missing) for one in found.missing)
