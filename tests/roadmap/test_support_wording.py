"""A support measure in sentences: what is said, and what is left unsaid."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from enterprises.domain.size import SizeClass
from enterprises.domain.standing import Ownership, Tag
from roadmap.domain.support import SupportKind, Tier
from roadmap.wording.support import paragraphs
from tests.roadmap.sectors import make_support, text


@pytest.fixture(autouse=True)
def _chinese() -> Any:
    with translation.override("zh-hans"):
        yield


def said(**fields: Any) -> dict[str, tuple[str, ...]]:
    told = paragraphs(make_support(**fields), level=lambda level: f"{level}级", sector=str.upper)
    return {one.heading: one.sentences for one in told}


def test_what_a_notice_does_not_say_has_no_heading() -> None:
    found = said()
    assert found == {"对象": ("全国的企业",), "来源": ("申报通知",)}


def test_for_whom_it_is() -> None:
    found = said(
        region="330100",
        sizes=(SizeClass.SMALL, SizeClass.MICRO),
        sectors=("auto",),
        sub_sectors=(text("汽配"),),
        programmes=(text("试点企业"), text("专精特新")),
        park=text("高新区"),
        ownerships=(Ownership.PRIVATE,),
        tags=(Tag.SPECIALISED, Tag.LITTLE_GIANT),
    )
    assert found["对象"] == (
        "浙江省杭州市的企业",
        "只限园区：高新区",
        "所有制：民营",
        "资质（有其一即可）：省级专精特新中小企业、专精特新“小巨人”企业",
        "规模：小型、微型",
        "细分行业：AUTO",
        "当地细分领域：汽配",
        "须已入选：试点企业、专精特新",
    )


def test_on_what_conditions() -> None:
    found = said(
        level_before_low=0,
        level_before_high=1,
        level_after_low=2,
        min_investment=Decimal(20),
        excludes_other_funding=True,
    )
    assert found["条件"] == (
        "改造前不低于0级",
        "改造前不高于1级",
        "改造后不低于2级",
        "投入不低于 20 万元",
        "不得与其他财政资金重复享受",
    )


def test_when() -> None:
    found = said(
        contract_from=date(2025, 1, 1),
        contract_until=date(2025, 12, 31),
        payment_from=date(2025, 1, 1),
        deadline=date(2026, 3, 31),
        valid_until=date(2026, 12, 31),
    )
    assert found["时间"] == (
        "合同签订：2025年1月1日 至 2025年12月31日",
        "付款：2025年1月1日 起",
        "申报截止：2026年3月31日",
        "政策到期：2026年12月31日",
    )
    assert said(payment_until=date(2025, 1, 1))["时间"] == ("付款：截至 2025年1月1日",)


@pytest.mark.parametrize(
    ("fields", "sentences"),
    [
        (
            {
                "tiers": (
                    Tier(reached=2, percent=Decimal(30), cap=Decimal(15), clause=text("第三条")),
                    Tier(reached=3, percent=Decimal("40.5"), cap=Decimal("30.00")),
                )
            },
            (
                "达到2级：按投入的 30% 计，单个企业最高 15 万元（第三条）",
                "达到3级：按投入的 40.5% 计，单个企业最高 30 万元",
            ),
        ),
        ({"tiers": (Tier(fixed=Decimal(20)),)}, ("定额 20 万元",)),
        (
            {"tiers": (Tier(batch=text("第一批"), done_until=date(2025, 12, 31), percent=Decimal(60)),)},
            ("第一批，完成时间：截至 2025年12月31日：按投入的 60% 计",),
        ),
        (
            {"type": SupportKind.LOAN, "loan_years": 2, "tiers": (Tier(percent=Decimal("1.5")),)},
            ("按贷款本金每年贴息 1.5 个百分点，最多 2 年",),
        ),
        (
            {"type": SupportKind.LOAN, "tiers": (Tier(percent=Decimal(90)),)},
            ("按利息的 90% 贴息",),
        ),
        (
            {"counts": text("软件"), "advance_percent": Decimal(40), "advance_cap": Decimal(15)},
            ("计入投入的：软件", "可先拨首付款的 40%，最高 15 万元"),
        ),
        ({"advance_percent": Decimal(40)}, ("可先拨首付款的 40%",)),
        ({"quota_used_up": True}, ("名额已用完",)),
    ],
)
def test_how_much(fields: dict[str, Any], sentences: tuple[str, ...]) -> None:
    assert said(**fields)["金额"] == sentences


def test_where_it_says_so_and_whom_to_ask() -> None:
    found = said(telephone="0760-8888", checked_on=date(2026, 11, 28))
    assert found["电话"] == ("0760-8888",)
    assert found["来源"] == ("申报通知", "核对于 2026年11月28日")
