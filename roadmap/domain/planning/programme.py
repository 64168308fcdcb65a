"""An integer programme in whole numbers, which can check its own solutions exactly."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import gcd

Terms = Mapping[int, int]  # a sum: coefficients by variable
EXACT = 10**7  # sums up to here are told apart safely by a solver that counts in floating point


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A sum that must stand between two bounds; None: no bound."""

    terms: Terms
    low: int | None = None
    high: int | None = None

    def holds(self, values: Sequence[int]) -> bool:
        """Return whether the values keep the row, exactly."""
        total = value_of(self.terms, values)
        return (self.low is None or total >= self.low) and (self.high is None or total <= self.high)

    def reduced(self) -> "Row":
        """Return the same row in the smallest coefficients; bounds move to the next multiple that counts."""
        divisor = gcd(*self.terms.values())
        if divisor <= 1:
            return self
        return Row(
            terms={variable: value // divisor for variable, value in self.terms.items()},
            low=None if self.low is None else -(-self.low // divisor),
            high=None if self.high is None else self.high // divisor,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """Variables from 0 to `most[i]`, whole numbers, and the rows that they must keep."""

    most: tuple[int, ...]
    rows: tuple[Row, ...] = ()

    def under(self, *rows: Row) -> "Programme":
        """Return the programme with further rows."""
        return replace(self, rows=self.rows + rows)

    def with_variables(self, *most: int) -> "Programme":
        """Return the programme with further variables, after those that it has."""
        return replace(self, most=self.most + most)

    def holds(self, values: Sequence[int]) -> bool:
        """Return whether the values keep every bound and row, exactly."""
        within = all(0 <= value <= most for value, most in zip(values, self.most, strict=True))
        return within and all(row.holds(values) for row in self.rows)


def value_of(terms: Terms, values: Sequence[int]) -> int:
    """Return the sum for these values."""
    return sum(coefficient * values[variable] for variable, coefficient in terms.items())


def packed(objectives: Iterable[Terms], most: Sequence[int]) -> list[Terms]:
    """Return objectives that come one after the other as fewer: a sum in which no amount of the later ones
    outweighs one of an earlier one, as long as the solver can tell its values apart."""
    found: list[Terms] = []
    for objective in objectives:
        if found:
            both = _before(found[-1], objective, most)
            if _range(both, most) <= EXACT:
                found[-1] = both
                continue
        found.append(objective)
    return found


def _before(first: Terms, second: Terms, most: Sequence[int]) -> Terms:
    weight = _range(second, most) + 1
    return {
        variable: weight * first.get(variable, 0) + second.get(variable, 0)
        for variable in sorted({*first, *second})
    }


def _range(objective: Terms, most: Sequence[int]) -> int:
    return sum(abs(value) * most[variable] for variable, value in objective.items())


def scale_of(numbers: Iterable[Decimal]) -> int:
    """Return the smallest power of ten that makes all these numbers whole."""
    places = 0
    for number in numbers:
        exponent = number.as_tuple().exponent
        if isinstance(exponent, int):
            places = max(places, -exponent)
    return int(10**places)
