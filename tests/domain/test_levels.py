"""The level: worked examples E1–E11 of docs/method.md, and the scoring example."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from standards.domain.answers import Answers, AtLevel, Chosen, NotApplicable
from standards.domain.grading import Grade, Missing, grade, grade_by, reached_by
from standards.domain.scoring import score
from standards.domain.standard import Standard
from standards.domain.variants import changing_variants, doubts
from standards.wording.results import readings_sentences
from tests.standards.fixtures import standard_2024

CONSTRAINED = ["S01", "S03", "S06", "S07", "S08", "S09", "S10", "S11", "S12", "S13"]
GUIDING = ["S02", "S04", "S05", "S14", "S15", "S16"]


@pytest.fixture(scope="module")
def standard() -> Standard:
    return standard_2024()


def scenes(level: int, *, constrained: int, guiding: int, rest: int = 0) -> dict[str, int]:
    """Put so many constrained and guiding scenes at a level, all others at `rest`."""
    levels = dict.fromkeys([*CONSTRAINED, *GUIDING], rest)
    return levels | dict.fromkeys(CONSTRAINED[:constrained] + GUIDING[:guiding], level)


# id: points, scene levels, score side, scene side, level, (points, scenes, constrained) short, to raise
EXAMPLES = {
    "E1": ("20.0", scenes(1, constrained=3, guiding=3), 1, 1, 1, ("20.0", 6, 3), 6),
    "E2": ("19.9", scenes(2, constrained=10, guiding=6), 0, 2, 0, ("0.1", 0, 0), 0),
    "E3": ("62", scenes(3, constrained=4, guiding=4, rest=2), 3, 2, 2, ("0", 0, 1), 1),
    "E4": ("62", scenes(3, constrained=5, guiding=3, rest=2), 3, 3, 3, ("18", 10, 6), 10),
    "E5": ("85", scenes(4, constrained=6, guiding=4, rest=3), 4, 4, 4, None, None),
    "E6": ("85", scenes(4, constrained=5, guiding=5, rest=3), 4, 3, 3, ("0", 0, 1), 1),
    "E7": ("79.99", scenes(4, constrained=10, guiding=6), 3, 4, 3, ("0.01", 0, 0), 0),
    "E8": ("45", scenes(2, constrained=2, guiding=4) | {"S06": 1}, 2, 1, 1, ("0", 0, 1), 1),
    "E9": ("90", scenes(4, constrained=5, guiding=0), 4, 0, 0, ("0", 1, 0), 1),
    "E10": ("95", scenes(4, constrained=3, guiding=3), 4, 2, 2, ("0", 2, 2), 2),
}


def graded_at(standard: Standard, points: Decimal, levels: Mapping[str, int]) -> Grade:
    return grade_by(standard.rule, reached_by(standard, points, levels))


@pytest.mark.parametrize("name", EXAMPLES)
def test_worked_example(standard: Standard, name: str) -> None:
    points, levels, by_score, by_scenes, level, short, to_raise = EXAMPLES[name]
    graded = graded_at(standard, Decimal(points), levels)
    assert (graded.score_level, graded.scene_level, graded.level) == (by_score, by_scenes, level)
    if short is None:
        assert graded.missing is None
    else:
        missing = graded.missing
        assert missing is not None
        assert (str(missing.points_short), missing.scenes_short, missing.constrained_short) == short
        assert missing.to_raise == to_raise


def answers_of(standard: Standard, chosen: dict[str, str], levels: dict[str, int]) -> Answers:
    return Answers(
        questions={code: Chosen(options=tuple(keys)) for code, keys in chosen.items()},
        scenes={code: AtLevel(level=level) for code, level in levels.items()},
    )


# 64.5 points, all on the score side of level three.
BASE = {
    "F01": "BCDE",  # 8
    "F02": "E",  # 6
    "F03": "E",  # 6
    "F04": "A",  # 0
    "F05": "E",  # 10
    "F06": "BCDE",  # 5
    "F07": "BCDE",  # 5
    "M01": "A",  # 0
    "M02": "A",  # 0
    "M03": "BCDEF",  # 7.5
    "M04": "A",  # 0
    "R01": "C",  # 7
    "R02": "C",  # 7
    "R03": "C",  # 3
    "R04": "A",  # 0
}


def test_e11_the_constrained_mark_of_warehousing_decides_between_two_levels(standard: Standard) -> None:
    levels = dict.fromkeys([*CONSTRAINED, *GUIDING], 2)
    levels |= dict.fromkeys(["S01", "S03", "S06", "S07", "S12", "S02", "S04", "S05"], 3)
    # 基础 40; 管理 12 by 4.5 and 7.5; 成效 13 by 7, 0, 3 and 3
    answers = answers_of(standard, BASE | {"M01": "D", "R02": "A", "R04": "C"}, levels)
    assert score(standard, answers).total.points == 65
    graded = grade(standard, answers)
    assert graded.level == 3
    changed = changing_variants(standard, answers, graded)
    assert [item.level for item in changed] == [2]
    assert changed[0].variant.constrained == frozenset(CONSTRAINED) - {"S12"}
    [doubt] = doubts(standard, answers, graded)
    assert (doubt.variant, doubt.level) == (changed[0].variant, 2)
    assert doubt.settled_by == Missing(level=3, constrained_short=1)
    [sentence] = readings_sentences(standard, answers, graded)
    assert sentence.endswith("就是二级。数量已够，还需 1 个约束性场景达到三级，做到后两种读法都是三级。")
    safe = answers_of(standard, BASE | {"M01": "D", "R02": "A", "R04": "C"}, levels | {"S08": 3})
    assert doubts(standard, safe, grade(standard, safe)) == ()
    assert readings_sentences(standard, safe, grade(standard, safe)) == (
        "等级规则有几种读法，不论哪种都是三级。",
    )


def test_an_equal_split_of_question_4_can_change_the_level(standard: Standard) -> None:
    """Thirteen steps without 人力资源 give 9.1 by the platform and 130/14 ≈ 9.29 by equal parts."""
    chosen = BASE | {"F04": "BCDEFGHIJKLMN", "F05": "B", "F06": "BCD"}
    chosen |= {"M02": "BC", "M03": "A", "M04": "B", "R03": "A"}
    # 基础 40.35 by 8, 6, 6, 9.1, 2.5, 3.75 and 5; 管理 5.625 by 3.75 and 1.875; 成效 14 by 7 and 7
    answers = answers_of(standard, chosen, dict.fromkeys([*CONSTRAINED, *GUIDING], 3))
    assert score(standard, answers).total.points == Decimal("59.975")
    graded = grade(standard, answers)
    assert graded.level == 2
    assert [(item.variant.code, item.level) for item in changing_variants(standard, answers, graded)] == [
        ("data_collection_equal", 3)
    ]
    [doubt] = doubts(standard, answers, graded)
    assert doubt.settled_by == Missing(level=3, points_short=Decimal("0.025"))


SCORING_EXAMPLE = {
    "F01": ("BC", "4"),
    "F02": ("D", "4.5"),
    "F03": ("B", "1.5"),
    "F04": ("BCDEFGHIJ", "6.3"),
    "F05": ("C", "5"),
    "F06": ("BC", "2.5"),
    "F07": ("B", "1.25"),
    "M01": ("D", "4.5"),
    "M02": ("BC", "3.75"),
    "M03": ("BD", "3"),
    "M04": ("A", "0"),
    "R01": ("C", "7"),
    "R02": ("B", "3.5"),
    "R03": ("C", "3"),
    "R04": ("B", "1.5"),
}


def test_scoring_example_gives_51_3(standard: Standard) -> None:
    card = score(
        standard, answers_of(standard, {code: keys for code, (keys, _) in SCORING_EXAMPLE.items()}, {})
    )
    assert {code: points.points for code, points in card.questions.items()} == {
        code: Decimal(points) for code, (_, points) in SCORING_EXAMPLE.items()
    }
    assert {code: part.points for code, part in card.dimensions.items()} == {
        "F": Decimal("25.05"),
        "M": Decimal("11.25"),
        "R": Decimal(15),
    }
    assert card.total.points == Decimal("51.3")
    assert card.total.complete


def test_a_partial_sum_is_no_score(standard: Standard) -> None:
    answers = answers_of(standard, {"F01": "BC"}, {})
    card = score(standard, answers)
    assert card.questions["F02"].points is None
    assert card.total.points == 4
    assert not card.total.complete
    with pytest.raises(ValueError, match="answers are incomplete: F02, F03"):
        grade(standard, answers)


def test_unanswered_not_applicable_and_zero_are_three_things(standard: Standard) -> None:
    answers = Answers(questions={"F01": NotApplicable(reason=""), "F06": Chosen(options=("A",))})
    card = score(standard, answers)
    assert card.questions["F01"].points == 0
    assert card.questions["F01"].not_applicable
    assert card.questions["F06"].points == 0
    assert not card.questions["F06"].not_applicable
    assert card.questions["F07"].points is None


def test_a_threshold_is_met_exactly_and_missed_by_a_hundredth(standard: Standard) -> None:
    everywhere = scenes(4, constrained=10, guiding=6)
    for threshold in standard.rule.thresholds:
        at = threshold.min_points
        assert at is not None
        exactly = graded_at(standard, at, everywhere)
        under = graded_at(standard, at - Decimal("0.01"), everywhere)
        assert (exactly.level, under.level) == (threshold.level, threshold.level - 1)


def test_a_rule_with_other_levels_grades_by_the_same_code(standard: Standard) -> None:
    two_levels = replace(standard.rule, thresholds=standard.rule.thresholds[:2])
    reached = reached_by(standard, Decimal(95), scenes(4, constrained=10, guiding=6))
    graded = grade_by(two_levels, reached)
    assert (graded.level, graded.missing) == (2, None)
