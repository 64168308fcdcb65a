"""A kept plan, read with everything that follows from it."""

from dataclasses import dataclass
from functools import cached_property

from assessment.domain.snapshot import SnapshotContent
from assessment.selectors.answers import read_snapshot
from plans.domain import kept
from plans.domain.projection import projection_of
from plans.models import KeptPlan
from roadmap.domain.measure import Measure
from roadmap.domain.planning import Plan, PlannedStep
from roadmap.domain.planning.projection import Projection
from roadmap.domain.planning.working import Before
from standards.domain.standard import Standard


@dataclass(frozen=True, kw_only=True)
class PlanDetails:
    """What was kept of a plan, and the result that it was made from; the rest is computed once asked for."""

    content: kept.Kept
    submitted: SnapshotContent

    @property
    def standard(self) -> Standard:
        return self.submitted.standard

    @cached_property
    def plan(self) -> Plan:
        """The plan as it was made: its steps in order, what they cost and what they lead to."""
        return kept.restore(self.content, self.standard, self.submitted.answers)

    @cached_property
    def steps(self) -> dict[str, PlannedStep]:
        """The steps of the plan by code of measure."""
        return {step.measure.code: step for step in self.plan.steps}

    @cached_property
    def quoted(self) -> frozenset[str]:
        """The codes of the measures whose effort is the firm's own quote."""
        return frozenset(effort.code for effort in self.content.efforts if effort.quoted)

    @cached_property
    def waits(self) -> Before:
        """Which steps come before which, by code of measure."""
        return kept.waits(self.content, self.standard, self.submitted.answers)

    @cached_property
    def projection(self) -> Projection:
        """What the steps do to the answers, done or not."""
        return projection_of(self.content, self.standard, self.submitted.answers)

    @cached_property
    def measures(self) -> dict[str, Measure]:
        """The measures of the plan by code."""
        return {measure.code: measure for measure in self.content.measures}


def read_plan_details(plan: KeptPlan) -> PlanDetails:
    """Return a plan with what it was made from. No query, if `plan.snapshot` has its verified revision."""
    return PlanDetails(content=kept.load(plan.content), submitted=read_snapshot(plan.snapshot))
