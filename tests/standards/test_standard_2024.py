"""The committed 2024 standard, compared with figures tabled by hand from the published indicators."""

import re
from decimal import Decimal

import pytest

from editing.domain.texts import Text
from standards.domain import exchange
from standards.domain.standard import Change, Origin, QuestionKind, Verification
from tests.standards.fixtures import FILE_2024, standard_2024

STANDARD = standard_2024()

# Dimension, group, question with its points of 100.
MAXIMA = {
    "F": "50",
    "F1": "20", "F01": "8", "F02": "6", "F03": "6",
    "F2": "10", "F04": "10",
    "F3": "10", "F05": "10",
    "F4": "10", "F06": "5", "F07": "5",
    "M": "30",
    "M1": "15", "M01": "7.5", "M02": "7.5",
    "M2": "15", "M03": "7.5", "M04": "7.5",
    "R": "20",
    "R1": "7", "R01": "7",
    "R2": "7", "R02": "7",
    "R3": "6", "R03": "3", "R04": "3",
}  # fmt: skip

# Points of each option, A first.
POINTS = {
    "F01": "0 2 2 2 2",
    "F02": "0 1.5 3 4.5 6",
    "F03": "0 1.5 3 4.5 6",
    "F04": "0 .7 .7 .7 .7 .7 .7 .7 .7 .7 .7 .7 .7 .7 .9",
    "F05": "0 2.5 5 7.5 10",
    "F06": "0 1.25 1.25 1.25 1.25",
    "F07": "0 1.25 1.25 1.25 1.25",
    "M01": "0 1.5 3 4.5 6 7.5",
    "M02": "0 1.875 1.875 1.875 1.875",
    "M03": "0 1.5 1.5 1.5 1.5 1.5",
    "M04": "0 1.875 3.75 5.625 7.5",
    "R01": "0 3.5 7",
    "R02": "0 3.5 7",
    "R03": "0 1.5 3",
    "R04": "0 1.5 3",
}

SCENES = {
    "O1": "产品设计★ 工艺设计 营销管理★ 售后服务",
    "O2": "计划排程 生产管控★ 质量管理★ 设备管理★ 安全生产★ 能耗管理★",
    "O3": "采购管理★ 仓储物流★",
    "O4": "财务管理★ 人力资源 协同办公 决策支持",
}

MULTI = {"F01", "F04", "F06", "F07", "M02", "M03"}
RATIO = {"F02", "F03", "M04"}
CHANGE = {"R01", "R02", "R03", "R04"}


def test_points_of_dimensions_groups_and_questions() -> None:
    assert STANDARD.max_points == {code: Decimal(points) for code, points in MAXIMA.items()}


@pytest.mark.parametrize("code", POINTS)
def test_points_of_each_option(code: str) -> None:
    question = STANDARD.question(code)
    points = [STANDARD.max_points[code] * option.weight / 100 for option in question.options]
    assert points == [Decimal(part) for part in POINTS[code].split()]
    assert [option.key for option in question.options] == list("ABCDEFGHIJKLMNO"[: len(points)])


def test_fifteen_questions_stand_in_the_official_order() -> None:
    assert [question.code for question in STANDARD.questions] == list(POINTS)
    assert [question.number for question in STANDARD.questions] == list(range(1, 16))


def test_kinds_of_questions() -> None:
    of_kind = {kind: {q.code for q in STANDARD.questions if q.kind is kind} for kind in QuestionKind}
    assert of_kind == {
        QuestionKind.SINGLE: {"F05", "M01"},
        QuestionKind.MULTI: MULTI,
        QuestionKind.RATIO: RATIO,
        QuestionKind.CHANGE: CHANGE,
    }


@pytest.mark.parametrize("code", sorted(MULTI))
def test_the_first_option_of_a_multi_choice_question_excludes_the_others(code: str) -> None:
    assert [option.key for option in STANDARD.question(code).options if option.excludes] == ["A"]


