"""Which changes of a draft may change the results of those who answered the standard before it.

Parts that are new change none: nobody has answered them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from editing.domain.decimals import plain
from standards.domain.carrying import ways_to_answer
from standards.domain.standard import ASKED, HUNDRED, Dimension, Group, LevelRule, Question, Scene, Standard


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


@dataclass(frozen=True, kw_only=True)
class GradingChanges:
    """What a draft, `new`, changes of a standard so that results may change."""

    old: Standard
    new: Standard

    @cached_property
    def all(self) -> tuple[GradingChange, ...]:
        """Return all of them, in the order of the form."""
        weights = [change for pairs in self.weights.values() for change, _points in pairs]
        options = [change for question in self.old.questions for change in self._options(question)]
        scenes = [change for changes in self.scenes.values() for change in changes]
        return tuple(dict.fromkeys((*weights, *options, *scenes, *self.rule)))

    @cached_property
    def weights(self) -> Mapping[str, tuple[tuple[GradingChange, Decimal], ...]]:
        """Map each old question to the changes of its maximum, with the points each adds to it."""
        new = {place.question.code: place for place in _places(self.new)}
        return {
            place.question.code: tuple(_weight_changes(place, new.get(place.question.code)))
            for place in _places(self.old)
        }

    @cached_property
    def scenes(self) -> Mapping[str, tuple[GradingChange, ...]]:
        """Map the scenes that count otherwise to their changes."""
        found = {
            scene.code: tuple(_scene_changes(scene, self.new.scene_by_code.get(scene.code)))
            for scene in self.old.scenes
        }
        return {code: changes for code, changes in found.items() if changes}

    @cached_property
    def rule(self) -> tuple[GradingChange, ...]:
        """Return the changes of the rule and its thresholds, level by level."""
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
                yield option_change(question.code, key, was.get(key), now.get(key))
        if question.formula and ways_to_answer(question) != ways_to_answer(new):
            yield GradingChange(aspect=Aspect.DECIDED, code=question.code)


def option_change(code: str, key: str, was: Decimal | None, now: Decimal | None) -> GradingChange:
    """Return the change of an option's weight; None: there is no such option."""
    return GradingChange(aspect=Aspect.OPTION, code=code, detail=key, before=_number(was), after=_number(now))


def can_raise(change: GradingChange) -> bool:
    """Return whether a change of a scene that was reached can raise the level; else it can only lower it."""
    if change.aspect is Aspect.WEIGHT:
        return Decimal(change.after or 0) > Decimal(change.before or 0)
    return change.after == _flag(True)


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


def _product(*percentages: Decimal) -> Decimal:
    """Return the points that three percentages of one another give."""
    points = HUNDRED
    for percentage in percentages:
        points = points * percentage / HUNDRED
    return points


def _asked(rule: LevelRule, level: int) -> dict[str, str]:
    """Return what a level asks for by field; empty where it asks for nothing or there is no such level."""
    asked = rule.threshold(level).asked if level <= rule.top else {}
    return {name: _number(asked.get(name)) for name in ASKED}


def _number(value: Decimal | int | None) -> str:
    return "" if value is None else plain(Decimal(value))


def _flag(value: bool) -> str:
    return "yes" if value else "no"
