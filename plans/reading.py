"""A kept plan, read with everything that its pages say of it."""

from dataclasses import dataclass
from functools import cached_property

from assessment.domain.standard import Standard
from assessment.selectors import read_snapshot
from plans.domain import kept
from plans.models import KeptPlan
from roadmap.domain.planning import Plan, PlannedStep
from roadmap.domain.planning.order import Before


@dataclass(frozen=True, kw_only=True)
class Way:
    """What was kept, the plan that it makes, and which steps come before which, by code of measure."""

    standard: Standard
    content: kept.Kept
    plan: Plan
    waits: Before

    @cached_property
    def by_code(self) -> dict[str, PlannedStep]:
        return {step.measure.code: step for step in self.plan.steps}


def read_way(plan: KeptPlan) -> Way:
    """Return the plan as it was made. `plan.snapshot` should be selected with it."""
    submitted = read_snapshot(plan.snapshot)
    content = kept.load(plan.content)
    return Way(
        standard=submitted.standard,
        content=content,
        plan=kept.restore(content, submitted.standard, submitted.answers),
        waits=kept.waits(content, submitted.standard, submitted.answers),
    )
