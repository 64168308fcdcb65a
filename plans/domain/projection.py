"""What a kept plan projects, and when its steps are to be expected (`roadmap.domain.planning.projection`)."""

from collections.abc import Collection
from datetime import date

from plans.domain.kept import Kept, closed_in, situation_of
from plans.domain.progress import StepFacts, StepState
from roadmap.domain.planning.projection import Projection
from standards.domain.answers import Answers
from standards.domain.standard import Standard


def projection_of(kept: Kept, standard: Standard, answers: Answers) -> Projection:
    """Return what a kept plan projects from the answers as submitted; expected outcomes are added to them."""
    situation = situation_of(kept, standard, answers)
    return Projection(
        standard=standard,
        answers=situation.answers,
        measures=kept.measures,
        closed=closed_in(kept, situation),
        expects_outcomes=bool(kept.expected),
    )


def ready_by(steps: Collection[StepFacts], day: date) -> frozenset[str]:
    """Return the codes of the steps that are done, or open and due by a day."""
    return frozenset(step.code for step in steps if step.is_done or (step.is_open and step.due_on <= day))


def expected_days(steps: Collection[StepFacts], today: date) -> dict[str, date]:
    """Return when each step was done or is to be expected, by code; those that were dropped are left out.

    What is overdue cannot be done before today.
    """
    return {
        step.code: step.done_on or max(step.due_on, today)
        for step in steps
        if step.state is not StepState.DROPPED
    }
