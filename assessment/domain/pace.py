"""How long answering takes, from when answers were saved: what people took, beside our own estimate."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median_high

LEAST = 20  # assessments that tell something of a section; fewer are no median
PAUSE = timedelta(minutes=10)  # longer between two answers is no answering
SENT_TOGETHER = timedelta(seconds=1)  # a page saved as one, or answers copied


def pace(saved_at: Iterable[datetime]) -> timedelta | None:
    """Return the mean time that an item of a section took, from when its answers were last saved.

    Pauses, and answers that were sent together, say nothing; None where nothing else is left.
    """
    moments = sorted(saved_at)
    gaps = [later - earlier for earlier, later in pairwise(moments)]
    told = [gap for gap in gaps if SENT_TOGETHER <= gap <= PAUSE]
    return sum(told, timedelta()) / len(told) if told else None


def usual_pace(paces: Sequence[timedelta]) -> timedelta | None:
    """Return the median of what assessments took for each item of a section; None of too few."""
    return median_high(paces) if len(paces) >= LEAST else None


def minutes_at(each: timedelta, items: int) -> int:
    """Return how many minutes so many items take, rounded up."""
    return -(-each * items // timedelta(minutes=1))
