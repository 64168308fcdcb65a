"""The sentences that page, PDF and command share."""

from decimal import Decimal

import pytest
from django.utils import translation

from assessment.domain import answer_file, answers, strict_data
from assessment.domain.grading import Missing
from assessment.refusals import SENTENCES, sentence
from assessment.wording import held_back_sentence, missing_sentences, points_text
from tests.domain.test_levels import EXAMPLES, graded_at
from tests.standards import standard_2024

RULE = standard_2024().rule


def words(example: str) -> tuple[str, ...]:
    points, levels, *_ = EXAMPLES[example]
    graded = graded_at(standard_2024(), Decimal(points), levels)
    assert graded.missing is not None
    with translation.override("zh-hans"):
        return missing_sentences(RULE, graded.missing)


def test_e3_and_e6_are_said_in_the_words_of_the_design() -> None:
    assert words("E3") == ("数量已够，还需 1 个约束性场景达到三级",)
    assert words("E6") == ("数量已够，还需 1 个约束性场景达到四级",)


def test_missing_scenes_of_both_kinds_are_said_in_one_sentence() -> None:
    missing = Missing(level=3, points_short=Decimal(0), scenes_short=2, constrained_short=1)
    with translation.override("zh-hans"):
        assert missing_sentences(RULE, missing) == ("还需 2 个场景达到三级，其中至少 1 个约束性",)


def test_missing_points_are_said_exactly() -> None:
    assert words("E7") == ("得分还差 0.01 分达到四级",)


@pytest.mark.parametrize(
    ("example", "start"),
    [
        ("E3", "得分已够三级，场景只够二级"),
        ("E7", "场景已够四级，得分只够三级"),
        ("E5", "得分与场景都已达到四级"),
        ("E4", "得分与场景都只够三级"),
    ],
)
def test_what_holds_the_level_back_is_said(example: str, start: str) -> None:
    points, levels, *_ = EXAMPLES[example]
    graded = graded_at(standard_2024(), Decimal(points), levels)
    with translation.override("zh-hans"):
        assert held_back_sentence(RULE, graded).startswith(start)


def test_a_firm_without_a_level_is_told_of_the_first_one() -> None:
    graded = graded_at(standard_2024(), Decimal(3), {})
    with translation.override("zh-hans"):
        assert held_back_sentence(RULE, graded) == "得分与场景都还没有达到一级：两边都要提高，才能定级。"


def test_points_are_shown_without_needless_zeros() -> None:
    assert [points_text(Decimal(text)) for text in ("62.000", "51.30", "0", "1.8755")] == [
        "62",
        "51.3",
        "0",
        "1.876",
    ]


def test_every_reason_of_the_domain_has_a_sentence() -> None:
    reasons = {
        value
        for module in (answers, answer_file, strict_data)
        for name, value in vars(module).items()
        if name.isupper() and isinstance(value, str) and " " in value
    }
    assert reasons == set(SENTENCES)
    with translation.override("zh-hans"):
        assert sentence(answers.PART_OVER_WHOLE, "equip_digital") == "部分数不能大于总数 (equip_digital)"
