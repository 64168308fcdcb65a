"""What changed from one submitted result to a later one, side by side."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from assessment.domain.snapshot import SnapshotContent
from standards.domain.answers import QuestionAnswer, SceneAnswer
from standards.domain.grading import grade, scene_levels
from standards.domain.scoring import ScoreCard, Sum, score
from standards.domain.standard import Dimension, Group, Question, Scene

Answer = QuestionAnswer | SceneAnswer
MOST = 3  # of the biggest changes


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsChange:
    """Points before and after: of a dimension or a group, or in all (`part` None)."""

    part: Dimension | Group | None
    before: Decimal
    after: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerChange:
    """A question or scene that is answered otherwise. None: it was not asked before."""

    code: str
    before: Answer | None
    after: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """Points of a question out of its maximum, or the level of a scene out of the highest; 不涉及 is 0."""

    value: Decimal
    of: Decimal

    @property
    def share(self) -> Fraction:
        return Fraction(self.value) / Fraction(self.of) if self.of else Fraction(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemChange:
    """An item of both results."""

    item: Question | Scene
    before: Reached
    after: Reached

    @property
    def moved(self) -> Fraction:
        """How much more is reached, from −1 to 1: another weight of a question alone moves nothing."""
        return self.after.share - self.before.share


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Levels by the rule that each was graded by; `points` of the dimensions and then the total,
    `groups` of the groups: none where the standard has no questions. `items`: all that are in both, in
    its order."""

    level_before: int
    level_after: int
    points: tuple[PointsChange, ...]
    groups: tuple[PointsChange, ...]
    answers: tuple[AnswerChange, ...]
    items: tuple[ItemChange, ...]

    @property
    def risen(self) -> tuple[ItemChange, ...]:
        """At most three items of which the most was gained, the most first; of equal ones the first."""
        return tuple(sorted((one for one in self.items if one.moved > 0), key=lambda one: -one.moved)[:MOST])

    @property
    def fallen(self) -> tuple[ItemChange, ...]:
        """At most three items of which the most was lost."""
        return tuple(sorted((one for one in self.items if one.moved < 0), key=lambda one: one.moved)[:MOST])


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
        groups=_groups(after, *cards),
        answers=_answers(before, after),
        items=tuple(_items(before, after, *cards)),
    )


def _points(after: SnapshotContent, old: ScoreCard, new: ScoreCard) -> tuple[PointsChange, ...]:
    if not after.standard.questions:
        return ()
    dimensions = _changes(after.standard.dimensions, old.dimensions, new.dimensions)
    return (*dimensions, PointsChange(part=None, before=old.total.points, after=new.total.points))


def _groups(after: SnapshotContent, old: ScoreCard, new: ScoreCard) -> tuple[PointsChange, ...]:
    return tuple(_changes(after.standard.groups, old.groups, new.groups))


def _changes(
    parts: Sequence[Dimension | Group], old: Mapping[str, Sum], new: Mapping[str, Sum]
) -> Iterator[PointsChange]:
    for part in parts:
        earlier = old.get(part.code)
        yield PointsChange(
            part=part, before=earlier.points if earlier else Decimal(0), after=new[part.code].points
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


def _items(
    before: SnapshotContent, after: SnapshotContent, old: ScoreCard, new: ScoreCard
) -> Iterator[ItemChange]:
    then, now = _reached(before, old), _reached(after, new)
    items: tuple[Question | Scene, ...] = (*after.standard.questions, *after.standard.scenes)
    for item in items:
        if item.code in then:
            yield ItemChange(item=item, before=then[item.code], after=now[item.code])


def _reached(content: SnapshotContent, card: ScoreCard) -> dict[str, Reached]:
    """Map the items of a complete result to what is reached of them."""
    top = Decimal(content.standard.rule.top)
    levels = scene_levels(content.answers)
    return {
        **{
            code: Reached(value=one.points, of=one.maximum)
            for code, one in card.questions.items()
            if one.points is not None
        },
        **{code: Reached(value=Decimal(level), of=top) for code, level in levels.items()},
    }
