"""The sentences that page, PDF and command share."""

from decimal import Decimal

import pytest
from django.utils import translation

from editing.domain import schema, strict_data, table_rows
from standards.domain import answer_file, answers
from standards.domain.grading import Missing, grade_by, reached_by
from standards.domain.standard import Standard
from standards.templatetags.wording import shade
from standards.wording.refusals import SENTENCES, sentence
from standards.wording.results import (
    held_back_sentence,
    missing_sentences,
    points_text,
    rule_sentence,
    short_text,
    standard_facts,
)
from tests.domain.test_levels import EXAMPLES, graded_at
from tests.standards.fixtures import demo_domains, demo_points, standard_2024

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


# --- Other kinds of rule ------------------------------------------------------------------------


def said(standard: Standard, points: str, level: int) -> tuple[str, tuple[str, ...], str]:
    """Return what is said of a firm with these points, and this level in every scene."""
    levels = {scene.code: level for scene in standard.scenes}
    graded = grade_by(standard.rule, reached_by(standard, Decimal(points), levels))
    with translation.override("zh-hans"):
        missing = missing_sentences(standard.rule, graded.missing) if graded.missing else ()
        return held_back_sentence(standard.rule, graded), missing, rule_sentence(standard.rule)


@pytest.mark.parametrize(
    ("points", "held_back", "missing"),
    [
        ("19.5", "得分还没有达到一级。", ("得分还差 0.5 分达到一级",)),
        ("64.36", "得分达到三级的要求。", ("得分还差 15.64 分达到四级",)),
        ("80", "得分已达到四级，这是最高等级。", ()),
    ],
)
def test_points_alone_are_said_without_another_side(
    points: str, held_back: str, missing: tuple[str, ...]
) -> None:
    assert said(demo_points(), points, 0) == (held_back, missing, "等级只看得分。")


@pytest.mark.parametrize(
    ("level", "held_back", "missing"),
    [
        (0, "场景等级的加权平均还没有达到一级。", ("场景等级的加权平均还差 0.8 达到一级",)),
        (2, "场景等级的加权平均达到二级的要求。", ("场景等级的加权平均还差 0.8 达到三级",)),
        (5, "场景等级的加权平均已达到五级，这是最高等级。", ()),
    ],
)
def test_weighted_scenes_are_said_without_another_side(
    level: int, held_back: str, missing: tuple[str, ...]
) -> None:
    assert said(demo_domains(), "0", level) == (held_back, missing, "等级只看场景等级的加权平均。")


def test_what_is_missing_is_rounded_up_so_that_as_much_is_enough() -> None:
    assert short_text(Decimal("0.0001")) == "0.001"
    assert short_text(Decimal("8.70000")) == "8.7"
    assert points_text(Decimal("0.0001")) == "0"


@pytest.mark.parametrize(
    ("standard", "facts"),
    [
        (standard_2024(), "15 道题和 16 个场景 · 4 个等级 · 转述国家指标，尚未核对"),
        (demo_points(), "11 道题 · 4 个等级 · 演示"),
        (demo_domains(), "20 个场景 · 5 个等级 · 演示"),
    ],
    ids=lambda value: getattr(value, "code", ""),
)
def test_a_standard_in_one_line(standard: Standard, facts: str) -> None:
    with translation.override("zh-hans"):
        assert standard_facts(standard) == facts


@pytest.mark.parametrize(
    ("levels", "shades"), [(4, [0, 1, 2, 3, 4]), (5, [0, 1, 2, 3, 4, 4]), (2, [0, 2, 4])]
)
def test_levels_take_the_colours_in_order_the_highest_the_darkest(levels: int, shades: list[int]) -> None:
    assert [shade(level, levels) for level in range(levels + 1)] == shades


def test_points_are_shown_without_needless_zeros() -> None:
    assert [points_text(Decimal(text)) for text in ("62.000", "51.30", "0", "1.8755")] == [
        "62",
        "51.3",
        "0",
        "1.876",
    ]


def test_every_reason_of_the_domain_has_a_sentence() -> None:
    sentences = {
        value
        for module in (answers, answer_file, strict_data, schema, table_rows)
        for name, value in vars(module).items()
        if name.isupper() and isinstance(value, str) and " " in value
    }
    assert sentences | {schema.MISSING_VALUE} == set(SENTENCES)
    with translation.override("zh-hans"):
        assert sentence(answers.PART_OVER_WHOLE, "equip_digital") == "部分数不能大于总数 (equip_digital)"
