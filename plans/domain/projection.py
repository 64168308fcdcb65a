"""Where a firm stands once some steps of its plan are done, by the one rule of effects and that of grading.

Steps take effect in the plan's order, whatever day each was done on; one that begins where a scene does not
stand yet, as the step before it is missing, does nothing.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Generic, TypeVar

from plans.domain.kept import Kept, closed_in, situation_of
from plans.domain.progress import StepFacts, StepState
from roadmap.domain.measure import Measure
from roadmap.domain.planning.effects import after
from standards.domain.answers import Answers
from standards.domain.grading import grade
from standards.domain.scoring import score
from standards.domain.standard import Standard

When = TypeVar("When", int, date)  # months from the beginning, or days


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """A plan's measures in its order, and the answers that they begin with. `closed`: what none raises.

    `expects_outcomes`: the answers hold what the firm expects of outcomes, beside what it submitted.
    """

    standard: Standard
    answers: Answers
    measures: tuple[Measure, ...]
    closed: frozenset[str]
    expects_outcomes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectedResult:
    """What a firm's answers come to."""

    points: Decimal
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone(Generic[When]):
    """The firm rises to a level: `when` the last step that it takes is done."""

    when: When
    result: ProjectedResult


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


def answers_after(projection: Projection, done: Collection[str]) -> Answers:
    """Return the answers once these measures are done. `done`: codes; others than the plan's do nothing."""
    answers = projection.answers
    for measure in projection.measures:
        if measure.code in done:
            answers = after(projection.standard, answers, measure, projection.closed)
    return answers


def projected_result(projection: Projection, done: Collection[str] = ()) -> ProjectedResult:
    """Grade the answers once these measures are done."""
    answers = answers_after(projection, done)
    card = score(projection.standard, answers)
    return ProjectedResult(points=card.total.points, level=grade(projection.standard, answers, card).level)


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


def milestones(projection: Projection, ends: Mapping[str, When]) -> tuple[Milestone[When], ...]:
    """Return the rises of the level in the order of time. `ends`: when each step is done, by code."""
    found = []
    level = projected_result(projection).level
    for when in sorted(set(ends.values())):
        reached = projected_result(projection, frozenset(code for code, end in ends.items() if end <= when))
        if reached.level > level:
            found.append(Milestone(when=when, result=reached))
            level = reached.level
    return tuple(found)
