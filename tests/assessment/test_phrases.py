"""Answers, rates and refusals in words."""

from decimal import Decimal

import pytest

from assessment.domain.sheet import Sheet, StoredAnswer
from standards.domain.answers import AtLevel, Chosen, Figures, InvalidAnswer, NotApplicable
from standards.domain.figures import dependents, home_of, own_figures
from standards.wording.answers import answer_lines, computed, contradiction, refusal
from tests.standards.fixtures import standard_2024

STANDARD = standard_2024()


def numbers(**values: str) -> dict[str, Decimal]:
    return {code: Decimal(value) for code, value in values.items()}


@pytest.mark.parametrize(
    ("total", "digital", "words"),
    [
        ("100", "45", "按所填数字：45%，属于“超过 40%，不超过 60%”"),
        ("100", "40", "按所填数字：40%，属于“超过 20%，不超过 40%”"),
        ("3", "1", "按所填数字：约 33.33%，属于“超过 20%，不超过 40%”"),
        # Two places would read as 10 % beside the range above 10 %.
        ("100000", "10004", "按所填数字：10.004%，属于“超过 10%，不超过 20%”"),
        ("3000000", "300001", "按所填数字：约 10%，属于“超过 10%，不超过 20%”"),
        ("7", "7", "按所填数字：100%，属于“超过 60%”"),
        ("7", "0", "按所填数字：0%，属于“不超过 10%”"),
    ],
)
def test_a_rate_is_said_with_its_range(total: str, digital: str, words: str) -> None:
    figures = numbers(equip_total=total, equip_digital=digital)
    assert computed(STANDARD, STANDARD.question("F02"), figures) == words


@pytest.mark.parametrize(
    ("last", "words"),
    [
        ("5600", "由 41.67 变为 46.67 万元/人（四舍五入），增加了"),
        ("5000", "由 41.67 变为 41.67 万元/人（四舍五入），持平"),
        ("5000.3", "由 41.6667 变为 41.6692 万元/人（四舍五入），增加了"),
    ],
)
def test_a_change_never_looks_like_no_change(last: str, words: str) -> None:
    figures = numbers(revenue_prev="5000", staff_prev="120", revenue_last=last, staff_last="120")
    assert computed(STANDARD, STANDARD.question("R03"), figures) == f"按所填数字：{words}"


def test_a_change_of_a_share_is_said_in_percent() -> None:
    figures = numbers(cost_prev="4100", revenue_prev="5000", cost_last="4480", revenue_last="5600")
    words = computed(STANDARD, STANDARD.question("R04"), figures)
    assert words == "按所填数字：由 82% 变为 80%，降低了"
    thirds = numbers(cost_prev="1", revenue_prev="3", cost_last="1", revenue_last="4")
    words = computed(STANDARD, STANDARD.question("R04"), thirds)
    assert words == "按所填数字：由 33.33% 变为 25%（四舍五入），降低了"


@pytest.mark.parametrize("figures", [{}, {"equip_total": "5"}, {"equip_total": "5", "equip_digital": "6"}])
def test_nothing_is_computed_from_figures_that_are_missing_or_do_not_fit(figures: dict[str, str]) -> None:
    assert computed(STANDARD, STANDARD.question("F02"), numbers(**figures)) == ""


def test_answers_in_words() -> None:
    assert answer_lines(STANDARD, "F01", None, {}) == ()
    assert answer_lines(STANDARD, "S01", AtLevel(level=0), {}) == ("未达到一级",)
    assert answer_lines(STANDARD, "S01", AtLevel(level=2), {})[0].startswith("二级：")
    assert answer_lines(STANDARD, "S01", NotApplicable(reason="outsourced"), {}) == (
        "不涉及（已外包给其他单位），按未达到计",
    )
    assert answer_lines(STANDARD, "S01", NotApplicable(), {}) == ("不涉及，按未达到计",)
    figures = numbers(equip_total="1200", equip_digital="540")
    assert answer_lines(STANDARD, "F02", Figures(values={}), figures) == (
        "按所填数字：45%，属于“超过 40%，不超过 60%”",
        "生产设备总数 1,200 台",
        "已数字化的生产设备数 540 台",
    )


def test_only_figures_that_check_can_contradict() -> None:
    figures = numbers(pass_rate_before="97", pass_rate_after="98")
    question = STANDARD.question("R02")
    assert "不一致" in contradiction(question, Chosen(options=("A",)), figures)
    assert contradiction(question, Chosen(options=("C",)), figures) == ""
    assert contradiction(question, None, figures) == ""
    assert contradiction(STANDARD.question("F05"), Chosen(options=("A",)), {}) == ""


def test_every_refusal_is_a_sentence() -> None:
    assert refusal(STANDARD, InvalidAnswer("F02", "the part is larger than the whole", "equip_digital")) == (
        "不能大于“生产设备总数”。请核对两个数字。"
    )
    assert refusal(STANDARD, InvalidAnswer("F02", "something new")).endswith("请刷新页面后重试。")


def test_a_shared_figure_is_entered_at_one_question() -> None:
    homes = {figure.code: home_of(STANDARD, figure.code) for figure in STANDARD.figures}
    assert homes["equip_total"] == "F02"
    assert homes["revenue_last"] == "R03"
    entered = [code for question in STANDARD.questions for code in own_figures(STANDARD, question)]
    assert sorted(entered) == sorted(homes)


def test_a_figure_decides_the_answers_of_the_questions_that_use_it() -> None:
    decided = {code: dependents(STANDARD, code) for code in ("equip_total", "revenue_last", "energy_before")}
    assert decided == {"equip_total": ("F02", "F03"), "revenue_last": ("R03", "R04"), "energy_before": ()}


def test_a_sheet_leaves_out_what_its_standard_does_not_know() -> None:
    sheet = Sheet(
        standard=STANDARD,
        held={
            "F01": StoredAnswer(value=Chosen(options=("Z",)), version=1),
            "F05": StoredAnswer(value=AtLevel(level=1), version=1),
            "S01": StoredAnswer(value=AtLevel(level=9), version=1),
            "S02": StoredAnswer(value=Chosen(options=("A",)), version=1),
            "S03": StoredAnswer(value=AtLevel(level=3), version=1),
        },
    )
    assert (dict(sheet.answers.questions), dict(sheet.answers.scenes)) == ({}, {"S03": AtLevel(level=3)})
    assert sheet.misfit("S03") is None
