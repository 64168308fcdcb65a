"""Known doubts: the level that the same answers would have if the standard were read another way."""

from dataclasses import dataclass
from fractions import Fraction

from standards.domain.answers import Answers, chosen_keys
from standards.domain.grading import Grade, lower_of, reached_by, scene_level, scene_levels, score_level
from standards.domain.scoring import ScoreCard, score
from standards.domain.standard import Question, Standard, Variant


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantLevel:
    variant: Variant
    level: int


def changing_variants(standard: Standard, answers: Answers, graded: Grade) -> tuple[VariantLevel, ...]:
    """Return the known doubts under which these complete answers would have another level."""
    card = score(standard, answers)
    results = ((variant, _level(standard, answers, card, variant)) for variant in standard.variants)
    return tuple(VariantLevel(variant=v, level=level) for v, level in results if level != graded.level)


def _level(standard: Standard, answers: Answers, card: ScoreCard, variant: Variant) -> int:
    reached = reached_by(standard, card.total.points, scene_levels(answers), constrained=variant.constrained)
    by_score = score_level(standard.rule, _points(standard, answers, card, variant))
    return lower_of(by_score, scene_level(standard.rule, reached))


def _points(standard: Standard, answers: Answers, card: ScoreCard, variant: Variant) -> Fraction:
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
