"""The worked example of docs/method.md, section "Plan"."""

from decimal import Decimal

from roadmap.domain.measure import OptionStep
from roadmap.domain.planning import (
    Bounds,
    Gap,
    Money,
    Months,
    OutOfReach,
    Plan,
    Situation,
    efforts,
    most_progress,
)
from standards.domain.answers import Answers, AtLevel, Chosen
from tests.planning.examples import giving, plan_to
from tests.planning.full_library import SIZE, make_measure
from tests.standards.fixtures import standard_2024

FORM = {
    "F01": "BC", "F02": "D", "F03": "B", "F04": "BCDEFGHIJ", "F05": "C", "F06": "BC", "F07": "B",
    "M01": "D", "M02": "BC", "M03": "BD", "M04": "A", "R01": "C", "R02": "B", "R03": "C", "R04": "B",
}  # fmt: skip
MEASURES = (
    giving("F03", "D", "connect", cost=(8, 14), months=(2, 5)),
    giving("F05", "D", "erp", cost=(5, 10), months=(2, 4)),
    giving("F05", "E", "suite", cost=(12, 20), months=(4, 8)),
    giving("F06", "D", "firewall", cost=(2, 4), months=(1, 2)),
    make_measure(
        "backup",
        options=(OptionStep(question="F07", option="C"), OptionStep(question="F07", option="D")),
        prerequisites=("firewall",),
        cost=(4, 6),
        months=(2, 3),
    ),
    giving("M01", "F", "team", cost=(6, 8), months=(3, 6)),
    giving("M02", "D", "rules", cost=(3, 5), months=(1, 1)),
)


def firm() -> Situation:
    """Return the firm of 51.3 points, with all scenes at 三级: 8.7 points short."""
    standard = standard_2024()
    return Situation(
        standard=standard,
        answers=Answers(
            questions={code: Chosen(options=tuple(keys)) for code, keys in FORM.items()},
            scenes={scene.code: AtLevel(level=3) for scene in standard.scenes},
        ),
        measures=MEASURES,
        efforts=efforts(MEASURES, size=SIZE, quotes={}),
    )


def test_the_cheapest_plan_of_the_example() -> None:
    plan = plan_to(firm(), 3)
    assert isinstance(plan, Plan)
    assert plan.codes == ("firewall", "team", "erp", "backup")
    assert [step.points for step in plan.steps] == [Decimal(n) for n in ("1.25", "3", "2.5", "2.5")]
    assert (plan.points, plan.level) == (Decimal("60.55"), 3)
    assert (plan.cost, plan.cost.mid) == (Money(low=Decimal(17), high=Decimal(28)), Decimal("22.5"))
    assert plan.months == Months(low=3, high=6)
    assert [(step.slot.start, step.slot.finish) for step in plan.steps] == [(0, 2), (0, 6), (0, 4), (2, 5)]
    assert plan.stays_best is True


def test_the_example_with_few_steps_at_once() -> None:
    three, two = (plan_to(firm(), 3, Bounds(at_once=number)) for number in (3, 2))
    assert isinstance(three, Plan)
    assert isinstance(two, Plan)
    assert three.months == Months(low=3, high=6)
    assert two.codes == ("firewall", "team", "backup", "erp")
    assert [(step.slot.start, step.slot.finish) for step in two.steps] == [(0, 2), (0, 6), (2, 5), (5, 9)]
    assert two.months == Months(low=5, high=9)


def test_the_budget_of_the_example_lacks_1_to_12() -> None:
    found = plan_to(firm(), 3, Bounds(budget=Decimal(16)))
    assert isinstance(found, OutOfReach)
    assert found.gap == Gap(low=Decimal(1), mid=Decimal("6.5"), high=Decimal(12))
    assert found.best == most_progress(firm(), Bounds(budget=Decimal(16)))


def test_the_most_progress_of_the_example() -> None:
    plan = most_progress(firm(), Bounds(budget=Decimal(16)))
    assert plan is not None
    assert plan.codes == ("firewall", "team", "backup")
    assert (plan.points, plan.level, plan.cost.mid) == (Decimal("58.05"), 2, Decimal(15))


def test_at_high_prices_the_same_budget_buys_less() -> None:
    plan = most_progress(firm(), Bounds(budget=Decimal(16), at_high_prices=True))
    assert plan is not None
    assert plan.codes == ("firewall", "rules", "backup")
    assert (plan.points, plan.level, plan.cost.high) == (Decimal("56.925"), 2, Decimal(15))
