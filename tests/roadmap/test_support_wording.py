"""A support measure in sentences: what is said, and what is left unsaid."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from enterprises.domain.size import SizeClass
from roadmap.wording.support import paragraphs
from tests.roadmap.sectors import make_support, text


@pytest.fixture(autouse=True)
def _chinese() -> Any:
    with translation.override("zh-hans"):
        yield


def said(**fields: Any) -> dict[str, tuple[str, ...]]:
    told = paragraphs(make_support(**fields), level=lambda level: f"{level}级", sector=str.upper)
    return {one.heading: one.sentences for one in told}


def test_what_a_notice_does_not_say_is_said_to_be_unsaid() -> None:
    found = said()
    assert list(found) == ["对象", "条件", "时间", "金额", "来源"]
    assert found["对象"] == ("全国的企业",)
    for heading in ("条件", "时间", "金额"):
        assert found[heading] == ("通知没有规定，或尚不清楚。",)
    assert found["来源"] == ("申报通知",)


def test_for_whom_it_is() -> None:
    found = said(
        region="330100",
        sizes=(SizeClass.SMALL, SizeClass.MICRO),
        sectors=("auto",),
        sub_sectors=(text("汽配"),),
        programmes=(text("试点企业"), text("专精特新")),
    )
    assert found["对象"] == (
        "浙江省杭州市的企业",
        "规模：小型、微型",
        "细分行业：AUTO",
        "当地细分领域：汽配",
        "须已入选：试点企业、专精特新",
    )


def test_on_what_conditions() -> None:
    found = said(level_before_low=0, level_before_high=1, level_after_low=2, excludes_other_funding=True)
    assert found["条件"] == (
        "改造前不低于0级",
        "改造前不高于1级",
        "改造后不低于2级",
        "不得与其他财政资金重复享受",
    )


def test_when() -> None:
    found = said(
        contract_from=date(2025, 1, 1),
        contract_until=date(2025, 12, 31),
        payment_from=date(2025, 1, 1),
        deadline=date(2026, 3, 31),
    )
    assert found["时间"] == (
        "合同签订：2025年1月1日 至 2025年12月31日",
        "付款：2025年1月1日 起",
        "申报截止：2026年3月31日",
    )
    assert said(payment_until=date(2025, 1, 1))["时间"] == ("付款：截至 2025年1月1日",)


@pytest.mark.parametrize(
    ("fields", "sentences"),
    [
        ({"percent_low": Decimal(40), "percent_high": Decimal("50.5")}, ("按投入的 40–50.5% 计",)),
        ({"amount_high": Decimal(30)}, ("单个企业最高 30 万元",)),
        ({"amount_low": Decimal(30), "amount_high": Decimal("30.00")}, ("单个企业最高 30 万元",)),
        ({"quota_used_up": True}, ("名额已用完",)),
    ],
)
def test_how_much(fields: dict[str, Any], sentences: tuple[str, ...]) -> None:
    assert said(**fields)["金额"] == sentences
