"""What holds for all answers, not only for examples."""

import random
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.answer_file import read_answers, write_answers
from assessment.domain.answers import Answers, AtLevel, Chosen, NotApplicable, check
from assessment.domain.grading import (
    grade,
    grade_by,
    lower_of,
    missing_to,
    reached_by,
    score_level,
    unanswered,
)
from assessment.domain.progress import progress
from assessment.domain.scoring import score
from assessment.domain.standard import Question, Scene
from tests.domain import oracle
from tests.domain.strategies import complete_answers, partial_answers
from tests.standards import standard_2024

STANDARD = standard_2024()
ANSWERS = complete_answers(STANDARD)


@given(ANSWERS, st.sampled_from(STANDARD.questions), st.data())
def test_raising_an_option_never_lowers_points_or_level(
    answers: Answers, asked: Question, data: st.DataObject
) -> None:
    before = answers.questions[asked.code]
    keys = before.options if isinstance(before, Chosen) else ()
    gain = data.draw(st.sampled_from([option.key for option in asked.options if not option.excludes]))
    if asked.several:
        better = (*(k for k in keys if not asked.option(k).excludes and k != gain), gain)
    else:
        now = asked.option(keys[0]).weight if keys else Decimal(0)
        better = (gain,) if asked.option(gain).weight >= now else keys
    raised = replace(answers, questions={**answers.questions, asked.code: Chosen(options=better)})
    assert score(STANDARD, raised).total.points >= score(STANDARD, answers).total.points
    assert grade(STANDARD, raised).level >= grade(STANDARD, answers).level


@given(ANSWERS, st.sampled_from(STANDARD.scenes), st.integers(0, 4))
def test_raising_a_scene_never_lowers_the_level(answers: Answers, scene: Scene, level: int) -> None:
    before = answers.scenes[scene.code]
    now = before.level if isinstance(before, AtLevel) else 0
    raised = replace(answers, scenes={**answers.scenes, scene.code: AtLevel(level=max(level, now))})
    assert grade(STANDARD, raised).level >= grade(STANDARD, answers).level


@given(ANSWERS)
def test_the_level_is_the_lower_of_the_two_sides_and_parts_sum_to_the_whole(answers: Answers) -> None:
    card = score(STANDARD, answers)
    graded = grade(STANDARD, answers, card)
    assert graded.level == lower_of(graded.score_level, graded.scene_level)
    assert sum(part.points for part in card.dimensions.values()) == card.total.points
    assert sum(part.points for part in card.groups.values()) == card.total.points
    assert sum(part.points or 0 for part in card.questions.values()) == card.total.points
    assert all(sum(o.points for o in q.parts) == q.points for q in card.questions.values())
    assert all(0 <= (q.points or 0) <= q.maximum for q in card.questions.values())


@given(ANSWERS)
def test_doing_what_is_missing_gives_the_next_level(answers: Answers) -> None:
    card = score(STANDARD, answers)
    graded = grade(STANDARD, answers, card)
    if graded.missing is None:
        return
    aim = graded.missing.level
    levels = {code: a.level if isinstance(a, AtLevel) else 0 for code, a in answers.scenes.items()}
    below = sorted((c for c in levels if levels[c] < aim), key=lambda code: code not in STANDARD.constrained)
    raised = levels | dict.fromkeys(below[: graded.missing.to_raise], aim)
    points = card.total.points + graded.missing.points_short
    reached = reached_by(STANDARD, points, raised)
    assert grade_by(STANDARD.rule, reached).level >= aim
    assert missing_to(STANDARD.rule, aim, reached).nothing


@given(partial_answers(STANDARD))
def test_progress_and_unanswered_agree(answers: Answers) -> None:
    now = progress(STANDARD, answers)
    assert now.open == unanswered(STANDARD, answers)
    assert now.answered == len(answers.questions) + len(answers.scenes)
    assert now.complete == (not now.open)


@given(partial_answers(STANDARD))
def test_written_answers_are_read_back_the_same(answers: Answers) -> None:
    written = write_answers(STANDARD, answers)
    assert read_answers(STANDARD, written["answers"], written["scenes"]) == answers


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
