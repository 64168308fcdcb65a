"""What a report names as done well."""

from collections.abc import Mapping
from typing import Any

from reports.document.blocks import Bullets, Heading
from reports.domain.strengths import strengths
from standards.domain.answer_file import read_answers
from standards.domain.grading import grade, scene_levels
from standards.domain.scoring import score
from tests.assessment.factories import QUESTIONS, SCENES
from tests.reports.contents import make_content, make_document
from tests.standards.fixtures import standard_2024

WEAK = {"R01": "A", "R02": "A", "R03": "A", "R04": "A"}
LOW = dict.fromkeys(SCENES, 1)


def found(questions: Mapping[str, Any], scenes: Mapping[str, Any]) -> list[str]:
    standard = standard_2024()
    answers = read_answers(standard, QUESTIONS | dict(questions), SCENES | dict(scenes))
    card = score(standard, answers)
    level = grade(standard, answers, card).level
    return [one.code for one in strengths(standard, card, scene_levels(answers), level)]


def test_the_fullest_groups_come_first_then_the_highest_scenes_above_the_level() -> None:
    assert found({"R02": "A"}, {}) == ["R1", "R3", "S13"]
    assert found(WEAK, {"S13": 3, "S02": 4, "S05": 3}) == ["S02", "S05", "S13"]


def test_three_are_named_and_a_firm_without_any_has_none() -> None:
    assert found({}, {"S01": 3, "S02": 3, "S03": 3, "S04": 3}) == ["R1", "R3", "S01"]
    assert found(WEAK, LOW) == []


def test_a_group_is_strong_from_four_fifths_of_its_points() -> None:
    systems = {"F05": "E"}  # all of its points
    assert found(WEAK | systems, LOW) == ["F3"]
    assert found(WEAK | {"F05": "D"}, LOW) == []


def test_the_conclusion_says_them_before_what_to_do() -> None:
    blocks = make_document().blocks
    heads = [block.text for block in blocks if isinstance(block, Heading)]
    assert heads[:2] == ["结论", "做得好的"]
    said = next(block for block in blocks if isinstance(block, Bullets))
    assert said.items[0] == "绿色低碳：得 7 分，满分 7 分"
    assert said.items[-1] == "财务管理：已到三级"


def test_of_a_firm_that_does_nothing_well_the_report_says_nothing() -> None:
    document = make_document(make_content(questions=WEAK, scenes=LOW))
    assert "做得好的" not in [block.text for block in document.blocks if isinstance(block, Heading)]
