"""What has become of a link by which a colleague answers a part, and how long answering takes."""

from collections.abc import Iterable
from datetime import datetime
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum

from standards.domain.standard import Question, Scene

MOST_OPEN = 50  # links of one assessment at a time
MOST_GUESTS = 20  # names under one link: it was meant for one colleague

# Minutes of one item: our own estimate, shown as 参考估算.
CHOICE = Decimal("0.5")
SEVERAL = Decimal("0.75")
EACH_FIGURE = Decimal("1.5")
SCENE = Decimal(1)


class LinkState(StrEnum):
    OPEN = "open"
    HANDED_IN = "handed_in"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    SUBMITTED = "submitted"  # its assessment was


def link_state(
    *, until: datetime, is_draft: bool, maker_fills: bool, withdrawn: bool, handed_in: bool, at: datetime
) -> LinkState:
    """Return what a link is at a time. A maker who may no longer fill leaves no open door behind."""
    if not is_draft:
        return LinkState.SUBMITTED
    if withdrawn or (not maker_fills and not handed_in):
        return LinkState.WITHDRAWN
    if handed_in:
        return LinkState.HANDED_IN
    return LinkState.OPEN if at < until else LinkState.EXPIRED


def minutes(items: Iterable[Question | Scene]) -> int:
    """Return about how many minutes answering takes, at least one."""
    return max(1, int(sum(map(_minutes, items), Decimal(0)).to_integral_value(ROUND_CEILING)))


def _minutes(item: Question | Scene) -> Decimal:
    if isinstance(item, Scene):
        return SCENE
    if item.formula is not None:
        return EACH_FIGURE * len(item.formula.figures)
    return SEVERAL if item.several else CHOICE
