"""What changed from one submitted result to a later one, side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from assessment.domain.snapshot import SnapshotContent
from standards.domain.answers import QuestionAnswer, SceneAnswer
from standards.domain.grading import grade
from standards.domain.scoring import ScoreCard, score
from standards.domain.standard import Dimension

Answer = QuestionAnswer | SceneAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsChange:
    """Points before and after: of a dimension, or in all (`dimension` None)."""

    dimension: Dimension | None
    before: Decimal
    after: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerChange:
    """A question or scene that is answered otherwise. None: it was not asked before."""

    code: str
    before: Answer | None
    after: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Levels by the rule that each was graded by; `points` the dimensions and then the total, none where the
    standard has no questions."""

    level_before: int
    level_after: int
    points: tuple[PointsChange, ...]
    answers: tuple[AnswerChange, ...]


def difference(before: SnapshotContent, after: SnapshotContent) -> Difference:
    """Compare two complete results of one standard; its revisions may differ.

    Raises ValueError for two standards: their levels are no steps of one ladder.
    """
    if before.standard.code != after.standard.code:
        raise ValueError("results of two standards cannot be compared")
    cards = score(before.standard, before.answers), score(after.standard, after.answers)
    return Difference(
        level_before=grade(before.standard, before.answers, cards[0]).level,
        level_after=grade(after.standard, after.answers, cards[1]).level,
        points=_points(after, *cards),
        answers=_answers(before, after),
    )


def _points(after: SnapshotContent, old: ScoreCard, new: ScoreCard) -> tuple[PointsChange, ...]:
    if not after.standard.questions:
        return ()
    earlier = {code: part.points for code, part in old.dimensions.items()}
    dimensions = (
        PointsChange(
            dimension=dimension,
            before=earlier.get(dimension.code, Decimal(0)),
            after=new.dimensions[dimension.code].points,
        )
        for dimension in after.standard.dimensions
    )
    return (
        *dimensions,
        PointsChange(dimension=None, before=old.total.points, after=new.total.points),
    )


def _answers(before: SnapshotContent, after: SnapshotContent) -> tuple[AnswerChange, ...]:
    """Return what is answered otherwise, in the order of the standard."""
    old: Mapping[str, Answer] = {**before.answers.questions, **before.answers.scenes}
    new: Mapping[str, Answer] = {**after.answers.questions, **after.answers.scenes}
    codes = (*(q.code for q in after.standard.questions), *(s.code for s in after.standard.scenes))
    return tuple(
        AnswerChange(code=code, before=old.get(code), after=new[code])
        for code in codes
        if old.get(code) != new[code]
    )
