"""Reads: a plan with what the firm does about its steps, and where that leads."""

from dataclasses import dataclass
from functools import cached_property

from assessment.selectors import read_snapshot
from plans.domain import kept
from plans.domain.progress import State
from plans.domain.projection import Dated, Projection, projection_of
from plans.models import KeptPlan, Step
from plans.selectors import list_steps
from roadmap.domain.measure import Measure


@dataclass(frozen=True, kw_only=True)
class Following:
    """A plan that was begun: its rows in order, and what it projects."""

    plan: KeptPlan
    steps: tuple[Step, ...]
    projection: Projection

    @cached_property
    def dated(self) -> tuple[Dated, ...]:
        return tuple(map(dated, self.steps))

    @cached_property
    def measure_by_code(self) -> dict[str, Measure]:
        return {measure.code: measure for measure in self.projection.measures}


def load_following(plan: KeptPlan) -> Following:
    """Return a plan with its steps. One query, if `plan.snapshot` was selected with it."""
    return Following(plan=plan, steps=tuple(list_steps(plan)), projection=load_projection(plan))


def load_projection(plan: KeptPlan) -> Projection:
    """Return what a plan projects from the answers that it was made from."""
    content = read_snapshot(plan.snapshot)
    return projection_of(kept.load(plan.content), content.standard, content.answers)


def dated(step: Step) -> Dated:
    """Return a row as a value of the domain."""
    return Dated(
        code=step.code,
        state=State(step.state),
        starts_on=step.starts_on,
        due_on=step.due_on,
        done_on=step.done_on,
    )
