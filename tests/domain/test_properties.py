"""What holds for all answers, not only for examples."""

import random
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.progress import progress
from standards.domain.answer_file import read_answers, write_answers
from standards.domain.answers import Answers, AtLevel, Chosen, NotApplicable, check
from standards.domain.grading import (
    Missing,
    grade,
    grade_by,
    lower_of,
    missing_to,
    reached_by,
    scene_levels,
    score_level,
    unanswered,
)
from standards.domain.scoring import score
from standards.domain.standard import Standard
from tests.domain import oracle
from tests.domain.strategies import complete_answers, partial_answers
from tests.standards.fixtures import demo_domains, demo_points, standard_2024

STANDARD = standard_2024()
SCORED = (STANDARD, demo_points())
RATED = (STANDARD, demo_domains())
EVERY = (STANDARD, demo_points(), demo_domains())


def each(standards: tuple[Standard, ...]) -> pytest.MarkDecorator:
    """Run a property for each standard: one per kind of rule."""
    return pytest.mark.parametrize("standard", standards, ids=lambda standard: standard.code)


@each(SCORED)
@given(data=st.data())
def test_raising_an_option_never_lowers_points_or_level(standard: Standard, data: st.DataObject) -> None:
    answers = data.draw(complete_answers(standard))
    asked = data.draw(st.sampled_from(standard.questions))
    before = answers.questions[asked.code]
    keys = before.options if isinstance(before, Chosen) else ()
    gain = data.draw(st.sampled_from([option.key for option in asked.options if not option.excludes]))
    if asked.several:
        better = (*(k for k in keys if not asked.option(k).excludes and k != gain), gain)
    else:
        now = asked.option(keys[0]).weight if keys else Decimal(0)
        better = (gain,) if asked.option(gain).weight >= now else keys
    raised = replace(answers, questions={**answers.questions, asked.code: Chosen(options=better)})
    assert score(standard, raised).total.points >= score(standard, answers).total.points
    assert grade(standard, raised).level >= grade(standard, answers).level


@each(RATED)
@given(data=st.data())
def test_raising_a_scene_never_lowers_the_level(standard: Standard, data: st.DataObject) -> None:
    answers = data.draw(complete_answers(standard))
    scene = data.draw(st.sampled_from(standard.scenes))
    level = data.draw(st.integers(0, standard.rule.top))
    before = answers.scenes[scene.code]
    now = before.level if isinstance(before, AtLevel) else 0
    raised = replace(answers, scenes={**answers.scenes, scene.code: AtLevel(level=max(level, now))})
    assert grade(standard, raised).level >= grade(standard, answers).level


@each(EVERY)
@given(data=st.data())
def test_the_level_is_the_lower_of_the_sides_and_parts_sum_to_the_whole(
    standard: Standard, data: st.DataObject
) -> None:
    answers = data.draw(complete_answers(standard))
    card = score(standard, answers)
    graded = grade(standard, answers, card)
    assert graded.level == lower_of(graded.score_level, graded.scene_level)
    assert (graded.score_level is None) is not standard.rule.uses_points
    assert (graded.scene_level is None) is not standard.rule.uses_scenes
    assert sum(part.points for part in card.dimensions.values()) == card.total.points
    assert sum(part.points for part in card.groups.values()) == card.total.points
    assert sum(part.points or 0 for part in card.questions.values()) == card.total.points
    assert all(sum(o.points for o in q.parts) == q.points for q in card.questions.values())
    assert all(0 <= (q.points or 0) <= q.maximum for q in card.questions.values())


@each(EVERY)
@given(data=st.data())
def test_doing_what_is_missing_gives_the_next_level(standard: Standard, data: st.DataObject) -> None:
    answers = data.draw(complete_answers(standard))
    card = score(standard, answers)
    missing = grade(standard, answers, card).missing
    if missing is None:
        return
    levels = raise_scenes(standard, scene_levels(answers), missing)
    reached = reached_by(standard, card.total.points + missing.points_short, levels)
    assert grade_by(standard.rule, reached).level >= missing.level
    assert missing_to(standard.rule, missing.level, reached).nothing


def raise_scenes(standard: Standard, levels: Mapping[str, int], missing: Missing) -> dict[str, int]:
    """Raise as many scenes as are missing, constrained ones first, or as far as the mean is short."""
    below = sorted(
        (c for c in levels if levels[c] < missing.level), key=lambda c: c not in standard.constrained
    )
    raised = dict(levels) | dict.fromkeys(below[: missing.to_raise], missing.level)
    for code, weight in standard.scene_weights.items():
        short = missing_to(standard.rule, missing.level, reached_by(standard, Decimal(0), raised)).mean_short
        raised[code] = min(standard.rule.top, raised[code] + ceil(short * 100 / weight))
    return raised


@each(EVERY)
@given(data=st.data())
def test_progress_and_unanswered_agree(standard: Standard, data: st.DataObject) -> None:
    answers = data.draw(partial_answers(standard))
    now = progress(standard, answers)
    assert now.open == unanswered(standard, answers)
    assert now.answered == len(answers.questions) + len(answers.scenes)
    assert now.complete == (not now.open)


@each(EVERY)
@given(data=st.data())
def test_written_answers_are_read_back_the_same(standard: Standard, data: st.DataObject) -> None:
    answers = data.draw(partial_answers(standard))
    written = write_answers(standard, answers)
    assert read_answers(standard, written["answers"], written["scenes"]) == answers


def test_best_answers_give_exactly_100() -> None:
    top = {q.code: max(q.options, key=lambda option: option.weight).key for q in STANDARD.questions}
    every = {
        q.code: tuple(o.key for o in q.options if not o.excludes) for q in STANDARD.questions if q.several
    }
    best = Answers(questions={code: Chosen(options=every.get(code, (key,))) for code, key in top.items()})
    assert score(STANDARD, best).total.points == 100


def test_points_are_graded_unrounded() -> None:
    assert score_level(STANDARD.rule, Decimal("79.9999999999999999999")) == 3


def test_an_independent_oracle_agrees_on_12000_random_answer_sets() -> None:
    dice = random.Random(20241122)
    for _ in range(12_000):
        # Biased towards good answers, so that all five outcomes occur often.
        skill = dice.random()
        chosen: dict[str, list[str]] = {}
        for code, points in oracle.POINTS.items():
            if dice.random() < 0.03:
                continue  # not applicable
            keys = list(points)
            if code in oracle.MULTI:
                chosen[code] = [key for key in keys[1:] if dice.random() < skill] or ["A"]
            else:
                chosen[code] = [keys[min(len(keys) - 1, int(dice.random() * skill * (len(keys) + 1)))]]
        levels = {
            code: min(4, int(dice.random() * skill * 6)) for code in oracle.SCENES if dice.random() > 0.03
        }
        answers = Answers(
            questions={
                code: Chosen(options=tuple(chosen[code])) if code in chosen else NotApplicable()
                for code in oracle.POINTS
            },
            scenes={c: AtLevel(level=levels[c]) if c in levels else NotApplicable() for c in oracle.SCENES},
        )
        check(STANDARD, answers)
        card = score(STANDARD, answers)
        thousandths = oracle.thousandths(chosen)
        assert card.total.points * 1000 == thousandths
        assert grade(STANDARD, answers, card).level == oracle.level(thousandths, levels)
