"""The worked example of docs/method.md, section "Plan"."""

from decimal import Decimal

from roadmap.domain.planning import (
    Bounds,
    Gap,
    Money,
    Months,
    OutOfReach,
    Plan,
    most_progress,
)
from tests.planning.examples import plan_to
from tests.planning.golden import firm


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
