"""How long answering takes, from when answers were saved: what people took, beside our own estimate."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median_high

from standards.domain.figures import own_figures
from standards.domain.standard import Question, Scene, Standard

LEAST = 20  # assessments that tell something of a section; fewer are no median
PAUSE = timedelta(minutes=10)  # longer between two answers is no answering
SENT_TOGETHER = timedelta(seconds=1)  # a page saved as one, or answers copied

# One item: our own estimate, shown as 参考估算.
CHOICE = timedelta(seconds=30)
SEVERAL = timedelta(seconds=45)
EACH_FIGURE = timedelta(seconds=90)
SCENE = timedelta(seconds=60)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLeft:
    """Whole minutes for items, rounded up. `is_measured`: each by what firms took, none by our estimate."""

    minutes: int
    is_measured: bool


def time_left(standard: Standard, codes: Collection[str], paces: Mapping[str, timedelta]) -> TimeLeft:
    """Return how long these items of a standard take; whatever says so, says this.

    `paces`: what an item usually takes, by section, where that is known.
    """
    whole, is_measured = timedelta(), True
    for section in standard.sections:
        asked = [item for item in section.items if item.code in codes]
        if section.code in paces:
            whole += paces[section.code] * len(asked)
        else:
            whole += sum((_estimate(standard, item) for item in asked), timedelta())
            is_measured = is_measured and not asked
    return TimeLeft(minutes=-(-whole // timedelta(minutes=1)), is_measured=is_measured)


def _estimate(standard: Standard, item: Question | Scene) -> timedelta:
    """Return our own estimate. Figures that are entered elsewhere, or need not be, take no time here."""
    if isinstance(item, Scene):
        return SCENE
    if item.formula is not None and item.formula.decides:
        return EACH_FIGURE * len(own_figures(standard, item))
    return SEVERAL if item.several else CHOICE
