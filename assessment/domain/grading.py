"""The level: the lower of the score side and the scene side, and what is missing to the next one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from assessment.domain.answers import Answers, AtLevel, chosen_keys, is_answered
from assessment.domain.scoring import ScoreCard, score
from assessment.domain.standard import LevelRule, Question, Standard, Variant

Points = Decimal | Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many scenes stand at a level or above, and how many of them are constrained."""

    reached: int
    constrained: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """What is missing to a level, never below 0. `to_raise`: scenes that must rise, the larger of the two."""

    level: int
    points_short: Decimal
    scenes_short: int
    constrained_short: int

    @property
    def to_raise(self) -> int:
        return max(self.scenes_short, self.constrained_short)

    @property
    def nothing(self) -> bool:
        return not (self.points_short or self.to_raise)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """The level with both its sides; `missing` is None at the top."""

    level: int
    score_level: int
    scene_level: int
    counts: Mapping[int, Count]  # for every level from 1 to the top
    missing: Missing | None

    @property
    def held_back_by_score(self) -> bool:
        return self.score_level == self.level < self.scene_level

    @property
    def held_back_by_scenes(self) -> bool:
        return self.scene_level == self.level < self.score_level


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantLevel:
    variant: Variant
    level: int


def is_complete(standard: Standard, answers: Answers) -> bool:
    """Tell whether nothing is unanswered; not applicable counts as answered."""
    return not unanswered(standard, answers)


def unanswered(standard: Standard, answers: Answers) -> tuple[str, ...]:
    """Return the codes of unanswered items in the order of the form; partial figures are unanswered."""
    questions = (q.code for q in standard.questions if not is_answered(q, answers.questions.get(q.code)))
    scenes = (scene.code for scene in standard.scenes if scene.code not in answers.scenes)
    return (*questions, *scenes)


def scene_levels(answers: Answers) -> dict[str, int]:
    """Map the answered scenes to their level; not applicable counts as not reached, 0."""
    return {code: a.level if isinstance(a, AtLevel) else 0 for code, a in answers.scenes.items()}


def counts(rule: LevelRule, levels: Mapping[str, int], constrained: Iterable[str]) -> dict[int, Count]:
    """Count the scenes per level from 1 to the top: a scene counts for its own level and all lower ones."""
    held = frozenset(constrained)
    result = {}
    for threshold in rule.thresholds:
        reached = {code for code, level in levels.items() if level >= threshold.level}
        result[threshold.level] = Count(reached=len(reached), constrained=len(reached & held))
    return result


def score_level(rule: LevelRule, points: Points) -> int:
    """Return the highest level whose threshold the unrounded points reach, 0 for none."""
    return max(
        (t.level for t in rule.thresholds if t.min_points is None or points >= t.min_points), default=0
    )


def scene_level(rule: LevelRule, count: Mapping[int, Count]) -> int:
    """Return the highest level whose scene counts are reached, 0 for none."""
    return max(
        (
            threshold.level
            for threshold in rule.thresholds
            if count[threshold.level].reached >= (threshold.min_scenes or 0)
            and count[threshold.level].constrained >= (threshold.min_constrained or 0)
        ),
        default=0,
    )


def missing_to(rule: LevelRule, level: int, points: Decimal, count: Mapping[int, Count]) -> Missing:
    """Return what is missing to a level from 1 to the top."""
    threshold = rule.threshold(level)
    return Missing(
        level=level,
        points_short=max(Decimal(0), (threshold.min_points or Decimal(0)) - points),
        scenes_short=max(0, (threshold.min_scenes or 0) - count[level].reached),
        constrained_short=max(0, (threshold.min_constrained or 0) - count[level].constrained),
    )


def grade_by(
    rule: LevelRule, points: Decimal, levels: Mapping[str, int], constrained: Iterable[str]
) -> Grade:
    """Grade points and scene levels: level = min(score side, scene side). Bounds are inclusive.

    Source: docs/method.md, "Level"; worked examples E1–E11.
    """
    count = counts(rule, levels, constrained)
    by_score, by_scenes = score_level(rule, points), scene_level(rule, count)
    level = min(by_score, by_scenes)
    return Grade(
        level=level,
        score_level=by_score,
        scene_level=by_scenes,
        counts=count,
        missing=missing_to(rule, level + 1, points, count) if level < rule.top else None,
    )


def grade(standard: Standard, answers: Answers, card: ScoreCard | None = None) -> Grade:
    """Grade complete answers. Raises ValueError while something is unanswered: a partial sum is no score."""
    if not is_complete(standard, answers):
        raise ValueError("answers are incomplete: " + ", ".join(unanswered(standard, answers)))
    total = (card or score(standard, answers)).total.points
    return grade_by(standard.rule, total, scene_levels(answers), standard.constrained)


def changing_variants(standard: Standard, answers: Answers, graded: Grade) -> tuple[VariantLevel, ...]:
    """Return the known doubts under which these complete answers would have another level."""
    card = score(standard, answers)
    results = ((variant, _variant_level(standard, answers, card, variant)) for variant in standard.variants)
    return tuple(VariantLevel(variant=v, level=level) for v, level in results if level != graded.level)


def _variant_level(standard: Standard, answers: Answers, card: ScoreCard, variant: Variant) -> int:
    constrained = standard.constrained if variant.constrained is None else variant.constrained
    count = counts(standard.rule, scene_levels(answers), constrained)
    points = _variant_points(standard, answers, card, variant)
    return min(score_level(standard.rule, points), scene_level(standard.rule, count))


def _variant_points(standard: Standard, answers: Answers, card: ScoreCard, variant: Variant) -> Fraction:
    # Fourteenths have no exact decimal, hence a fraction.
    points = Fraction(card.total.points)
    for code in variant.equal_split:
        question = standard.question(code)
        own = Fraction(card.questions[code].points or 0)
        points += _equal_share(question, answers) * Fraction(standard.max_points[code]) - own
    return points


def _equal_share(question: Question, answers: Answers) -> Fraction:
    scoring = {option.key for option in question.options if option.weight > 0}
    keys = chosen_keys(question, answers.questions.get(question.code)) or ()
    return Fraction(len(scoring.intersection(keys)), len(scoring))
