"""What a draft would do to results submitted before: points and level before and after, and why.

The same answers are scored and graded under both standards by the one scoring function. Where they cannot be
read under the draft, the result is not comparable, with the reason.

The difference of points is split among the changes exactly. A question gives dimension × group × question ×
options, each a percentage. The difference is taken apart in this order, what stands before the change at hand
as in the draft, what stands behind it as before; so the parts add up to the whole.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from standards.domain.answers import Answers, AtLevel
from standards.domain.carrying import Carrier, Misfit
from standards.domain.grading import grade
from standards.domain.grading_changes import Aspect, GradingChange, GradingChanges, can_raise, option_change
from standards.domain.scoring import ZERO, QuestionPoints, ScoreCard, score
from standards.domain.standard import HUNDRED, InvalidStandard, Standard


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """A change at work in one result: the points it adds, exactly, and whether it moves the level."""

    change: GradingChange
    points: Decimal = ZERO
    moves_level: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsAndLevel:
    points: Decimal
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """`after` is None where the result is not comparable; then `misfits` says why."""

    before: PointsAndLevel
    after: PointsAndLevel | None
    causes: tuple[Cause, ...] = ()
    misfits: tuple[Misfit, ...] = ()

    @property
    def changes_points(self) -> bool:
        return self.after is not None and self.after.points != self.before.points

    @property
    def changes_level(self) -> bool:
        return self.after is not None and self.after.level != self.before.level

    @property
    def changes(self) -> bool:
        return self.changes_points or self.changes_level


@dataclass(frozen=True, kw_only=True)
class Replayed:
    """A draft against one standard under which results were submitted."""

    old: Standard
    new: Standard

    @property
    def name(self) -> str:
        """Return which revision the draft is compared with, as code@number."""
        return f"{self.old.code}@{self.old.revision}"

    def effect(self, answers: Answers, figures: Mapping[str, Decimal]) -> Effect:
        """Return what becomes of complete answers. `figures`: every number that the firm gave."""
        card = score(self.old, answers)
        before = PointsAndLevel(points=card.total.points, level=grade(self.old, answers, card).level)
        carried, misfits = self._carrier.carry(answers, figures)
        if misfits:
            return Effect(before=before, after=None, misfits=misfits)
        new_card = score(self.new, carried)
        after = PointsAndLevel(points=new_card.total.points, level=grade(self.new, carried, new_card).level)
        points = self._points(card, new_card) if after.points != before.points else {}
        moving: frozenset[GradingChange] = frozenset()
        if after.level != before.level:
            moving = _Move(self, answers, carried, card, new_card, before.level, after.level).by(points)
        return Effect(before=before, after=after, causes=_causes(points, moving))

    @cached_property
    def changes(self) -> GradingChanges:
        """What may change results."""
        return GradingChanges(old=self.old, new=self.new)

    @cached_property
    def _carrier(self) -> Carrier:
        return Carrier(old=self.old, new=self.new)

    def _points(self, old: ScoreCard, new: ScoreCard) -> dict[GradingChange, Decimal]:
        """Split the difference of points among the changes."""
        points: dict[GradingChange, Decimal] = {}
        for code, before in old.questions.items():
            for change, added in self._question_points(code, before, new.questions.get(code)):
                points[change] = points.get(change, ZERO) + added
        return {change: added for change, added in points.items() if added}

    def _question_points(
        self, code: str, before: QuestionPoints, after: QuestionPoints | None
    ) -> Iterator[tuple[GradingChange, Decimal]]:
        was = {part.key: part.weight for part in before.parts}
        share = sum(was.values(), ZERO)
        if share:
            for change, added in self.changes.weights[code]:
                yield change, added * share / HUNDRED
        now = {part.key: part.weight for part in after.parts} if after else was
        if after is None or now == was:
            return
        if now.keys() == was.keys():
            for key, weight in now.items():
                yield (
                    option_change(code, key, was[key], weight),
                    after.maximum * (weight - was[key]) / HUNDRED,
                )
        else:
            added = after.maximum * (sum(now.values(), ZERO) - share) / HUNDRED
            yield GradingChange(aspect=Aspect.DECIDED, code=code), added

    @cached_property
    def with_new_questions(self) -> Standard | None:
        return _with(self.old, dimensions=self.new.dimensions, figures=self.new.figures)

    @cached_property
    def with_new_scenes(self) -> Standard | None:
        return _with(self.old, scene_groups=self.new.scene_groups)

    @cached_property
    def with_new_rule(self) -> Standard | None:
        return _with(self.old, rule=self.new.rule)


@dataclass(frozen=True, slots=True)
class _Move:
    """A result that gets another level, and which changes move it.

    Questions, scenes and rule are tried alone. Those that move the level the same way by themselves are
    named; where none does, all of them act together.
    """

    comparison: Replayed
    answers: Answers
    carried: Answers
    card: ScoreCard
    new_card: ScoreCard
    before: int
    after: int

    def by(self, points: Mapping[GradingChange, Decimal]) -> frozenset[GradingChange]:
        """Return the changes that move the level. `points`: what each adds."""
        sides = {"questions": self._pushing(points), "scenes": self._scenes(), "rule": self._rule()}
        sides = {name: changes for name, changes in sides.items() if changes}
        alone = {name: changes for name, changes in sides.items() if len(sides) == 1 or self._moves(name)}
        return frozenset().union(*(alone or sides).values())

    @property
    def _up(self) -> bool:
        return self.after > self.before

    def _pushing(self, points: Mapping[GradingChange, Decimal]) -> frozenset[GradingChange]:
        return frozenset(change for change, added in points.items() if (added > 0) is self._up)

    def _scenes(self) -> frozenset[GradingChange]:
        """Return the changes of scenes that this firm reached, if they push the level's way."""
        return frozenset(
            change
            for code, changes in self.comparison.changes.scenes.items()
            if isinstance(answer := self.answers.scenes.get(code), AtLevel) and answer.level
            for change in changes
            if can_raise(change) is self._up
        )

    def _rule(self) -> frozenset[GradingChange]:
        """Return the changed thresholds of the levels won or lost."""
        low, high = sorted((self.before, self.after))
        crossed = {str(level) for level in range(low + 1, high + 1)}
        return frozenset(
            change
            for change in self.comparison.changes.rule
            if change.aspect is Aspect.RULE or change.code in crossed
        )

    def _moves(self, side: str) -> bool:
        """Return whether this side of the changes, alone, moves the level the same way."""
        old, new = self.answers, self.carried
        standard, answers, card = {
            "questions": (
                self.comparison.with_new_questions,
                Answers(questions=new.questions, scenes=old.scenes),
                self.new_card,
            ),
            "scenes": (
                self.comparison.with_new_scenes,
                Answers(questions=old.questions, scenes=new.scenes),
                self.card,
            ),
            "rule": (self.comparison.with_new_rule, old, self.card),
        }[side]
        if standard is None:
            return False
        level = grade(standard, answers, card).level
        return level > self.before if self._up else level < self.before


def _with(standard: Standard, **parts: Any) -> Standard | None:
    """Return the standard with other parts, None where these do not go together."""
    try:
        return replace(standard, variants=(), **parts)
    except InvalidStandard:
        return None


def _causes(points: Mapping[GradingChange, Decimal], moving: frozenset[GradingChange]) -> tuple[Cause, ...]:
    found = [Cause(change=c, points=added, moves_level=c in moving) for c, added in points.items()]
    silent = sorted(moving - points.keys(), key=lambda change: (change.aspect, change.code, change.detail))
    return (*found, *(Cause(change=change, moves_level=True) for change in silent))
