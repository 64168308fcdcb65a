"""Known doubts: the level that the same answers would have if the standard were read another way."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from standards.domain.answers import Answers, chosen_keys
from standards.domain.grading import (
    Grade,
    Missing,
    conditions,
    lower_of,
    reached_by,
    scene_level,
    scene_levels,
    score_level,
)
from standards.domain.scoring import ZERO, ScoreCard, score
from standards.domain.standard import Question, Standard, Variant

POINTS = "min_points"
THOUSAND = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantLevel:
    variant: Variant
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A reading that changes the level. `settled_by`: what would give the higher of the two levels under
    both readings, so that it no longer matters which of them is right."""

    variant: Variant
    level: int
    settled_by: Missing


def doubts(standard: Standard, answers: Answers, graded: Grade) -> tuple[Doubt, ...]:
    """Return the readings that change the level of complete answers; empty: it is the same under all."""
    return tuple(
        Doubt(
            variant=changed.variant,
            level=changed.level,
            settled_by=_missing_to(
                standard,
                answers,
                max(changed.level, graded.level),
                changed.variant if changed.level < graded.level else None,
            ),
        )
        for changed in changing_variants(standard, answers, graded)
    )


def shortages(
    standard: Standard, answers: Answers, level: int, variant: Variant | None = None
) -> Mapping[str, Fraction]:
    """Map each condition of a level from 1 to the top to what lacks under a reading; below 0: more than
    enough. Without a variant: the standard as it is read here."""
    card, levels = score(standard, answers), scene_levels(answers)
    constrained = variant.constrained if variant else None
    reached = reached_by(standard, card.total.points, levels, constrained=constrained)
    asked = conditions(standard.rule, level, reached)
    found = {each.name: Fraction(each.needed) - Fraction(each.reached) for each in asked}
    if variant and POINTS in found:
        found[POINTS] += Fraction(card.total.points) - _points(standard, answers, card, variant)
    return found


def points_of(
    standard: Standard, question: Question, keys: Collection[str], variant: Variant | None = None
) -> Fraction:
    """Return what these options of a question give under a reading."""
    if variant and question.code in variant.equal_split:
        return _equal_share(question, keys) * Fraction(standard.max_points[question.code])
    points = standard.option_points[question.code]
    return sum((Fraction(points[key].points) for key in keys), Fraction(0))


def _missing_to(standard: Standard, answers: Answers, level: int, variant: Variant | None) -> Missing:
    """Return what lacks to a level under a reading; points are rounded up to three places."""
    lacks = shortages(standard, answers, level, variant)
    return Missing.of(level, {name: _rounded_up(max(Fraction(0), lack)) for name, lack in lacks.items()})


def _rounded_up(number: Fraction) -> Decimal:
    thousandths = Decimal(-(-number.numerator * THOUSAND // number.denominator))
    return (thousandths / THOUSAND).normalize()


def changing_variants(
    standard: Standard, answers: Answers, graded: Grade, card: ScoreCard | None = None
) -> tuple[VariantLevel, ...]:
    """Return the known doubts under which these complete answers would have another level."""
    card = card or score(standard, answers)
    found = []
    for variant in standard.variants:
        by_score, by_scenes = graded.score_level, graded.scene_level  # what is not read another way
        if variant.equal_split:
            by_score = score_level(standard.rule, _points(standard, answers, card, variant))
        if variant.constrained is not None:
            by_scenes = _scene_level(standard, answers, card, variant)
        level = lower_of(by_score, by_scenes)
        if level != graded.level:
            found.append(VariantLevel(variant=variant, level=level))
    return tuple(found)


def _scene_level(standard: Standard, answers: Answers, card: ScoreCard, variant: Variant) -> int | None:
    levels = scene_levels(answers)
    reached = reached_by(standard, card.total.points, levels, constrained=variant.constrained)
    return scene_level(standard.rule, reached)


def _points(standard: Standard, answers: Answers, card: ScoreCard, variant: Variant) -> Fraction:
    # Fourteenths have no exact decimal, hence a fraction.
    own = sum([card.questions[code].points or ZERO for code in variant.equal_split], ZERO)
    points = Fraction(card.total.points - own)
    for code in variant.equal_split:
        question = standard.question(code)
        keys = chosen_keys(question, answers.questions.get(code)) or ()
        points += points_of(standard, question, keys, variant)
    return points


def _equal_share(question: Question, keys: Collection[str]) -> Fraction:
    scoring = {option.key for option in question.options if option.weight > 0}
    return Fraction(len(scoring.intersection(keys)), len(scoring))
