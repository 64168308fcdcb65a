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
from enum import StrEnum
from functools import cached_property
from typing import Any

from editing.domain.decimals import plain
from standards.domain.answers import Answers, AtLevel
from standards.domain.carrying import Carrier, Misfit, ways_to_answer
from standards.domain.grading import grade
from standards.domain.scoring import ZERO, QuestionPoints, ScoreCard, score
from standards.domain.standard import (
    ASKED,
    HUNDRED,
    Dimension,
    Group,
    InvalidStandard,
    LevelRule,
    Question,
    Scene,
    Standard,
)


class Aspect(StrEnum):
    """What of a part is changed."""

    WEIGHT = "weight"  # of a dimension, group, question or scene
    PARENT = "parent"  # the question stands in another group
    OPTION = "option"  # the weight of the option named in `detail`; empty where there is no such option
    DECIDED = "decided"  # the same figures may give another option: ranges, directions or the formula
    REMOVED = "removed"  # a question or scene
    CONSTRAINED = "constrained"
    THRESHOLD = "threshold"  # of the level that is the code; `detail` names what it asks for
    RULE = "rule"  # its kind


@dataclass(frozen=True, slots=True, kw_only=True)
class GradingChange:
    """One change of the draft that may change results."""

    aspect: Aspect
    code: str
    detail: str = ""
    before: str = ""
    after: str = ""


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
    def _carrier(self) -> Carrier:
        return Carrier(old=self.old, new=self.new)

    # --- What is changed ----------------------------------------------------------------------

    @cached_property
    def changes(self) -> tuple[GradingChange, ...]:
        """Return the changes that may change results, in the order of the form."""
        weights = [change for pairs in self.weight_changes.values() for change, _points in pairs]
        options = [change for question in self.old.questions for change in self._options(question)]
        scenes = [change for changes in self.scene_changes.values() for change in changes]
        return tuple(dict.fromkeys((*weights, *options, *scenes, *self.rule_changes)))

    @cached_property
    def weight_changes(self) -> Mapping[str, tuple[tuple[GradingChange, Decimal], ...]]:
        """Map each old question to the changes of its maximum, with the points each adds to it."""
        new = {place.question.code: place for place in _places(self.new)}
        return {
            place.question.code: tuple(_weight_changes(place, new.get(place.question.code)))
            for place in _places(self.old)
        }

    @cached_property
    def scene_changes(self) -> Mapping[str, tuple[GradingChange, ...]]:
        """Map the scenes that count otherwise to their changes."""
        found = {
            scene.code: tuple(_scene_changes(scene, self.new.scene_by_code.get(scene.code)))
            for scene in self.old.scenes
        }
        return {code: changes for code, changes in found.items() if changes}

    @cached_property
    def rule_changes(self) -> tuple[GradingChange, ...]:
        old, new = self.old.rule, self.new.rule
        found = [GradingChange(aspect=Aspect.RULE, code="", before=old.kind, after=new.kind)]
        for level in range(1, max(old.top, new.top) + 1):
            asked, asks = _asked(old, level), _asked(new, level)
            found += [
                GradingChange(
                    aspect=Aspect.THRESHOLD,
                    code=str(level),
                    detail=name,
                    before=asked[name],
                    after=asks[name],
                )
                for name in asked
            ]
        return tuple(change for change in found if change.before != change.after)

    def _options(self, question: Question) -> Iterator[GradingChange]:
        new = self.new.question_by_code.get(question.code)
        if new is None:
            return
        was = {option.key: option.weight for option in question.options}
        now = {option.key: option.weight for option in new.options}
        for key in dict.fromkeys((*was, *now)):
            if was.get(key) != now.get(key):
                yield _option(question.code, key, was.get(key), now.get(key))
        if question.formula and ways_to_answer(question) != ways_to_answer(new):
            yield GradingChange(aspect=Aspect.DECIDED, code=question.code)

    # --- What it does to points ---------------------------------------------------------------

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
            for change, added in self.weight_changes[code]:
                yield change, added * share / HUNDRED
        now = {part.key: part.weight for part in after.parts} if after else was
        if after is None or now == was:
            return
        if now.keys() == was.keys():
            for key, weight in now.items():
                yield _option(code, key, was[key], weight), after.maximum * (weight - was[key]) / HUNDRED
        else:
            added = after.maximum * (sum(now.values(), ZERO) - share) / HUNDRED
            yield GradingChange(aspect=Aspect.DECIDED, code=code), added

    # --- The old standard with one side of the changes ----------------------------------------

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
            for code, changes in self.comparison.scene_changes.items()
            if isinstance(answer := self.answers.scenes.get(code), AtLevel) and answer.level
            for change in changes
            if _raises(change) is self._up
        )

    def _rule(self) -> frozenset[GradingChange]:
        """Return the changed thresholds of the levels won or lost."""
        low, high = sorted((self.before, self.after))
        crossed = {str(level) for level in range(low + 1, high + 1)}
        return frozenset(
            change
            for change in self.comparison.rule_changes
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


@dataclass(frozen=True, slots=True)
class _Place:
    """A question and what it stands in."""

    dimension: Dimension
    group: Group
    question: Question


def _places(standard: Standard) -> Iterator[_Place]:
    for dimension in standard.dimensions:
        for group in dimension.groups:
            for question in group.questions:
                yield _Place(dimension, group, question)


def _weight_changes(old: _Place, new: _Place | None) -> Iterator[tuple[GradingChange, Decimal]]:
    """Give the changes of a question's maximum with the points that each adds to it."""
    code = old.question.code
    was = old.dimension.weight, old.group.weight, old.question.weight
    if new is None:
        yield GradingChange(aspect=Aspect.REMOVED, code=code), -_product(*was)
        return
    now = new.dimension.weight, new.group.weight, new.question.weight
    if (old.dimension.code, old.group.code) != (new.dimension.code, new.group.code):
        change = GradingChange(aspect=Aspect.PARENT, code=code, before=old.group.code, after=new.group.code)
        yield change, _product(*now) - _product(*was)
        return
    parts = old.dimension.code, old.group.code, code
    for place, part in enumerate(parts):
        if now[place] != was[place]:
            added = _product(*now[:place], now[place] - was[place], *was[place + 1 :])
            yield (
                GradingChange(
                    aspect=Aspect.WEIGHT, code=part, before=plain(was[place]), after=plain(now[place])
                ),
                added,
            )


def _scene_changes(old: Scene, new: Scene | None) -> Iterator[GradingChange]:
    """Give what makes a scene count otherwise."""
    code = old.code
    if new is None:
        yield GradingChange(aspect=Aspect.REMOVED, code=code)
        return
    if new.constrained != old.constrained:
        before, after = _flag(old.constrained), _flag(new.constrained)
        yield GradingChange(aspect=Aspect.CONSTRAINED, code=code, before=before, after=after)
    if new.weight != old.weight:
        yield GradingChange(
            aspect=Aspect.WEIGHT, code=code, before=_number(old.weight), after=_number(new.weight)
        )


def _raises(change: GradingChange) -> bool:
    """Return whether a change of a scene that was reached can raise the level; else it can only lower it."""
    if change.aspect is Aspect.WEIGHT:
        return Decimal(change.after or 0) > Decimal(change.before or 0)
    return change.after == _flag(True)


def _product(*percentages: Decimal) -> Decimal:
    """Return the points that three percentages of one another give."""
    points = HUNDRED
    for percentage in percentages:
        points = points * percentage / HUNDRED
    return points


def _option(code: str, key: str, was: Decimal | None, now: Decimal | None) -> GradingChange:
    return GradingChange(aspect=Aspect.OPTION, code=code, detail=key, before=_number(was), after=_number(now))


def _asked(rule: LevelRule, level: int) -> dict[str, str]:
    """Return what a level asks for by field; empty where it asks for nothing or there is no such level."""
    asked = rule.threshold(level).asked if level <= rule.top else {}
    return {name: _number(asked.get(name)) for name in ASKED}


def _number(value: Decimal | int | None) -> str:
    return "" if value is None else plain(Decimal(value))


def _flag(value: bool) -> str:
    return "yes" if value else "no"


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
