"""Points: exact decimals per question, group, dimension and total, each traceable to option and weights."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from standards.domain.answers import Answers, NotApplicable, chosen_keys
from standards.domain.standard import HUNDRED, OptionPoints, Question, Standard

ZERO = Decimal(0)


class QuestionPoints(NamedTuple):  # of each question of each firm: a dataclass takes four times as long
    """Points of one question. `points` is None while unanswered; not applicable gives 0."""

    code: str
    points: Decimal | None
    maximum: Decimal
    not_applicable: bool
    parts: tuple[OptionPoints, ...]


class Sum(NamedTuple):
    """Points so far of a group, a dimension or the whole; `complete` tells whether any answer is missing."""

    code: str
    points: Decimal
    maximum: Decimal
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreCard:
    questions: Mapping[str, QuestionPoints]
    groups: Mapping[str, Sum]
    dimensions: Mapping[str, Sum]
    total: Sum


def score(standard: Standard, answers: Answers) -> ScoreCard:
    """Return the points of checked answers.

    Scale: 0 to 100 in total. Missing: an unanswered question has no points and its sums are marked
    incomplete. Rounding: none; every product of decimal percentages is exact.
    Source: 工信厅企业〔2024〕56号; docs/method.md, "Points".
    """
    questions = {question.code: _question(standard, question, answers) for question in standard.questions}
    groups = {
        group.code: _sum(
            group.code, standard.max_points[group.code], (questions[q.code] for q in group.questions)
        )
        for group in standard.groups
    }
    dimensions = {
        dimension.code: _sum(dimension.code, dimension.weight, (groups[g.code] for g in dimension.groups))
        for dimension in standard.dimensions
    }
    total = _sum("total", HUNDRED if dimensions else ZERO, dimensions.values())
    return ScoreCard(questions=questions, groups=groups, dimensions=dimensions, total=total)


def _question(standard: Standard, question: Question, answers: Answers) -> QuestionPoints:
    answer = answers.questions.get(question.code)
    keys = chosen_keys(question, answer)
    ready = standard.option_points[question.code]
    parts = tuple([ready[key] for key in keys or ()])
    return QuestionPoints(  # by position: names are a tenth of the time that all points take
        question.code,
        None if keys is None else sum([part.points for part in parts], ZERO),
        standard.max_points[question.code],
        isinstance(answer, NotApplicable),
        parts,
    )


def _sum(code: str, maximum: Decimal, parts: Iterable[QuestionPoints | Sum]) -> Sum:
    points, complete = ZERO, True
    for part in parts:
        if part.points is not None:
            points += part.points
        complete &= part.complete if isinstance(part, Sum) else part.points is not None
    return Sum(code, points, maximum, complete)
