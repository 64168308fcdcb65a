"""The sentences about plans."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import translation

from editing.domain.texts import Text
from roadmap.domain.planning import Bounds, Money, Months, OutOfReach, Plan, cheapest
from roadmap.templatetags.plan_text import unbroken
from roadmap.wording import plans as wording
from standards.domain.answers import AtLevel, Chosen
from tests.planning.examples import BOTH, NA, POINTS, climbing, giving, plan_to, situation
from tests.planning.golden import firm

ERP = frozenset({"erp", "suite", "connect"})


@pytest.fixture(autouse=True)
def _chinese() -> None:
    translation.activate("zh-hans")


def reaching(bounds: Bounds) -> list[str]:
    """Return what is said where 三级 is out of reach within these bounds."""
    situation = firm()
    found = plan_to(situation, 3, bounds)
    assert isinstance(found, OutOfReach)
    return [wording.without_text(situation.standard, found, without) for without in found.without]


@pytest.mark.parametrize(
    ("bounds", "sentence"),
    [
        (
            Bounds(budget=Decimal(16)),
            "到三级按低价还差 1 万元、按中间价格还差 6.5 万元、按高价还差 12 万元。",
        ),
        (Bounds(months=3), "三级最快需 3–5 个月，19–34 万元。"),
        (Bounds(excluded=ERP), "不排除任何举措时可以到三级，需 17–28 万元。"),
        (Bounds(budget=Decimal(3), months=2), "放开全部限制时可以到三级，需 17–28 万元，3–6 个月。"),
    ],
)
def test_each_bound_in_the_way_has_its_sentence(bounds: Bounds, sentence: str) -> None:
    assert reaching(bounds) == [sentence]


def test_a_wish_in_the_way_has_its_sentence() -> None:
    wish = Bounds(budget=Decimal(30), wanted=frozenset({"suite", "connect"}), at_high_prices=True)
    assert "不指定必做举措时可以到三级，需 17–28 万元。" in reaching(wish)


def test_a_scene_that_reaches_nothing_is_below_the_first_level_by_its_own_name() -> None:
    first, *others = BOTH.rule.thresholds
    rule = replace(BOTH.rule, thresholds=(replace(first, name=Text(zh="起步级")), *others))
    named = replace(BOTH, rule=rule)
    assert wording.answer_text(named, "S1", AtLevel(level=0)) == "未达起步级"


def test_ranges_with_both_ends_alike_are_one_number() -> None:
    assert Money(low=Decimal("1.5"), high=Decimal(4)).planned == Decimal("2.8")
    assert Money(low=Decimal("22.75"), high=Decimal("22.75")).planned == Decimal("22.75")
    assert wording.money_text(Money(low=Decimal("2.50"), high=Decimal("2.5"))) == "2.5 万元"
    assert wording.months_text(Months(low=1, high=1)) == "1 个月"
    assert wording.months_text(Months(low=1, high=3)) == "1–3 个月"


def test_a_rise_names_the_new_options_or_both_answers() -> None:
    measures = (
        climbing("S1", 0, 2, "climb"),
        giving("Q1", "C", "more"),
        giving("Q2", "D", "other"),
    )
    given = situation(*measures, S1=NA, Q1=Chosen(options=("B",)))
    wanted = frozenset(measure.code for measure in measures)
    plan = cheapest(given, 0, Bounds(wanted=wanted))
    assert isinstance(plan, Plan)
    said = {step.measure.code: wording.step_text(given.standard, step) for step in plan.steps}
    assert said == {
        "climb": "climb（词：不涉及 → 词）",
        "more": "more（第 1 题 词：增加 C. 词）",
        "other": "other（第 2 题 词：A. 词 → D. 词）",
    }


def test_a_step_that_raises_nothing_prepares_others() -> None:
    first = giving("Q4", "C", "first")
    second = giving("Q2", "D", "second", prerequisites=("first",))
    given = situation(first, second, standard=POINTS, Q1=Chosen(options=("B",)))
    plan = cheapest(given, 1)
    assert plan is not None
    assert wording.step_text(POINTS, plan.steps[0]) == "first（为后续步骤做准备）"
    assert wording.effort_text(plan.steps[1]) == "1–2 万元，1–2 个月，第 3 至 4 个月"


def test_an_amount_does_not_break_from_its_unit() -> None:
    said = unbroken("到<三级>：12 步，78–270 万元，11–25 个月，14 万元；第 3 至 4 个月")
    kept = re.findall(r'<span class="text-nowrap">([^<]+)</span>', said)
    assert kept == ["78–270 万元", "11–25 个月", "14 万元", "4 个月"]
    assert re.sub(r"</?span[^>]*>", "", said).startswith("到&lt;三级&gt;：12 步，78–270 万元，")
    assert "17–28 × 10,000 RMB</span>" in unbroken("to level 3: 17–28 × 10,000 RMB")


def test_what_is_missing_is_named_with_its_reason() -> None:
    given = situation(climbing("S1", 0, 1, "S1-0", cost=None), Q1=Chosen(options=("B", "C", "D")))
    found = plan_to(given, 1)
    assert isinstance(found, OutOfReach)
    assert [wording.missing_text(given.standard, one) for one in found.missing] == [
        "词 → 词：有举措，缺费用估算"
    ]
    bare = plan_to(situation(standard=POINTS, Q1=Chosen(options=("B", "C", "D"))), 1)
    assert isinstance(bare, OutOfReach)
    assert [wording.missing_text(POINTS, one) for one in bare.missing] == [
        "第 2 题 词 → B. 词：举措库中没有对应的举措"
    ]


def test_an_empty_plan_says_so_and_nothing_of_its_cost() -> None:
    plan = cheapest(situation(S1=AtLevel(level=1)), 0, compared=True)
    assert plan is not None
    assert wording.total_text(plan) == "没有要安排的举措。"
    assert wording.steadiness_text(plan) == ""
