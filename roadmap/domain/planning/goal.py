"""What a firm asks a plan for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from roadmap.domain.planning.inputs import UNBOUNDED, Bounds


class PlanKind(StrEnum):
    """Which of the plans to a level is recommended."""

    NEAREST = "nearest"  # to the sector's roadmap, among those that cost little more than the cheapest
    CHEAPEST = "cheapest"
    SAFEST = "safest"  # whichever way the doubtful rule is read, and with something to spare


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What a plan is for. Without a target: the most progress within the bounds, of whatever kind.

    `expected`: outcomes that the firm counts on, options by question; `firm_situation` takes them as given.
    """

    target: int | None = None
    kind: PlanKind = PlanKind.NEAREST
    bounds: Bounds = UNBOUNDED
    expected: Mapping[str, str] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.target, self.kind, self.bounds, frozenset(self.expected.items())))
