"""The quick check: what a few answers say of the level, and how far it is still open."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from enterprises.domain.data_files import read_data
from standards.domain.answers import Answers, AtLevel, chosen_keys
from standards.domain.grading import Count, Grade, Reached, grade_by, reached_by, scene_levels
from standards.domain.scoring import ZERO, score
from standards.domain.standard import HUNDRED, Question, Standard

FILE = Path(__file__).parent.parent / "data" / "quick.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickItems:
    """What is asked, of which standard. `sample`: answers and scenes of an invented firm, as plain data."""

    standard: str
    items: tuple[str, ...]
    sample: Mapping[str, Any]


@lru_cache(maxsize=1)
def quick_items() -> QuickItems:
    """Return the items of the quick check."""
    data = read_data(FILE)
    return QuickItems(standard=data["standard"], items=tuple(data["items"]), sample=data["sample"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """Something that lifts the level. `points`: still to be had at a question; `to_level`: of a scene."""

    code: str
    points: Decimal | None = None
    to_level: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickResult:
    """`low` and `high`: what can still come out, whatever the open items are answered; `level`: if they are
    answered like those that are there. `answered`: how many are."""

    level: int
    low: int
    high: int
    answered: int
    levers: tuple[Lever, ...]


def quick_result(standard: Standard, answers: Answers) -> QuickResult:
    """Return the provisional level with its range, and the two strongest levers.

    The range is exact: no answer lowers a level by being better, so the worst and the best completion bound
    it. Source: docs/method.md, "Quick check".
    """
    low, high = (_completed(standard, answers, best=best).level for best in (False, True))
    alike = _alike(standard, answers)
    return QuickResult(
        level=min(max(alike.level, low), high),
        low=low,
        high=high,
        answered=len(answers.questions) + len(answers.scenes),
        levers=_levers(standard, answers, alike),
    )


def _completed(standard: Standard, answers: Answers, *, best: bool) -> Grade:
    """Return the grade once all that is open is answered as badly, or as well, as can be."""
    points = score(standard, answers).total.points
    levels = scene_levels(answers)
    if best:
        card = score(standard, answers)
        open_questions = (q for q in standard.questions if card.questions[q.code].points is None)
        points += sum((_most(standard, question) for question in open_questions), ZERO)
        levels = {scene.code: standard.rule.top for scene in standard.scenes} | levels
    return grade_by(standard.rule, reached_by(standard, points, levels))


def _most(standard: Standard, question: Question) -> Decimal:
    """Return the most points that a question can give."""
    points = standard.option_points[question.code]
    alone = max(points[option.key].points for option in question.options)
    if not question.several:
        return alone
    together = (points[option.key].points for option in question.options if not option.excludes)
    return max(alone, sum(together, ZERO))


def _alike(standard: Standard, answers: Answers) -> Grade:
    """Return the grade if the open items were answered like those that are: in proportion."""
    card = score(standard, answers)
    known = [part for part in card.questions.values() if part.points is not None]
    asked = sum((part.maximum for part in known), ZERO)
    points = card.total.points * HUNDRED / asked if asked else ZERO
    reached = reached_by(standard, points, scene_levels(answers))
    scenes = _Share(len(standard.scenes), len(answers.scenes))
    constrained = _Share(len(standard.constrained), len(standard.constrained & answers.scenes.keys()))
    counts = {
        level: Count(reached=scenes.of(count.reached), constrained=constrained.of(count.constrained))
        for level, count in reached.counts.items()
    }
    weight = sum((standard.scene_weights.get(code, ZERO) for code in answers.scenes), ZERO)
    mean = reached.mean * HUNDRED / weight if reached.mean is not None and weight else reached.mean
    return grade_by(standard.rule, Reached(points=points, counts=counts, mean=mean))


@dataclass(frozen=True, slots=True)
class _Share:
    """How many of all there are if those known are a fair sample, rounded down."""

    all: int
    known: int

    def of(self, count: int) -> int:
        return count * self.all // self.known if self.known else 0


def _levers(standard: Standard, answers: Answers, graded: Grade) -> tuple[Lever, ...]:
    """Return two: of the side that holds the level back, or one of each where both do."""
    questions, scenes = (
        list(_question_levers(standard, answers)),
        list(_scene_levers(standard, answers, graded)),
    )
    if graded.held_back_by_score:
        return tuple([*questions, *scenes][:2])
    if graded.held_back_by_scenes:
        return tuple([*scenes, *questions][:2])
    return tuple([*questions[:1], *scenes[:1], *questions[1:], *scenes[1:]][:2])


def _question_levers(standard: Standard, answers: Answers) -> Iterator[Lever]:
    """Give the answered questions with the most points still to be had first."""
    card = score(standard, answers)
    left = {
        code: _most(standard, standard.question(code)) - (card.questions[code].points or ZERO)
        for code, answer in answers.questions.items()
        if chosen_keys(standard.question(code), answer) is not None
    }
    for code in sorted(left, key=lambda code: -left[code]):
        if left[code]:
            yield Lever(code=code, points=left[code])


def _scene_levers(standard: Standard, answers: Answers, graded: Grade) -> Iterator[Lever]:
    """Give the answered scenes below the next level, the nearest first, constrained ones before others."""
    target = min((graded.scene_level or 0) + 1, standard.rule.top)
    below = {
        code: answer.level
        for code, answer in answers.scenes.items()
        if isinstance(answer, AtLevel) and answer.level < target
    }
    for code in sorted(below, key=lambda code: (-below[code], code not in standard.constrained)):
        yield Lever(code=code, to_level=target)
