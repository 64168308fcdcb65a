"""The least of several objectives, one after the other, among the plans that can be done in time.

Exact by successive solves: each fixes what the last one found. Which measures cannot stand together for their
order is told by the obstacles of a solution and added as rows, until a solution has none.
"""

from collections.abc import Iterable

from roadmap.domain.planning.encoding import Encoding
from roadmap.domain.planning.order import obstacles
from roadmap.domain.planning.programme import Programme, Row, Terms, value_of
from roadmap.domain.planning.solver import minimise
from roadmap.domain.planning.ties import earlier_choice

Values = tuple[int, ...]


class Search:
    """Solves one programme for several objectives; the rows that it learns on the way stay."""

    def __init__(self, encoding: Encoding, programme: Programme, months: int | None) -> None:
        self._encoding, self._programme, self._months = encoding, programme, months

    def first(self, *objectives: Terms, ordered: Iterable[int] = ()) -> Values | None:
        """Return the solution with the least first objective, of those one with the least second, and so on,
        of those the one whose choice among `ordered` comes first, as sorted lists are compared.

        With `ordered` there are two objectives or more, and they fix how many of it are chosen; without, any
        of several is returned. None where no plan keeps the rows. Raises SolverError.
        """
        values: Values | None = None
        fixed: tuple[Row, ...] = ()
        for objective in objectives:
            values = self._solve(self._programme.under(*fixed), objective)
            if values is None:
                return None
            fixed += (Row(terms=objective, high=value_of(objective, values)),)
        return None if values is None else self._earliest(values, fixed, tuple(ordered))

    def under(self, row: Row) -> "Search":
        """Return a search with one more row, which knows all that this one has learnt."""
        return Search(self._encoding, self._programme.under(row), self._months)

    def has_solution(self) -> bool:
        """Return whether any plan keeps the rows. Raises SolverError."""
        return self._solve(self._programme, {}) is not None

    def beats(self, objective: Terms, value: int) -> bool:
        """Return whether any plan has less of an objective than a value. Raises SolverError."""
        less = Row(terms=objective, high=value - 1)
        return self._solve(self._programme.under(less), {}) is not None

    def _earliest(self, values: Values, fixed: tuple[Row, ...], ordered: tuple[int, ...]) -> Values:
        """Return the solution whose choice comes first, of all that keep the rows as this one does."""
        chosen = {variable for variable in ordered if values[variable]}
        if not chosen or not self._has_equal(fixed, chosen):
            return values
        chosen |= self._in_others(fixed, chosen, ordered)
        left = Row(terms={variable: 1 for variable in ordered if variable not in chosen}, high=0)
        programme = self._programme.under(*fixed, left)
        places = tuple(variable for variable in ordered if variable in chosen)
        earlier: Values | None = values
        while earlier:
            values = earlier
            earlier = self._solve(*earlier_choice(programme, values, places))
        return values

    def _has_equal(self, fixed: tuple[Row, ...], chosen: set[int]) -> bool:
        """Return whether another choice keeps the rows.

        The last row but one is the objective here: the next best choice is found sooner than a proof that
        none keeps that row.
        """
        *rest, row, last = fixed
        another = Row(terms=dict.fromkeys(sorted(chosen), 1), high=len(chosen) - 1)
        found = self._solve(self._programme.under(*rest, last, another), row.terms)
        return found is not None and row.holds(found)

    def _in_others(self, fixed: tuple[Row, ...], chosen: set[int], ordered: tuple[int, ...]) -> set[int]:
        """Return the variables that some other choice holds; all others hold no more than these."""
        more: set[int] = set()
        while True:
            others = {variable: -1 for variable in ordered if variable not in chosen | more}
            found = self._solve(self._programme.under(*fixed), others)
            held = {variable for variable in others if found and found[variable]}
            if not held:
                return more
            more |= held

    def _solve(self, programme: Programme, objective: Terms) -> Values | None:
        while True:
            values = minimise(programme, objective)
            if values is None:
                return None
            chosen = self._encoding.chosen(values)
            learnt = obstacles(self._encoding.situation, chosen, self._encoding.closed, self._months)
            if not learnt:
                return values[: len(self._programme.most)]
            rows = tuple(self._not_all(codes) for codes in learnt)
            programme, self._programme = programme.under(*rows), self._programme.under(*rows)

    def _not_all(self, codes: frozenset[str]) -> Row:
        return Row(terms={self._encoding.measures[code]: 1 for code in sorted(codes)}, high=len(codes) - 1)
