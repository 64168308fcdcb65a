"""Two plans beside each other."""

from dataclasses import dataclass

from roadmap.domain.measure import Measure
from roadmap.domain.planning import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Which measures two plans have apart and together, each in the order of doing."""

    only_first: tuple[Measure, ...]
    only_second: tuple[Measure, ...]
    both: tuple[Measure, ...]


def difference(first: Plan, second: Plan) -> Difference:
    """Tell by code what is in which plan."""
    one, other = set(first.codes), set(second.codes)
    return Difference(
        only_first=_measures(first, one - other),
        only_second=_measures(second, other - one),
        both=_measures(second, one & other),
    )


def _measures(plan: Plan, codes: set[str]) -> tuple[Measure, ...]:
    return tuple(step.measure for step in plan.steps if step.measure.code in codes)
