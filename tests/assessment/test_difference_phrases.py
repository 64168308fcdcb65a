"""Differences in words."""

from dataclasses import replace

import pytest
from django.utils.translation import override

from assessment.difference_phrases import (
    PARTS,
    TABLES,
    field_text,
    happened_text,
    label,
    part_text,
    value_text,
)
from assessment.domain.differences import Difference, Happened, PartKind, differences
from tests.domain.edits import edited, level, removing, setting
from tests.standards import standard_2024

STANDARD = standard_2024()
# Nothing is the same but the codes: every field of every part shows up.
NOTHING = replace(STANDARD, dimensions=(), scene_groups=(), figures=(), variants=(), terms=(), reasons=())


def test_every_part_and_field_has_a_name_in_both_languages() -> None:
    parts = {part.kind: part for part in differences(NOTHING, STANDARD)}
    assert parts.keys() >= set(PartKind) - {PartKind.RULE, PartKind.THRESHOLD}
    for language in ("zh-hans", "en"):
        with override(language):
            for part in differences(NOTHING, STANDARD):
                assert label(part)
                assert all(field_text(part.kind, change.name) for change in part.changes)


@pytest.mark.parametrize("kind", [PartKind.RULE, PartKind.THRESHOLD])
def test_rule_and_levels_have_names(kind: PartKind) -> None:
    draft = edited(
        STANDARD, lambda data: data["rule"].update(source={"zh": "另一份文件"}), level(1, min_points=25)
    )
    (found,) = (one for one in differences(STANDARD, draft) if one.kind is kind)
    assert all(field_text(kind, change.name) for change in found.changes)


def changed(code: str, **values: object) -> Difference:
    (found,) = differences(STANDARD, edited(STANDARD, setting(code, **values)))
    return found


def test_parts_are_called_as_the_form_calls_them() -> None:
    assert label(changed("S01", constrained=False)) == "场景 S01 产品设计"
    (threshold,) = differences(STANDARD, edited(STANDARD, level(1, min_points=25)))
    assert label(threshold) == "等级门槛 一级"
    assert part_text(PartKind.RULE) == "定级规则"
    assert happened_text(Happened.REMOVED) == "删除"


def test_an_option_is_called_by_its_code_not_by_its_sentence() -> None:
    found = differences(STANDARD, edited(STANDARD, removing("F01"), setting("F02", weight=70)))
    assert "选项 F01.A" in [label(one) for one in found]


def test_fields_are_called_as_their_columns() -> None:
    assert field_text(PartKind.QUESTION, "weight") == "权重（%）"
    assert field_text(PartKind.QUESTION, "formula.part") == "分子"
    assert field_text(PartKind.OPTION, "range.low") == "区间下限（%）"
    assert field_text(PartKind.RULE, "kind") == "定级方法"
    assert field_text(PartKind.RULE, "below.zh") == "未达一级时的名称"
    assert field_text(PartKind.GROUP, "questions") == "题目的次序"


def test_values_are_words_where_the_file_has_marks() -> None:
    assert value_text(PartKind.SCENE, "constrained", "yes") == "是"
    assert value_text(PartKind.SCENE, "constrained", "") == "否"
    assert value_text(PartKind.QUESTION, "kind", "multi") == "多选"
    assert value_text(PartKind.RULE, "kind", "points") == "只看得分"
    assert value_text(PartKind.THRESHOLD, "min_points", "") == "无"
    assert value_text(PartKind.DIMENSION, "weight", "45") == "45"


def test_every_kind_of_part_has_a_table() -> None:
    assert TABLES.keys() == set(PartKind)
    assert PARTS.keys() <= TABLES.keys()
