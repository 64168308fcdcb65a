"""The level by the sides that the rule looks at, points and scenes, and what is missing to the next one."""

from bisect import bisect_left
from collections.abc import Container, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from standards.domain.answers import Answers, AtLevel, is_answered
from standards.domain.scoring import ZERO, ScoreCard, score
from standards.domain.standard import HUNDRED, LevelRule, Standard

Points = Decimal | Fraction


class Count(NamedTuple):
    """How many scenes stand at a level or above, and how many of them are constrained."""

    reached: int
    constrained: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """What a firm has of what levels may ask for.

    `counts`: for every level from 1 to the top. `mean`: of the scene levels, weighted, exact; None where
    scenes have no weights.
    """

    points: Decimal
    counts: Mapping[int, Count]
    mean: Decimal | None


class Condition(NamedTuple):
    """One thing that a level asks for, by the field of its threshold, beside what the firm has."""

    name: str
    needed: Decimal
    reached: Decimal

    @property
    def short(self) -> Decimal:
        """Return what is missing, never below 0."""
        return max(ZERO, self.needed - self.reached)


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """What is missing to a level, never below 0. `to_raise`: scenes that must rise, the larger of the two."""

    level: int
    points_short: Decimal = ZERO
    scenes_short: int = 0
    constrained_short: int = 0
    mean_short: Decimal = ZERO

    @classmethod
    def of(cls, level: int, short: Mapping[str, Decimal]) -> "Missing":
        """Return it from what is short, by the field of the threshold; what is absent is not asked for."""
        return cls(
            level=level,
            points_short=short.get("min_points", ZERO),
            scenes_short=int(short.get("min_scenes", 0)),
            constrained_short=int(short.get("min_constrained", 0)),
            mean_short=short.get("min_mean", ZERO),
        )

    @property
    def to_raise(self) -> int:
        return max(self.scenes_short, self.constrained_short)

    @property
    def nothing(self) -> bool:
        return not (self.points_short or self.to_raise or self.mean_short)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """The level with its sides: None for one that the rule does not look at. `missing`: None at the top."""

    level: int
    score_level: int | None
    scene_level: int | None
    reached: Reached
    missing: Missing | None

    @property
    def held_back_by_score(self) -> bool:
        return self._sides is not None and self._sides[0] < self._sides[1]

    @property
    def held_back_by_scenes(self) -> bool:
        return self._sides is not None and self._sides[1] < self._sides[0]

    @property
    def _sides(self) -> tuple[int, int] | None:
        """Return both sides, None where the rule looks at one alone."""
        if self.score_level is None or self.scene_level is None:
            return None
        return self.score_level, self.scene_level


def is_complete(standard: Standard, answers: Answers) -> bool:
    """Return whether nothing is unanswered; not applicable counts as answered."""
    return not unanswered(standard, answers)


def unanswered(standard: Standard, answers: Answers) -> tuple[str, ...]:
    """Return the codes of unanswered items in the order of the form; partial figures are unanswered."""
    questions = (q.code for q in standard.questions if not is_answered(q, answers.questions.get(q.code)))
    scenes = (scene.code for scene in standard.scenes if scene.code not in answers.scenes)
    return (*questions, *scenes)


def scene_levels(answers: Answers) -> dict[str, int]:
    """Map the answered scenes to their level; not applicable counts as not reached, 0."""
    return {code: a.level if isinstance(a, AtLevel) else 0 for code, a in answers.scenes.items()}


def counts(rule: LevelRule, levels: Mapping[str, int], constrained: Container[str]) -> dict[int, Count]:
    """Count the scenes per level from 1 to the top: a scene counts for its own level and all lower ones."""
    every = sorted(levels.values())
    held = sorted(level for code, level in levels.items() if code in constrained)
    return {
        threshold.level: Count(
            reached=len(every) - bisect_left(every, threshold.level),
            constrained=len(held) - bisect_left(held, threshold.level),
        )
        for threshold in rule.thresholds
    }


def weighted_mean(levels: Mapping[str, int], weights: Mapping[str, Decimal]) -> Decimal | None:
    """Return Σ weight × level ÷ 100, exactly; None without weights. A scene without a level counts as 0."""
    if not weights:
        return None
    return sum((weight * levels.get(code, 0) for code, weight in weights.items()), ZERO) / HUNDRED


def reached_by(
    standard: Standard,
    points: Decimal,
    levels: Mapping[str, int],
    *,
    constrained: frozenset[str] | None = None,
) -> Reached:
    """Return what points and scene levels come to. `constrained`: another set than the standard's own."""
    held = standard.constrained if constrained is None else constrained
    return Reached(
        points=points,
        counts=counts(standard.rule, levels, held),
        mean=weighted_mean(levels, standard.scene_weights),
    )


def score_level(rule: LevelRule, points: Points) -> int | None:
    """Return the highest level whose threshold the unrounded points reach, 0 for none.

    None where the rule does not look at points.
    """
    if not rule.uses_points:
        return None
    return max((t.level for t in rule.thresholds if points >= (t.min_points or 0)), default=0)


def scene_level(rule: LevelRule, reached: Reached) -> int | None:
    """Return the highest level whose scene counts, or whose weighted mean, are reached, 0 for none.

    None where the rule does not look at scenes.
    """
    if not rule.uses_scenes:
        return None
    mean = reached.mean or ZERO
    return max(
        (
            threshold.level
            for threshold in rule.thresholds
            if reached.counts[threshold.level].reached >= (threshold.min_scenes or 0)
            and reached.counts[threshold.level].constrained >= (threshold.min_constrained or 0)
            and mean >= (threshold.min_mean or 0)
        ),
        default=0,
    )


def lower_of(*sides: int | None) -> int:
    """Return the level: the lower of the sides that the rule looks at; at least one of them is there."""
    return min(side for side in sides if side is not None)


def conditions(rule: LevelRule, level: int, reached: Reached) -> tuple[Condition, ...]:
    """Return all that a level from 1 to the top asks for, in the order of the threshold's fields."""
    count = reached.counts[level]
    has: dict[str, int | Decimal] = {
        "min_points": reached.points,
        "min_scenes": count.reached,
        "min_constrained": count.constrained,
        "min_mean": reached.mean or ZERO,
    }
    return tuple(
        Condition(name=name, needed=Decimal(needed), reached=Decimal(has[name]))
        for name, needed in rule.threshold(level).asked.items()
        if needed is not None
    )


def missing_to(rule: LevelRule, level: int, reached: Reached) -> Missing:
    """Return what is missing to a level from 1 to the top."""
    return Missing.of(level, {each.name: each.short for each in conditions(rule, level, reached)})


def grade_by(rule: LevelRule, reached: Reached) -> Grade:
    """Grade what was reached: level = the lower of the sides. All bounds are inclusive.

    Source: docs/method.md, "Level"; worked examples E1–E11, P1–P5 and W1–W5.
    """
    by_score, by_scenes = score_level(rule, reached.points), scene_level(rule, reached)
    level = lower_of(by_score, by_scenes)
    return Grade(
        level=level,
        score_level=by_score,
        scene_level=by_scenes,
        reached=reached,
        missing=missing_to(rule, level + 1, reached) if level < rule.top else None,
    )


def grade(standard: Standard, answers: Answers, card: ScoreCard | None = None) -> Grade:
    """Grade complete answers. Raises ValueError while something is unanswered: a partial sum is no score."""
    if missing := unanswered(standard, answers):
        raise ValueError("answers are incomplete: " + ", ".join(missing))
    total = (card or score(standard, answers)).total.points
    return grade_by(standard.rule, reached_by(standard, total, scene_levels(answers)))
