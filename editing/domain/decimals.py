"""Decimals in their one spelling, as values, as plain data and as text. Nothing is rounded here."""

from decimal import Context, Decimal, Inexact

EXACT = Context(prec=100, traps=[Inexact])  # for products: one that had to be rounded raises


def bare(number: Decimal) -> int | Decimal:
    """Return the number as files hold it: a whole one as int, any other without trailing zeros."""
    return int(number) if number == number.to_integral_value() else number.normalize()


def shortest(number: Decimal) -> Decimal:
    """Return the number in its one spelling: 40, never 40.00 or 4E+1."""
    return Decimal(bare(number))


def plain(number: Decimal) -> str:
    """Return an exact decimal string without exponent or trailing zeros: 62, 51.3, 0."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
