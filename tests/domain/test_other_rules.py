"""Rules by points alone and by weighted scenes: the worked examples of docs/method.md, and an oracle each."""

import random
from decimal import Decimal

import pytest

from standards.domain.answers import Answers, AtLevel, Chosen, NotApplicable, check
from standards.domain.grading import Missing, grade, grade_by, reached_by
from standards.domain.result import result
from standards.domain.scoring import score
from standards.domain.variants import changing_variants
from tests.domain import other_oracles as oracle
from tests.standards.fixtures import demo_domains, demo_points

D = Decimal
POINTS, DOMAINS = demo_points(), demo_domains()

# id: points, level, what is missing to the next one
BY_POINTS = {
    "P1": ("20", 1, "20"),
    "P2": ("19.99", 0, "0.01"),
    "P3": ("64.36", 3, "15.64"),
    "P4": ("79.99", 3, "0.01"),
    "P5": ("80", 4, None),
}


@pytest.mark.parametrize("name", BY_POINTS)
def test_worked_example_by_points(name: str) -> None:
    points, level, short = BY_POINTS[name]
    graded = grade_by(POINTS.rule, reached_by(POINTS, D(points), {}))
    assert (graded.level, graded.score_level, graded.scene_level) == (level, level, None)
    assert not graded.held_back_by_score
    assert not graded.held_back_by_scenes
    missing = None if short is None else Missing(level=level + 1, points_short=D(short))
    assert graded.missing == missing


def everywhere(level: int, **other: int) -> dict[str, int]:
    return dict.fromkeys(oracle.SCENES, level) | other


# id: levels, weighted mean, level, what is missing to the next one
BY_MEAN = {
    "W1": (everywhere(1, D06=0, D07=0, D08=0), "0.8", 1, "1"),
    "W2": (everywhere(1, D06=0, D11=0, D16=0), "0.78", 0, "0.02"),
    "W3": (everywhere(2, D12=4), "2.2", 2, "0.6"),
    "W4": (everywhere(5, D12=3), "4.8", 5, None),
    "W5": (everywhere(5, D12=3, D19=4), "4.77", 4, "0.03"),
}


@pytest.mark.parametrize("name", BY_MEAN)
def test_worked_example_by_weighted_scenes(name: str) -> None:
    levels, mean, level, short = BY_MEAN[name]
    graded = grade_by(DOMAINS.rule, reached_by(DOMAINS, D(0), levels))
    assert graded.reached.mean == D(mean)
    assert (graded.level, graded.score_level, graded.scene_level) == (level, None, level)
    missing = None if short is None else Missing(level=level + 1, mean_short=D(short))
    assert graded.missing == missing


def test_scenes_not_applicable_count_as_not_reached_in_the_mean() -> None:
    scenes = {code: AtLevel(level=5) for code in oracle.SCENES} | {"D12": NotApplicable(reason="other")}
    graded = grade(DOMAINS, Answers(scenes=scenes))
    assert (graded.reached.mean, graded.level) == (D("4.5"), 4)


def test_an_oracle_agrees_on_random_answers_by_points() -> None:
    dice = random.Random(2022)
    seen = set()
    for _ in range(3_000):
        skill = dice.random()
        chosen: dict[str, list[str]] = {}
        for code, (_weights, options) in oracle.QUESTIONS.items():
            keys = list(options)
            if code in oracle.MULTI:
                chosen[code] = [key for key in keys[1:] if dice.random() < skill] or ["A"]
            elif dice.random() > 0.03:
                chosen[code] = [keys[min(len(keys) - 1, int(dice.random() * skill * (len(keys) + 1)))]]
        answers = Answers(
            questions={
                code: Chosen(options=tuple(chosen[code])) if code in chosen else NotApplicable()
                for code in oracle.QUESTIONS
            }
        )
        check(POINTS, answers)
        card = score(POINTS, answers)
        millionths = oracle.millionths(chosen)
        assert card.total.points * 1_000_000 == millionths
        level = grade(POINTS, answers, card).level
        assert level == oracle.level_by_points(millionths)
        seen.add(level)
    assert seen == {0, 1, 2, 3, 4}


def test_an_oracle_agrees_on_random_answers_by_weighted_scenes() -> None:
    dice = random.Random(39116)
    seen = set()
    for _ in range(3_000):
        skill = dice.random() * 1.3
        levels = {
            code: min(5, int((0.4 + dice.random()) * skill * 5))
            for code in oracle.SCENES
            if dice.random() > 0.02
        }
        answers = Answers(
            scenes={c: AtLevel(level=levels[c]) if c in levels else NotApplicable() for c in oracle.SCENES}
        )
        check(DOMAINS, answers)
        graded = grade(DOMAINS, answers)
        hundredths = oracle.hundredths(levels)
        assert graded.reached.mean is not None
        assert graded.reached.mean * 100 == hundredths
        assert graded.level == oracle.level_by_mean(hundredths)
        seen.add(graded.level)
    assert seen == {0, 1, 2, 3, 4, 5}


# --- The result as plain data -------------------------------------------------------------------


def test_a_standard_without_scenes_has_no_scene_side() -> None:
    best = {"B01": "D", "B03": "D", "O01": "C", "O02": "D", "M01": "C", "M02": "C", "R01": "C", "R02": "C"}
    several = {"B02": "BCD", "B04": "BCD", "O03": "BCDE"}
    answers = Answers(
        questions={code: Chosen(options=tuple(keys)) for code, keys in {**best, **several}.items()}
    )
    data = result(POINTS, answers)
    assert data["points"] == {"total": "100", "B": "30", "O": "35", "M": "20", "R": "15"}
    assert (data["level"], data["score_level"], data["scene_level"]) == (4, 4, None)
    assert (data["scenes"], data["next_level"]) == ({}, None)
    assert "mean" not in data


def test_a_standard_without_questions_has_no_points_and_a_mean() -> None:
    answers = Answers(scenes={code: AtLevel(level=level) for code, level in BY_MEAN["W3"][0].items()})
    data = result(DOMAINS, answers)
    assert data["points"] == {"total": None}
    assert (data["level"], data["score_level"], data["scene_level"], data["mean"]) == (2, None, 2, "2.2")
    assert list(data["scenes"]) == ["1", "2", "3", "4", "5"]
    assert data["next_level"] == {
        "level": 3,
        "points_short": "0",
        "scenes_short": 0,
        "constrained_short": 0,
        "to_raise": 0,
        "mean_short": "0.6",
    }
    assert changing_variants(DOMAINS, answers, grade(DOMAINS, answers)) == ()


def test_what_is_unanswered_gives_no_level_but_what_there_is_so_far() -> None:
    data = result(DOMAINS, Answers(scenes={"D12": AtLevel(level=5)}))
    assert (data["complete"], data["level"], data["scene_level"], data["mean"]) == (False, None, None, "0.5")
    assert len(data["unanswered"]) == 19
