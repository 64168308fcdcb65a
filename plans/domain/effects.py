"""What came of the work, in figures before and after."""

from decimal import Decimal
from fractions import Fraction

PLACES = 2


def change_percent(before: Decimal, after: Decimal) -> Decimal | None:
    """Return by how many percent a figure changed, rounded once, half to even, to two places.

    None where it was zero before: nothing can be said in percent then.
    """
    if not before:
        return None
    exact = (Fraction(after) - Fraction(before)) / Fraction(before) * 100
    return Decimal(round(exact * 10**PLACES)).scaleb(-PLACES)
