"""The least of several objectives, one after the other, among the plans that can be done in time.

Exact by successive solves: each fixes what the last one found. Which measures cannot stand together for their
order is told by the obstacles of a solution and added as rows, until a solution has none.
"""

from collections.abc import Iterable, Iterator, Sequence

from roadmap.domain.planning.encoding import Encoding
from roadmap.domain.planning.order import obstacles
from roadmap.domain.planning.programme import Programme, Row, Terms, value_of
from roadmap.domain.planning.solver import SolverError, minimise

BLOCK = 12  # variables whose order one solve decides: their weights go up to 2 ** 11

Values = tuple[int, ...]


class Search:
    """Solves one programme for several objectives; the rows that it learns on the way stay."""

    def __init__(self, encoding: Encoding, programme: Programme, months: int | None) -> None:
        self._encoding, self._programme, self._months = encoding, programme, months

    def least(self, objective: Terms) -> int:
        """Return the least value of an objective. Raises SolverError, also where no plan keeps the rows."""
        values = self._solve((), objective)
        if values is None:
            raise SolverError("there is no plan, and so none of least cost")
        return value_of(objective, values)

    def solution(self, *objectives: Terms) -> Values | None:
        """Return a solution with the least first objective, of those one with the least second, and so on.

        None where no plan keeps the rows. Raises SolverError.
        """
        found = self._least(objectives, ())
        return found[0] if found else None

    def first(self, *objectives: Terms) -> Values | None:
        """Return the solution that is least by the objectives, then takes the fewest measures, then those
        that come first by code: there is only one. None where there is none. Raises SolverError."""
        found = self._least((*objectives, self._encoding.steps), ())
        if found is None:
            return None
        values, fixed = found
        if self._solve((*fixed, self._another_than(values)), {}) is None:
            return values
        ordered = self._least(tuple(preferring(self._encoding.measures.values())), fixed)
        return ordered[0] if ordered else None

    def _least(
        self, objectives: Sequence[Terms], fixed: tuple[Row, ...]
    ) -> tuple[Values, tuple[Row, ...]] | None:
        values: Values | None = None
        for objective in objectives:
            values = self._solve(fixed, objective)
            if values is None:
                return None
            fixed += (Row(terms=objective, high=value_of(objective, values)),)
        return None if values is None else (values, fixed)

    def _solve(self, fixed: Sequence[Row], objective: Terms) -> Values | None:
        while True:
            values = minimise(self._programme.under(*fixed), objective)
            if values is None:
                return None
            chosen = self._encoding.chosen(values)
            learnt = obstacles(self._encoding.situation, chosen, self._encoding.closed, self._months)
            if not learnt:
                return values
            self._programme = self._programme.under(*(self._not_all(codes) for codes in learnt))

    def _not_all(self, codes: frozenset[str]) -> Row:
        return Row(terms={self._encoding.measures[code]: 1 for code in sorted(codes)}, high=len(codes) - 1)

    def _another_than(self, values: Values) -> Row:
        """Return a row that no solution with the very same measures keeps, if it has as many of them."""
        return self._not_all(self._encoding.chosen(values))


def preferring(variables: Iterable[int]) -> Iterator[Terms]:
    """Give objectives that together prefer a variable to all those that come after it."""
    ordered = tuple(variables)
    for start in range(0, len(ordered), BLOCK):
        block = ordered[start : start + BLOCK]
        yield {variable: -(1 << place) for place, variable in enumerate(reversed(block))}
