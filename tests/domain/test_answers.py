"""Checking answers and deciding options by figures."""

from decimal import Decimal

import pytest

from standards.domain import answers as rules
from standards.domain.answers import (
    Answers,
    AtLevel,
    Chosen,
    Figures,
    InvalidAnswer,
    NotApplicable,
    check,
    check_figure_values,
    decide,
)
from standards.domain.scoring import score
from tests.standards.fixtures import standard_2024

STANDARD = standard_2024()


def figures(**values: str) -> dict[str, Decimal]:
    return {code: Decimal(value) for code, value in values.items()}


@pytest.mark.parametrize(
    ("digital", "total", "option"),
    [
        ("0", "100", "A"),
        ("10", "100", "A"),  # closed on the right
        ("11", "100", "B"),
        ("20", "100", "B"),
        ("20001", "100000", "C"),
        ("40", "100", "C"),
        ("60", "100", "D"),
        ("61", "100", "E"),
        ("7", "7", "E"),
        ("1", "10", "A"),  # exactly 10 %
        ("100000000000001", "1000000000000009", "B"),  # a hair over 10 %: a rounded quotient would miss it
    ],
)
def test_a_rate_is_put_into_its_range_by_cross_multiplication(digital: str, total: str, option: str) -> None:
    assert decide(STANDARD.question("F02"), figures(equip_total=total, equip_digital=digital)) == option


def test_a_young_firm_may_spend_more_than_it_earns() -> None:
    spent = figures(invest_total_3y="120", revenue_total_3y="100")
    check(STANDARD, Answers(questions={"M04": Figures(values=spent)}))
    assert decide(STANDARD.question("M04"), spent) == "E"


@pytest.mark.parametrize(
    ("code", "values", "option"),
    [
        ("R03", ("1000", "50", "900", "50"), "C"),
        ("R03", ("1000", "50", "1000", "50"), "B"),
        ("R03", ("1000", "60", "1000", "50"), "A"),
        ("R03", ("3", "9", "1", "3"), "B"),  # a third each: equal, not "nearly"
        # Less by the 36th digit: a product that is rounded, as Decimal does by itself, would call it equal.
        ("R03", ("50000000000000.0001", "50000000000000", "50000000000000", "49999999999999.9999"), "A"),
    ],
)
def test_revenue_per_head_is_compared_between_years(code: str, values: tuple[str, ...], option: str) -> None:
    names = ("revenue_last", "staff_last", "revenue_prev", "staff_prev")
    assert decide(STANDARD.question(code), figures(**dict(zip(names, values, strict=True)))) == option


@pytest.mark.parametrize(
    ("cost_last", "cost_prev", "option"), [("90", "80", "A"), ("80", "80", "B"), ("79.9999", "80", "C")]
)
def test_cost_per_hundred_yuan_falls_to_the_best_option(cost_last: str, cost_prev: str, option: str) -> None:
    values = figures(cost_last=cost_last, revenue_last="100", cost_prev=cost_prev, revenue_prev="100")
    assert decide(STANDARD.question("R04"), values) == option


def test_missing_figures_leave_the_question_unanswered() -> None:
    answers = Answers(questions={"F02": Figures(values=figures(equip_total="100"))})
    check(STANDARD, answers)
    assert score(STANDARD, answers).questions["F02"].points is None


@pytest.mark.parametrize(
    ("code", "answer", "reason"),
    [
        ("X01", Chosen(options=("A",)), rules.UNKNOWN_ITEM),
        ("F01", Chosen(options=()), rules.NO_OPTION),
        ("F01", Chosen(options=("A", "B")), rules.EXCLUDING_OPTION),
        ("F01", Chosen(options=("B", "B")), rules.DUPLICATE_OPTION),
        ("F01", Chosen(options=("B", "Z")), rules.UNKNOWN_OPTION),
        ("F05", Chosen(options=("B", "C")), rules.ONE_OPTION_ONLY),
        ("F05", Figures(values={}), rules.NO_FIGURES),
        ("F02", Figures(values=figures(revenue_last="1")), rules.UNKNOWN_FIGURE),
        ("F02", Figures(values=figures(equip_total="0")), rules.ZERO_DENOMINATOR),
        ("F02", Figures(values=figures(equip_total="10", equip_digital="11")), rules.PART_OVER_WHOLE),
        ("F02", Figures(values=figures(equip_total="-1")), rules.NEGATIVE_FIGURE),
        ("F02", Figures(values=figures(equip_total="1.5")), rules.NOT_WHOLE),
        ("R01", Figures(values={}), rules.NOT_DECIDED_BY_FIGURES),
        ("F01", NotApplicable(reason="nonsense"), rules.UNKNOWN_REASON),
    ],
)
def test_what_the_standard_does_not_allow_is_refused(code: str, answer: object, reason: str) -> None:
    with pytest.raises(InvalidAnswer) as error:
        check(STANDARD, Answers(questions={code: answer}))  # type: ignore[dict-item]
    assert (error.value.code, error.value.reason) == (code, reason)


@pytest.mark.parametrize(
    ("code", "answer", "reason"),
    [
        ("S99", AtLevel(level=1), rules.UNKNOWN_ITEM),
        ("S01", AtLevel(level=5), rules.LEVEL_OUT_OF_RANGE),
        ("S01", AtLevel(level=-1), rules.LEVEL_OUT_OF_RANGE),
        ("S01", NotApplicable(reason="nonsense"), rules.UNKNOWN_REASON),
    ],
)
def test_scene_answers_are_checked(code: str, answer: object, reason: str) -> None:
    with pytest.raises(InvalidAnswer, match=reason):
        check(STANDARD, Answers(scenes={code: answer}))  # type: ignore[dict-item]


def test_figures_of_a_question_that_takes_none_are_refused() -> None:
    with pytest.raises(InvalidAnswer, match=rules.NO_FIGURES):
        check_figure_values(STANDARD, STANDARD.question("F01"), {})
