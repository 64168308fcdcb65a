"""What has become of a link by which a colleague answers a part."""

from datetime import datetime
from enum import StrEnum

MOST_OPEN = 50  # links of one assessment at a time
MOST_GUESTS = 20  # names under one link: it was meant for one colleague


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
