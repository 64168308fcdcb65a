"""The working order: nothing before what it waits for, no more at once than may, nobody idle without need."""

from collections.abc import Iterator
from decimal import Decimal
from random import Random

import pytest

from roadmap.domain.planning import Bounds, Effort, Money, Months, Plan, cheapest
from roadmap.domain.planning.working import Before, Slot, working_order
from standards.domain.standard import RuleKind
from tests.planning.examples import plan_to
from tests.planning.golden import firm
from tests.planning.random_cases import random_situation
from tests.planning.small_standards import TOP, small_standard


def effort(low: int, high: int, cost: int = 1) -> Effort:
    return Effort(cost=Money(low=Decimal(cost), high=Decimal(cost)), months=Months(low=low, high=high))


def cases() -> Iterator[tuple[Before, dict[str, Effort], int]]:
    random = Random(31)
    for _ in range(600):
        codes = [f"m{number}" for number in range(random.randint(0, 12))]
        waits = {
            code: frozenset(other for other in codes[:place] if random.random() < 0.2)
            for place, code in enumerate(codes)
        }
        turned = dict(random.sample(sorted(waits.items()), len(waits)))
        efforts = {}
        for code in codes:
            low = random.randint(0, 5)
            efforts[code] = effort(low, low + random.randint(0, 4), random.randint(0, 40))
        yield turned, efforts, random.randint(1, 5)


def running(slots: dict[str, Slot], month: int) -> int:
    return sum(slot.start <= month < slot.finish for slot in slots.values())


def test_no_step_begins_before_what_it_waits_for_nor_are_there_more_at_once_than_may() -> None:
    for waits, efforts, at_once in cases():
        for slots, end in zip(working_order(waits, efforts, at_once), ("high", "low"), strict=True):
            assert slots.keys() == waits.keys()
            done: set[str] = set()
            for code, slot in slots.items():
                assert waits[code] <= done  # the order, too, is one in which it can be done
                assert all(slots[other].finish <= slot.start for other in waits[code])
                assert slot.finish - slot.start == getattr(efforts[code].months, end)
                done.add(code)
            last = max((slot.finish for slot in slots.values()), default=0)
            assert all(running(slots, month) <= at_once for month in range(last))


def test_no_place_stays_free_while_a_step_could_begin() -> None:
    for waits, efforts, at_once in cases():
        slots, _low = working_order(waits, efforts, at_once)
        for code, slot in slots.items():
            ready = max((slots[other].finish for other in waits[code]), default=0)
            assert all(running(slots, month) == at_once for month in range(ready, slot.start))


def test_it_never_takes_longer_at_the_lower_ends() -> None:
    for waits, efforts, at_once in cases():
        high, low = working_order(waits, efforts, at_once)
        assert all(low[code].finish <= high[code].finish for code in high)


def test_quick_cheap_steps_come_first_and_then_the_longest_chain() -> None:
    efforts = {
        "slow": effort(2, 4, 5),
        "long": effort(5, 6, 5),
        "quick": effort(1, 3, 3),
        "after": effort(4, 4, 5),
    }
    waits: Before = {code: frozenset() for code in efforts} | {"after": frozenset({"long"})}
    assert list(working_order(waits, efforts, 1)[0]) == ["quick", "long", "after", "slow"]


def test_the_money_is_spread_over_the_quarters() -> None:
    efforts = {"dear": effort(6, 6, 30), "dear-too": effort(5, 5, 30), "cheap": effort(4, 4, 1)}
    waits: Before = {code: frozenset() for code in efforts}
    slots, _low = working_order(waits, efforts, 2)
    assert [(code, slot.start) for code, slot in slots.items()] == [
        ("dear", 0),
        ("cheap", 0),
        ("dear-too", 4),
    ]


def test_a_firm_works_on_few_steps_at_once_unless_its_months_ask_for_more() -> None:
    alone = plan_to(firm(), 3, Bounds(at_once=1))
    assert isinstance(alone, Plan)
    assert (alone.at_once, alone.months) == (1, Months(low=8, high=15))
    assert [step.slot.start for step in alone.steps] == sorted(step.slot.start for step in alone.steps)
    hurried = plan_to(firm(), 3, Bounds(at_once=1, months=9))
    assert isinstance(hurried, Plan)
    assert (hurried.at_once, hurried.months.high) == (2, 9)
    with pytest.raises(ValueError, match="at once"):
        Bounds(at_once=0)


def test_the_number_at_once_changes_no_choice_of_measures() -> None:
    random = Random(32)
    standard = small_standard(RuleKind.LOWER_OF_BOTH)
    found = 0
    for _ in range(60):
        situation = random_situation(standard, random)
        target = random.randint(min(situation.level + 1, TOP), TOP)
        plans = [cheapest(situation, target, Bounds(at_once=number, months=9)) for number in (None, 1)]
        if plans[0] and plans[1]:
            found += 1
            assert set(plans[0].codes) == set(plans[1].codes)
            assert all(plan is not None and plan.months.high <= 9 for plan in plans)
    assert found
