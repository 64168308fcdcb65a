"""How far a followed plan is, which files are taken, and by how much a figure changed. No database."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from plans.domain.effects import change_percent
from plans.domain.progress import StepFacts, StepState, progress

TODAY = date(2026, 6, 1)


def facts(position: int, **given: Any) -> StepFacts:
    values: dict[str, Any] = {
        "code": f"step-{position}",
        "state": StepState.TO_DO,
        "starts_on": date(2026, 1, 1),
        "due_on": date(2026, 7, 1),
        "done_on": None,
        "cost_planned": Decimal(10),
        "cost_real": None,
    }
    return StepFacts(position=position, **(values | given))


def test_done_steps_are_counted_and_dropped_ones_are_told_apart() -> None:
    found = progress(
        [
            facts(1, state=StepState.DONE),
            facts(2, state=StepState.DOING),
            facts(3),
            facts(4, state=StepState.DROPPED),
        ],
        TODAY,
    )
    assert (found.done, found.counted, found.dropped, found.open) == (1, 3, 1, 2)


def test_money_not_known_is_not_zero() -> None:
    nothing = progress([facts(1, state=StepState.DONE), facts(2)], TODAY)
    assert (nothing.spent, nothing.planned, nothing.unpriced) == (None, Decimal(20), 1)
    free = progress([facts(1, state=StepState.DONE, cost_real=Decimal(0))], TODAY)
    assert (free.spent, free.unpriced) == (Decimal(0), 0)


def test_money_spent_on_a_dropped_step_is_spent_but_no_longer_planned() -> None:
    found = progress([facts(1), facts(2, state=StepState.DROPPED, cost_real=Decimal("0.1"))], TODAY)
    assert (found.spent, found.planned) == (Decimal("0.1"), Decimal(10))


def test_the_longest_overdue_comes_first_and_the_next_due_is_not_overdue() -> None:
    found = progress(
        [
            facts(1, due_on=date(2026, 5, 31)),
            facts(2, due_on=date(2026, 4, 1), state=StepState.DOING),
            facts(3, due_on=date(2026, 3, 1), state=StepState.DONE),
            facts(4, due_on=date(2026, 6, 2)),
            facts(5, due_on=TODAY),
        ],
        TODAY,
    )
    assert found.late == (2, 1)
    assert found.next_due == 5


def test_nothing_is_due_once_all_is_done() -> None:
    found = progress([facts(1, state=StepState.DONE), facts(2, state=StepState.DROPPED)], TODAY)
    assert (found.late, found.next_due, found.open) == ((), None, 0)


@pytest.mark.parametrize(
    ("state", "due_on", "left"),
    [
        (StepState.TO_DO, date(2026, 6, 4), 3),
        (StepState.DOING, TODAY, 0),
        (StepState.DOING, date(2026, 5, 27), -5),
        (StepState.DONE, date(2026, 5, 27), None),
        (StepState.DROPPED, date(2026, 5, 27), None),
    ],
)
def test_days_left(state: StepState, due_on: date, left: int | None) -> None:
    step = facts(1, state=state, due_on=due_on)
    assert step.days_left(TODAY) == left
    assert step.is_overdue(TODAY) is (left is not None and left < 0)


# --- Figures ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ("80", "92", "15"),
        ("82", "90", "9.76"),
        ("3", "2", "-33.33"),
        ("5", "5", "0"),
        ("0", "5", None),
        ("0.3", "0.1", "-66.67"),
        ("16", "16.0008", "0"),  # 0.005 %: half to even
        ("16", "16.0024", "0.02"),  # 0.015 %: half to even
    ],
)
def test_a_change_in_percent_is_exact_and_rounded_once(before: str, after: str, change: str | None) -> None:
    found = change_percent(Decimal(before), Decimal(after))
    assert found == (None if change is None else Decimal(change))