@pytest.mark.parametrize("code", sorted(RATIO))
def test_ranges_are_closed_on_the_right(code: str) -> None:
    ranges = [option.range for option in STANDARD.question(code).options]
    assert [f"{r.low}–{r.high}" for r in ranges if r] == ["0–10", "10–20", "20–40", "40–60", "60–100"]
    assert [r.low_closed for r in ranges if r] == [True, False, False, False, False]


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("R01", (Change.UP, Change.EQUAL, Change.DOWN)),
        ("R02", (Change.DOWN, Change.EQUAL, Change.UP)),
        ("R03", (Change.DOWN, Change.EQUAL, Change.UP)),
        ("R04", (Change.UP, Change.EQUAL, Change.DOWN)),
    ],
)
def test_better_is_less_energy_and_cost_more_quality_and_revenue(
    code: str, changes: tuple[Change, ...]
) -> None:
    assert tuple(option.change for option in STANDARD.question(code).options) == changes


@pytest.mark.parametrize(
    ("code", "figures", "decides"),
    [
        ("F02", ("equip_total", "equip_digital"), True),
        ("F03", ("equip_total", "equip_connected"), True),
        ("M04", ("revenue_total_3y", "invest_total_3y"), True),
        ("R01", ("energy_before", "revenue_before", "energy_after", "revenue_after"), False),
        ("R02", ("pass_rate_before", "pass_rate_after"), False),
        ("R03", ("revenue_prev", "staff_prev", "revenue_last", "staff_last"), True),
        ("R04", ("cost_prev", "revenue_prev", "cost_last", "revenue_last"), True),
    ],
)
def test_figures_decide_or_only_check(code: str, figures: tuple[str, ...], decides: bool) -> None:
    formula = STANDARD.question(code).formula
    assert formula is not None
    assert (formula.figures, formula.decides) == (figures, decides)


def test_every_figure_is_used_and_machines_and_people_are_whole() -> None:
    assert set(STANDARD.questions_by_figure) == {figure.code for figure in STANDARD.figures}
    assert {figure.code for figure in STANDARD.figures if figure.whole} == {
        "equip_total",
        "equip_digital",
        "equip_connected",
        "staff_last",
        "staff_prev",
    }


def test_scenes_stand_in_their_groups_ten_of_them_constrained() -> None:
    shown = {
        group.code: " ".join(s.name.zh + "★" * s.constrained for s in group.scenes)
        for group in STANDARD.scene_groups
    }
    assert shown == SCENES
    assert [scene.code for scene in STANDARD.scenes] == [f"S{n:02}" for n in range(1, 17)]
    assert len(STANDARD.constrained) == 10


def test_every_scene_has_four_levels_that_differ() -> None:
    for scene in STANDARD.scenes:
        assert [level.level for level in scene.levels] == [1, 2, 3, 4]
        assert len({level.text.zh for level in scene.levels}) == 4


def test_a_level_that_either_side_meets_says_so() -> None:
    either = {(s.code, level.level) for s in STANDARD.scenes for level in s.levels if level.any_of}
    assert either == {("S04", 4), ("S07", 3), ("S07", 4), ("S12", 4)}
    for scene in STANDARD.scenes:
        for level in scene.levels:
            assert level.any_of == ("；或" in level.text.zh)


def test_level_rule() -> None:
    rule = [
        f"{t.name.zh} {t.min_points} {t.min_scenes} {t.min_constrained}" for t in STANDARD.rule.thresholds
    ]
    assert rule == ["一级 20 6 3", "二级 40 6 3", "三级 60 8 5", "四级 80 10 6"]
    assert STANDARD.rule.below.zh == "未定级"


def test_known_doubts_are_variants() -> None:
    warehouse, split = STANDARD.variants
    assert warehouse.constrained == STANDARD.constrained - {"S12"}
    assert warehouse.equal_split == ()
    assert split.constrained is None
    assert split.equal_split == ("F04",)


def test_the_steps_of_question_4_are_the_scenes_without_office_and_decisions() -> None:
    steps = [option.text for option in STANDARD.question("F04").options[1:]]
    names = [scene.name for scene in STANDARD.scenes if scene.code not in ("S15", "S16")]
    assert steps == names


