"""Reads: a firm's own quotes, which take the place of estimates in its plans and reports."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from editing.domain.decimals import plain
from enterprises.models import Enterprise
from roadmap.domain.planning import Effort, Money, Months
from roadmap.models import Quote

Row = tuple[str, str, int]  # code of the measure, 万元, months


def list_quotes(enterprise: Enterprise) -> dict[str, Quote]:
    """Return the firm's quotes by code of measure. One query."""
    return {quote.measure: quote for quote in Quote.objects.filter(enterprise=enterprise)}


def efforts_of(quotes: Mapping[str, Quote]) -> dict[str, Effort]:
    """Return what quoted measures ask of the firm, by code."""
    return efforts_of_rows(rows_of(quotes))


def effort_of(quote: Quote) -> Effort:
    """Return what a measure asks of the firm by its quote: both ends of the ranges are alike."""
    return _effort(quote.cost, quote.months)


def rows_of(quotes: Mapping[str, Quote]) -> list[Row]:
    """Return quotes as they are kept with a report."""
    return [(code, plain(quote.cost), quote.months) for code, quote in sorted(quotes.items())]


def efforts_of_rows(rows: Iterable[Row]) -> dict[str, Effort]:
    """Return kept quotes as what their measures ask, by code."""
    return {code: _effort(Decimal(cost), months) for code, cost, months in rows}


def _effort(cost: Decimal, months: int) -> Effort:
    return Effort(cost=Money(low=cost, high=cost), months=Months(low=months, high=months))
