"""What two versions of an entry say differently, in words."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from enterprises.models import User
from roadmap import models
from roadmap.domain.entries import Estimate, Size
from roadmap.domain.library import Library
from roadmap.presenters.entries import PartChange, differences
from roadmap.selectors.entries import content_of
from roadmap.selectors.names import Naming
from roadmap.services import new_draft
from tests.people import AT
from tests.roadmap.sectors import text
from tests.roadmap.staff import published


@pytest.fixture
def author(library: Library, alice: User) -> User:
    return alice


def told(kind: type[Any], code: str, author: User, **changed: Any) -> list[tuple[str, str, str]]:
    """Return part, title and what happened for a next version with other values."""
    return [(one.part, one.title, one.happened) for one in changes(kind, code, author, **changed)]


def changes(kind: type[Any], code: str, author: User, **changed: Any) -> tuple[PartChange, ...]:
    old = published(kind, code)
    new = new_draft(content=replace(content_of(old), **changed), by=author, at=AT)
    return differences(old, new, Naming())


def test_the_same_content_has_no_differences(author: User) -> None:
    assert changes(models.Sector, "example", author) == ()


def test_a_value_of_the_entry_is_told_with_both_values(author: User) -> None:
    [found] = changes(models.SupportMeasure, "Z01", author, level_after_low=3, quota_used_up=True)
    assert [(one.label, one.old, one.new) for one in found.changes] == [
        ("改造后等级不低于", "二级", "三级"),
        ("名额已用完", "否", "是"),
    ]


def test_parts_are_new_changed_or_removed_by_what_names_them(author: User) -> None:
    sector = content_of(published(models.Sector, "example"))
    heavy, light = sector.priorities  # type: ignore[attr-defined]
    found = told(
        models.Sector,
        "example",
        author,
        priorities=(replace(heavy, weight=4), replace(light, scene="S02")),
    )
    assert found == [
        ("优先场景", "S06 生产管控", "~"),
        ("优先场景", "S01 产品设计", "-"),
        ("优先场景", "S02 工艺设计", "+"),
    ]


def test_parts_of_a_stage_are_told_with_their_stage(author: User) -> None:
    first, second = content_of(published(models.Sector, "example")).stages  # type: ignore[attr-defined]
    estimate = Estimate(
        size=Size.SMALL, cost_low=Decimal(5), cost_high=Decimal(9), months_low=1, months_high=2
    )
    [found] = changes(
        models.Sector, "example", author, stages=(replace(first, estimates=(estimate,)), second)
    )
    values = {one.label: one.new for one in found.changes}
    assert (found.part, found.title) == ("阶段的参考估算", "小型")
    assert (values["阶段"], values["投入上限（万元）"]) == ("start", "9")


def test_another_order_is_a_difference(author: User) -> None:
    pains = content_of(published(models.Sector, "example")).pains  # type: ignore[attr-defined]
    [found] = changes(models.Sector, "example", author, pains=pains[::-1])
    [order] = found.changes
    assert (order.label, order.old, order.new) == ("次序", "示例、企业", "企业、示例")


def test_another_text_of_a_part_without_a_code_is_one_gone_and_one_new(author: User) -> None:
    found = told(models.Sector, "example", author, pains=(text("示例"), text("换型慢")))
    assert found == [("痛点", "企业", "-"), ("痛点", "换型慢", "+")]


def test_an_order_that_follows_from_the_weights_is_no_difference_of_its_own(author: User) -> None:
    heavy, light = content_of(published(models.Sector, "example")).priorities  # type: ignore[attr-defined]
    turned = (replace(light, weight=5), replace(heavy, weight=3))
    found = told(models.Sector, "example", author, priorities=turned)
    assert found == [("优先场景", "S06 生产管控", "~"), ("优先场景", "S01 产品设计", "~")]
