"""Programmes in whole numbers, and a solver that is never taken at its word."""

from decimal import Decimal

import pytest

from roadmap.domain.planning import fixing, solver
from roadmap.domain.planning.fixing import possible
from roadmap.domain.planning.programme import EXACT, Programme, Row, packed, scale_of
from roadmap.domain.planning.solver import SolverError, minimise
from roadmap.domain.planning.ties import earlier_choice

TWO_OF_FOUR = Programme(most=(1, 1, 1, 1), rows=(Row(terms=dict.fromkeys(range(4), 1), low=2, high=2),))


def test_a_row_holds_between_its_bounds() -> None:
    row = Row(terms={0: 2, 2: -1}, low=1, high=2)
    assert [row.holds(values) for values in ((1, 9, 1), (1, 9, 0), (0, 9, 0), (2, 9, 1))] == [
        True,
        True,
        False,
        False,
    ]


def test_a_reduced_row_means_the_same_in_smaller_numbers() -> None:
    assert Row(terms={0: 600, 1: 400}, low=500, high=1100).reduced() == Row(terms={0: 3, 1: 2}, low=3, high=5)
    assert Row(terms={0: 3, 1: 2}, high=5).reduced() == Row(terms={0: 3, 1: 2}, high=5)


def test_the_scale_makes_every_number_whole() -> None:
    assert scale_of([Decimal("0.125"), Decimal(3), Decimal("1E+2")]) == 1000
    assert scale_of([]) == 1


def test_the_least_solution_is_found_or_none() -> None:
    assert minimise(TWO_OF_FOUR, {0: 5, 1: 1, 2: 3, 3: 2}) == (0, 1, 0, 1)
    assert minimise(TWO_OF_FOUR.under(Row(terms={0: 1, 1: 1, 2: 1, 3: 1}, high=1)), {}) is None
    assert minimise(Programme(most=()), {}) == ()
    assert minimise(Programme(most=(), rows=(Row(terms={}, low=1),)), {}) is None


def test_only_what_comes_first_is_an_earlier_choice() -> None:
    for ordered, values, earlier in (
        (range(4), (0, 0, 1, 1), {(1, 1, 0, 0), (1, 0, 1, 0), (1, 0, 0, 1), (0, 1, 1, 0), (0, 1, 0, 1)}),
        (range(4), (1, 0, 0, 1), {(1, 1, 0, 0), (1, 0, 1, 0)}),
        (range(4), (1, 1, 0, 0), set()),
        ((0, 1), (1, 1, 0, 0), set()),
    ):
        programme = earlier_choice(TWO_OF_FOUR, values, ordered)
        for objective in ({}, {0: 1}, {0: -1}, {1: -1}, {2: -1, 3: -2}):
            found = minimise(programme, objective)
            assert found[:4] in earlier if found else not earlier


def test_what_costs_more_than_the_most_is_no_solution() -> None:
    costs = {0: 5, 1: 1, 2: 3, 3: 2}
    assert minimise(TWO_OF_FOUR, costs, 3) == (0, 1, 0, 1)
    assert minimise(TWO_OF_FOUR, costs, 2) is None
    assert minimise(TWO_OF_FOUR, {variable: -cost for variable, cost in costs.items()}, -8) == (1, 0, 1, 0)


def test_objectives_one_after_the_other_are_one_sum_while_it_can_be_told_apart() -> None:
    assert packed([{0: 3, 1: 1}, {1: 1, 2: -1}], (1, 1, 4)) == [{0: 18, 1: 7, 2: -1}]
    assert packed([{0: 3}, {1: EXACT}, {1: 1, 2: 1}], (1, 1, 1)) == [{0: 3}, {1: EXACT}, {1: 1, 2: 1}]


@pytest.mark.parametrize("high", [2, 4, None])
def test_what_cannot_be_in_a_good_enough_solution_goes_whatever_the_prices(
    monkeypatch: pytest.MonkeyPatch, high: int | None
) -> None:
    """All solutions that keep the row stay, even where the solver's prices are nonsense."""
    costs = {0: 5, 1: 1, 2: 3, 3: 2}
    programme = Programme(most=(1, 1, 1, 1), rows=(Row(terms=dict.fromkeys(range(4), 1), low=2, high=high),))
    assert possible(programme, costs, 3) == (0, 1, 0, 1)
    assert possible(programme, costs, 5) == (0, 1, 1, 1)
    for price in (-7.0, -0.3, 0.1, 2.5, 4.0, 90.0):
        monkeypatch.setattr(fixing, "prices", lambda *_, price=price: [price])
        for most, good in ((3, (0, 1, 0, 1)), (5, (0, 1, 1, 1)), (8, (1, 1, 1, 1))):
            assert all(map(int.__ge__, possible(programme, costs, most), good))


def test_of_what_is_worth_most_within_a_row_only_the_rest_goes() -> None:
    worth = {0: -5, 1: -1, 2: -3, 3: -2}
    at_most_two = Programme(most=(1, 1, 1, 1), rows=(Row(terms=dict.fromkeys(range(4), 1), high=2),))
    assert possible(at_most_two, worth, -8) == (1, 0, 1, 1)


def test_a_solver_that_gives_up_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(solver.OPTIONS, "time_limit", 0.0)
    with pytest.raises(SolverError, match="no answer"):
        minimise(TWO_OF_FOUR, {0: 1})


def test_an_answer_that_does_not_hold_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Programme, "holds", lambda _self, _values: False)
    with pytest.raises(SolverError, match="does not hold"):
        minimise(TWO_OF_FOUR, {0: 1})
