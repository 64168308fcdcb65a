"""What a plan is made from: where the firm stands, the measures with their effort, and its bounds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from types import MappingProxyType

from roadmap.domain.entries import Estimate
from roadmap.domain.measure import Measure
from roadmap.domain.planning.effects import is_done
from standards.domain.answers import Answers
from standards.domain.grading import grade, scene_levels
from standards.domain.standard import Standard

ZERO = Decimal(0)


def as_estimate(amount: Decimal) -> Decimal:
    """Return an estimated amount to two significant digits, half up: more would only look exact."""
    if not amount:
        return ZERO
    step = Decimal(1).scaleb(amount.adjusted() - 1)
    return (amount / step).to_integral_value(ROUND_HALF_UP) * step


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """A range of money in 万元; a quote has both ends alike."""

    low: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        if not ZERO <= self.low <= self.high:
            raise ValueError(f"no range of money: {self.low} to {self.high}")

    @property
    def mid(self) -> Decimal:
        return (self.low + self.high) / 2

    @property
    def planned(self) -> Decimal:
        """Return what a step is planned with: a quote as it is, else the middle as estimates are said."""
        return self.mid if self.low == self.high else as_estimate(self.mid)

    @classmethod
    def total(cls, parts: "Iterable[Money]") -> "Money":
        """Return the sum of the lower and of the upper ends; nothing costs nothing."""
        ranges = tuple(parts)
        return cls(low=sum((r.low for r in ranges), ZERO), high=sum((r.high for r in ranges), ZERO))


@dataclass(frozen=True, slots=True, kw_only=True)
class Months:
    """A range of months."""

    low: int
    high: int

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high:
            raise ValueError(f"no range of months: {self.low} to {self.high}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """What a measure asks of this firm: 参考估算, or the firm's own quote."""

    cost: Money
    months: Months


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What a plan must keep to. None and empty: no bound.

    `budget` (万元) holds for the middles of the ranges together, or, `at_high_prices`, for their upper ends;
    `months` until the last step is done, at the upper ends. `excluded` and `wanted` are codes of measures.
    `at_once`: how many steps may run at the same time, as far as the months allow; None: what is usual for
    the firm.
    Raises ValueError for a measure that is both, and for bounds below zero.
    """

    budget: Decimal | None = None
    months: int | None = None
    excluded: frozenset[str] = frozenset()
    wanted: frozenset[str] = frozenset()
    at_once: int | None = None
    at_high_prices: bool = False

    def counted(self, cost: Money) -> Decimal:
        """Return what a cost counts against the budget."""
        return cost.high if self.at_high_prices else cost.mid

    def __post_init__(self) -> None:
        if self.at_once is not None and self.at_once < 1:
            raise ValueError("nothing may be done at once")
        if both := self.excluded & self.wanted:
            raise ValueError(f"both wanted and excluded: {', '.join(sorted(both))}")
        if (self.budget or ZERO) < 0 or (self.months or 0) < 0:
            raise ValueError("a bound is below zero")


UNBOUNDED = Bounds()


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityAim:
    """A scene that matters in the firm's sector, and the levels that the sector's roadmap asks of it.

    `weight`: 1 to 5. `targets`: target level by place of the stage, from 0 on, None in a stage without it.
    """

    scene: str
    weight: int
    targets: tuple[int | None, ...]

    def next_stage(self, stands: int) -> int | None:
        """Return the place of the first stage that asks for more than the scene has, None where none does."""
        asked = (place for place, target in enumerate(self.targets) if target and target > stands)
        return next(asked, None)

    def aim(self, stands: int, level: int) -> int | None:
        """Return what a plan to a level should bring the scene to: that level, or what the first stage asks
        that is not met, whichever is lower. None where the scene stands there already."""
        place = self.next_stage(stands)
        target = None if place is None else self.targets[place]
        found = stands if target is None else min(target, level)
        return found if found > stands else None


@dataclass(frozen=True, kw_only=True)
class Situation:
    """A firm with complete answers, and the measures for its sector.

    `efforts`: by code of measure; one without is known, but cannot be planned. `priorities`: the scenes that
    matter in its sector; none without a roadmap. `at_once`: how many steps such a firm works on at the same
    time; None: as many as can. Raises ValueError while something is unanswered.
    """

    standard: Standard
    answers: Answers
    measures: tuple[Measure, ...]
    efforts: Mapping[str, Effort] = field(default_factory=dict)
    priorities: tuple[PriorityAim, ...] = ()
    at_once: int | None = None

    def __post_init__(self) -> None:
        grade(self.standard, self.answers)

    def __hash__(self) -> int:
        # Equal situations have equal scenes; all else, which is slow to hash, only `==` looks at.
        return hash(frozenset(self.answers.scenes.items()))

    @cached_property
    def level(self) -> int:
        """The level that the firm has."""
        return grade(self.standard, self.answers).level

    @cached_property
    def scene_levels(self) -> Mapping[str, int]:
        """The levels where the scenes stand."""
        return MappingProxyType(scene_levels(self.answers))

    @cached_property
    def done(self) -> frozenset[str]:
        """The codes of the measures that have nothing left to do."""
        return frozenset(m.code for m in self.measures if is_done(self.standard, self.answers, m))

    @cached_property
    def measure_by_code(self) -> Mapping[str, Measure]:
        return MappingProxyType({measure.code: measure for measure in self.measures})


def efforts(measures: Iterable[Measure], *, size: str, quotes: Mapping[str, Effort]) -> dict[str, Effort]:
    """Return the effort of each measure for a size class, by code: the firm's own quote, else the estimate.

    A measure with neither is left out, and so are all without a quote where the size has no estimates
    (large, unknown).
    """
    found = {}
    for measure in measures:
        if measure.code in quotes:
            found[measure.code] = quotes[measure.code]
        elif estimate := next((given for given in measure.costs if given.size == size), None):
            found[measure.code] = _effort(estimate)
    return found


def _effort(estimate: Estimate) -> Effort:
    return Effort(
        cost=Money(low=estimate.cost_low, high=estimate.cost_high),
        months=Months(low=estimate.months_low, high=estimate.months_high),
    )