def test_every_text_has_chinese_and_english_and_no_official_wording_yet() -> None:
    for path, text in exchange.texts(STANDARD).items():
        assert text.zh.strip(), path
        assert text.en.strip(), path
        assert not text.official, path
        assert not re.search(r"[\u4e00-\u9fff]", text.en), path


def test_chinese_texts_use_chinese_punctuation_and_no_latin_sentence_marks() -> None:
    for path, text in exchange.texts(STANDARD).items():
        assert not re.search(r"[\u4e00-\u9fff][,;:?!]|[!！]", text.zh), path


def test_what_is_to_be_filled_in_is_short_enough_for_one_line_on_paper() -> None:
    for question in STANDARD.questions:
        assert len(question.title.zh) <= 36, question.code
        assert len(question.help.zh) <= 45, question.code
    for scene in STANDARD.scenes:
        for level in scene.levels:
            assert len(level.text.zh) <= 60, (scene.code, level.level)


def test_every_question_names_papers_and_gives_a_hint() -> None:
    for question in STANDARD.questions:
        assert question.evidence.zh, question.code
        assert question.help.zh, question.code
        assert bool(question.formula_text.zh) == bool(question.formula), question.code


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("F03", "不是已数字化的设备"),
        ("F04", "人力资源占 9%"),
        ("M01", "请如实选择"),
        ("M04", "多数企业此题为 0 分，属正常"),
        ("M04", "为便于计算增设"),
        ("R01", "两者口径不同"),
        ("R02", "看不出改造前后"),
    ],
)
def test_oddities_are_said_where_they_occur(code: str, said: str) -> None:
    assert said in STANDARD.question(code).note.zh


def test_option_e_of_question_1_hints_at_what_it_presupposes() -> None:
    assert "只作提示" in STANDARD.question("F01").option("E").note.zh


def test_abbreviations_that_occur_are_explained() -> None:
    words = {term.word.zh for term in STANDARD.terms}
    text = " ".join(text.zh for path, text in exchange.texts(STANDARD).items() if "terms[" not in path)
    systems = " ".join(name for scene in STANDARD.scenes for name in scene.systems)
    found = set(re.findall(r"[A-Z]{2,}", f"{text} {systems}"))
    assert found - words == {"APP"}
    for word in ("5G工业网", "工控网", "主数据", "约束性场景"):
        assert word in words


def test_levels_are_never_named_otherwise() -> None:
    text = FILE_2024.read_text(encoding="utf-8")
    for word in ("初始级", "规范级", "集成级", "协同级"):
        assert word not in text


def test_facts_of_the_document_and_no_verification() -> None:
    assert (STANDARD.code, STANDARD.revision, STANDARD.origin) == ("miit-sme-2024", 1, Origin.OFFICIAL)
    assert STANDARD.document.number == "工信厅企业〔2024〕56号"
    assert str(STANDARD.document.issued) == "2024-09-04"
    assert STANDARD.document.url.startswith("https://www.gov.cn/zhengce/zhengceku/202409/")
    assert STANDARD.verification == Verification()


def test_reasons_for_not_applicable_are_coded() -> None:
    codes = [reason.code for reason in STANDARD.reasons]
    assert codes[:3] == ["no_such_business", "outsourced", "no_equipment"]
    assert codes[-1] == "other"
    assert all(isinstance(reason.name, Text) for reason in STANDARD.reasons)


def test_the_committed_file_is_what_the_exporter_writes() -> None:
    text = FILE_2024.read_text(encoding="utf-8")
    assert exchange.dump(exchange.load(text)) == text
    assert "&" not in text
    assert "\\u" not in text


def test_the_published_content_has_not_changed() -> None:
    """A change of what is asked or graded needs a new revision, not another digest here."""
    assert exchange.standard_digest(STANDARD) == DIGEST


DIGEST = "5e209e486fcc3198074a84bdfde8d69ea08371e9cdd7ee70e30dadd3e9d42cc7"
