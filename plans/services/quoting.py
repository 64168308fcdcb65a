"""A firm's own quotes: each takes the place of an estimate in plans made from then on."""

from datetime import datetime
from decimal import Decimal

from enterprises.models import Enterprise, User
from roadmap.models import Quote


def quote_measure(
    *,
    enterprise: Enterprise,
    measure: str,
    cost: Decimal,
    months: int,
    note: str,
    by: User,
    at: datetime,
) -> None:
    """Store what a provider asks for a measure (code), in the place of what was stored before.

    `cost`: 万元. Plans that are kept stay as they were made.
    """
    Quote.objects.update_or_create(
        enterprise=enterprise,
        measure=measure,
        defaults={"cost": cost, "months": months, "note": note, "entered_by": by, "entered_at": at},
    )


def remove_quote(*, quote: Quote) -> None:
    """Forget a quote: plans go by the estimate again."""
    quote.delete()
