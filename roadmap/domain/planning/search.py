"""The least of several objectives, one after the other, among the plans that can be done in time.

Exact by successive solves: each fixes what the last one found. Which measures cannot stand together for their
order is told by the obstacles of a solution and added as rows, until a solution has none.
"""

from collections.abc import Iterable
from copy import copy
from dataclasses import replace

from roadmap.domain.planning.encoding import Encoding
from roadmap.domain.planning.fixing import possible
from roadmap.domain.planning.order import clashes, obstacles
from roadmap.domain.planning.programme import Programme, Row, Terms, packed, value_of
from roadmap.domain.planning.solver import minimise
from roadmap.domain.planning.ties import earlier_choice

Values = tuple[int, ...]

TRIED = 8  # solutions as good as the one found


class Search:
    """Solves one programme for several objectives; the rows that it learns on the way stay."""

    def __init__(self, encoding: Encoding, programme: Programme, months: int | None) -> None:
        self._encoding, self._programme, self._months = encoding, programme, months
        known = clashes(encoding.situation, encoding.measures, encoding.closed, months)
        self._learnt = [self._not_all(codes) for codes in known]

    def first(
        self, *objectives: Terms, ordered: Iterable[int] = (), known: Values | None = None
    ) -> Values | None:
        """Return the solution with the least first objective, of those one with the least second, and so on,
        of those the one whose choice among `ordered` comes first, as sorted lists are compared.

        With `ordered` the objectives fix how many of it are chosen; without, any of several is returned.
        `known`: a solution that there is. None where no plan keeps the rows. Raises SolverError.
        """
        programme, values, most = self._programme, known, 0
        sums = packed(objectives, self._programme.most)
        for place, objective in enumerate(sums):
            if place:
                programme = programme.under(Row(terms=sums[place - 1], high=most))
            bound = None if values is None else value_of(objective, values)
            values = self._solve(programme, objective, bound)
            if values is None:
                return None
            most = value_of(objective, values)
        places = tuple(ordered)
        if values is None or not places:
            return values
        equals = self._without_hopeless(programme, sums[-1], most)
        return self._earliest(values, equals, sums[-1], places)

    def at_most(self, terms: Terms, most: int) -> "Search":
        """Return a search in which a sum is at most this, which knows all that this one has learnt."""
        other = copy(self)
        other._programme = self._without_hopeless(self._programme, terms, most).under(
            Row(terms=terms, high=most)
        )
        return other

    def has_solution(self) -> bool:
        """Return whether any plan keeps the rows. Raises SolverError."""
        return self._solve(self._programme, {}) is not None

    def beats(self, objective: Terms, value: int) -> bool:
        """Return whether any plan has less of an objective than a value. Raises SolverError."""
        return self._solve(self._programme, objective, value - 1) is not None

    def _earliest(
        self, values: Values, equals: Programme, objective: Terms, ordered: tuple[int, ...]
    ) -> Values:
        """Return the solution whose choice comes first, of all with as little of an objective as this one:
        tries the others, and where there are many goes to earlier ones only."""
        most = value_of(objective, values)
        places = tuple(variable for variable in ordered if equals.most[variable])
        others, other = equals, values
        for _ in range(TRIED):
            chosen = [variable for variable in places if other[variable]]
            others = others.under(Row(terms=dict.fromkeys(chosen, 1), high=len(chosen) - 1))
            another = self._solve(others, objective, most)
            if another is None:
                return values
            other = another
            values = max(values, other, key=lambda each: [each[variable] for variable in places])
        earlier: Values | None = values
        while earlier:
            values = earlier
            earlier = self._solve(earlier_choice(equals, values, places), objective, most)
        return values

    def _without_hopeless(self, programme: Programme, terms: Terms, most: int) -> Programme:
        """Return a programme without the variables that are 0 wherever a sum is at most this."""
        return replace(programme, most=possible(programme.under(*self._learnt), terms, most))

    def _solve(self, programme: Programme, objective: Terms, most: int | None = None) -> Values | None:
        while True:
            values = minimise(programme.under(*self._learnt), objective, most)
            if values is None:
                return None
            chosen = self._encoding.chosen(values)
            learnt = obstacles(self._encoding.situation, chosen, self._encoding.closed, self._months)
            if not learnt:
                return values[: len(self._programme.most)]
            self._learnt += [self._not_all(codes) for codes in learnt]

    def _not_all(self, codes: frozenset[str]) -> Row:
        return Row(terms={self._encoding.measures[code]: 1 for code in sorted(codes)}, high=len(codes) - 1)
