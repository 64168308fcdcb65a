"""Sentences about kept plans that pages, packages and mails share."""

from decimal import ROUND_HALF_EVEN, Decimal

from django.utils.translation import gettext

from assessment.domain.decimals import plain
from plans.models import EffectFigure

KILO = 1024
PERCENT = Decimal("0.1")


def size_text(size: int) -> str:
    """Return the size of a file, as people read it."""
    if size < KILO * KILO:
        return gettext("%(size)s KB") % {"size": max(1, round(size / KILO))}
    return gettext("%(size)s MB") % {"size": f"{size / KILO / KILO:.1f}"}


def change_text(effect: EffectFigure) -> str:
    """Return by how much a figure changed: in percent, to one place, where there was something before."""
    if effect.before == 0:
        return "–"
    share = (effect.after - effect.before) * 100 / abs(effect.before)
    return f"{signed(plain(share.quantize(PERCENT, rounding=ROUND_HALF_EVEN)))}%"


def signed(number: str) -> str:
    """Return a change with its sign: +3, −2.5, 0."""
    if number.startswith("-"):
        return number.replace("-", "−")
    return number if number == "0" else f"+{number}"
