"""Where a firm stands once some steps of a plan are done, by the one rule of effects and that of grading.

Steps take effect in the plan's order, whatever day each was done on; one that begins where a scene does not
stand yet, as the step before it is missing, does nothing.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Generic, TypeVar

from roadmap.domain.measure import Measure
from roadmap.domain.planning.effects import after, closed_items
from roadmap.domain.planning.plan import Plan
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


def project(plan: Plan, standard: Standard, answers: Answers) -> Projection:
    """Return what a plan projects from these answers if nothing but them was given when it was made."""
    return Projection(
        standard=standard,
        answers=answers,
        measures=tuple(step.measure for step in plan.steps),
        closed=closed_items(standard, answers),
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
