"""Reports and pictures of the 2024 questions under other kinds of rule: what does not decide is said so."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from reports.presenters.pictures import Pictures, draw
from reports.presenters.result import result_of
from standards.domain.standard import Standard
from tests.domain.edits import Data, edited, part
from tests.reports.contents import NO_ADVICE, NUMBER, make_content, report_pdf, words
from tests.standards.fixtures import standard_2024


def _rule(data: Data, *, drop: tuple[str, ...], **values: Any) -> None:
    for threshold in data["rule"]["thresholds"]:
        for name in drop:
            threshold.pop(name)
        threshold.update({name: value(threshold["level"]) for name, value in values.items()})
    data["variants"] = [variant for variant in data["variants"] if "constrained" not in variant]
    for number in range(1, 17):
        part(data, f"S{number:02}")["constrained"] = False


def unconstrained(data: Data) -> None:
    _rule(data, drop=("min_constrained",))


def by_points(data: Data) -> None:
    data["rule"]["kind"] = "points"
    _rule(data, drop=("min_scenes", "min_constrained"))


def by_weight(data: Data) -> None:
    data["rule"]["kind"] = "weighted_scenes"
    _rule(data, drop=("min_points", "min_scenes", "min_constrained"), min_mean=lambda level: level)
    for number in range(1, 17):
        part(data, f"S{number:02}")["weight"] = Decimal("6.25")


def few_groups(data: Data) -> None:
    """Leave one group of points in each of two dimensions."""
    data["dimensions"] = data["dimensions"][:2]
    for dimension, weight in zip(data["dimensions"], (60, 40), strict=True):
        dimension.update(weight=weight, groups=[dimension["groups"][0] | {"weight": 100}])
    data["variants"] = [variant for variant in data["variants"] if "equal_split" not in variant]


def standard(edit: Callable[[Data], object]) -> Standard:
    return edited(standard_2024(), edit)


def report(of: Standard) -> str:
    content = make_content(standard=of)
    return words(report_pdf(content=content, advice=NO_ADVICE, language="zh", number=NUMBER))


def pictures(of: Standard) -> Pictures:
    return draw(result_of(make_content(standard=of)))


@pytest.mark.parametrize(
    ("edit", "said", "unsaid"),
    [
        (unconstrained, ["共16个场景：一级及以上15个、", "也就是取两侧中较低的等级"], ["约束性不少于", "★"]),
        (
            by_points,
            ["场景只作参考，不影响等级", "等级按下表判定"],
            ["两侧", "场景数不少于", "加权", "★"],
        ),
        (
            by_weight,
            [
                "得分只作参考，不影响等级",
                "加权平均不低于",
                "产品设计6.25%",
                "场景等级的加权平均为1.875，最高4",
            ],
            ["两侧", "得分不低于", "★"],
        ),
    ],
    ids=["no constrained scenes", "points alone", "weighted scenes"],
)
def test_a_report_says_what_decides(
    edit: Callable[[Data], object], said: list[str], unsaid: list[str]
) -> None:
    text = report(standard(edit))
    assert [part for part in said if part not in text] == []
    assert [part for part in unsaid if part in text.partition("规则的疑点")[0]] == []


def test_the_gauge_has_the_sides_that_decide() -> None:
    sides = {
        edit: {word for word in ("得分 54.15 分", "场景", "加权平均 1.875") if f">{word}<" in drawn}
        for edit in (unconstrained, by_points, by_weight)
        for drawn in [pictures(standard(edit)).gauge]
    }
    assert sides == {
        unconstrained: {"得分 54.15 分", "场景"},
        by_points: {"得分 54.15 分"},
        by_weight: {"加权平均 1.875"},
    }


def test_stars_are_explained_only_where_there_are_any() -> None:
    assert "★" in str(pictures(standard_2024()).heat_maps)
    assert "★" not in str(pictures(standard(unconstrained)).heat_maps)


def test_too_few_groups_make_no_radar() -> None:
    two, content = standard(few_groups), make_content()
    kept = {code: a for code, a in content.answers.questions.items() if code in two.question_by_code}
    content = replace(content, standard=two, answers=replace(content.answers, questions=kept))
    assert len(two.groups) == 2
    assert draw(result_of(content)).radar is None
    assert "各指标组得分率" not in words(
        report_pdf(content=content, advice=NO_ADVICE, language="zh", number=NUMBER)
    )
