"""The answer file: what it holds, and every way in which it is refused."""

from decimal import Decimal
from typing import Any

import pytest

from editing.domain.canonical import canonical_json, digest
from editing.domain.strict_data import StrictDataError, line_of, load_json, load_yaml
from standards.domain import answer_file, answers
from standards.domain.answer_file import AnswerFileError, read_answers, read_file, write_answers
from standards.domain.answers import Answers, AtLevel, Chosen, Figures, NotApplicable
from tests.standards.fixtures import standard_2024

STANDARD = standard_2024()

EXAMPLE = """
standard: miit-sme-2024
enterprise: {name: 示例机械有限公司, uscc: 91340800MAT0000420, division: "34", region: "340800",
             employees: 120, revenue: 5600, assets: 4200}
answers:
  F01: [C, B]
  F02: {equip_total: 100, equip_digital: 45}
  F03: {equip_connected: 30}
  M04: A
  R01: na
  R02: {na: no_upgrade}
scenes: {S01: 2, S02: 0, S03: na}
"""


def test_the_example_of_the_documentation_is_read() -> None:
    file = read_file(load_yaml(EXAMPLE))
    assert file.standard == "miit-sme-2024"
    assert (file.enterprise.division, file.enterprise.employees) == ("34", 120)
    assert file.enterprise.revenue == Decimal(5600)
    total = {"equip_total": Decimal(100)}
    assert read_answers(STANDARD, file.answers, file.scenes) == Answers(
        questions={
            "F01": Chosen(options=("B", "C")),
            "F02": Figures(values=total | {"equip_digital": Decimal(45)}),
            "F03": Figures(values=total | {"equip_connected": Decimal(30)}),
            "M04": Chosen(options=("A",)),
            "R01": NotApplicable(),
            "R02": NotApplicable(reason="no_upgrade"),
        },
        scenes={"S01": AtLevel(level=2), "S02": AtLevel(level=0), "S03": NotApplicable()},
    )


def test_an_empty_file_is_a_firm_that_answered_nothing() -> None:
    file = read_file({})
    assert read_answers(STANDARD, file.answers, file.scenes) == Answers()


REFUSED_OUTSIDE: dict[str, tuple[Any, str, str]] = {
    "no mapping": ([], "file", answer_file.NOT_A_MAPPING),
    "unknown key": ({"extra": 1}, "extra", answer_file.UNKNOWN_KEY),
    "id outside a batch": ({"id": "x"}, "id", answer_file.UNKNOWN_KEY),
    "standard as number": ({"standard": 1}, "standard", answer_file.NOT_TEXT),
    "odd standard": ({"standard": "../x"}, "standard", answer_file.BAD_STANDARD_NAME),
    "unknown enterprise key": ({"enterprise": {"tel": "1"}}, "enterprise.tel", answer_file.UNKNOWN_KEY),
    "unquoted code": ({"enterprise": {"division": 34}}, "enterprise.division", answer_file.NOT_TEXT),
    "employees as text": (
        {"enterprise": {"employees": "9 台"}},
        "enterprise.employees",
        answer_file.OTHER_UNIT,
    ),
    "half an employee": (
        {"enterprise": {"employees": Decimal("1.5")}},
        "enterprise.employees",
        answer_file.NOT_A_WHOLE_NUMBER,
    ),
    "person's number": (
        {"enterprise": {"uscc": "340802" + "19870605" + "123"}},
        "enterprise.uscc",
        answer_file.PERSONS_NUMBER,
    ),
    "negative revenue": ({"enterprise": {"revenue": -1}}, "enterprise.revenue", answer_file.NEGATIVE),
    "answers as a list": ({"answers": []}, "answers", answer_file.NOT_A_MAPPING),
}


@pytest.mark.parametrize("name", ["甲 乙", "甲\n乙\n", "甲\u2028乙", "甲\r\n 乙", "甲\x0b乙"])
def test_a_name_stands_on_one_line_as_in_the_form(name: str) -> None:
    assert read_file({"enterprise": {"name": name}}).enterprise.name == "甲 乙"


@pytest.mark.parametrize("name", REFUSED_OUTSIDE)
def test_a_wrong_outer_part_is_refused_by_its_key(name: str) -> None:
    data, item, reason = REFUSED_OUTSIDE[name]
    with pytest.raises(AnswerFileError) as error:
        read_file(data)
    assert (error.value.item, error.value.reason) == (item, reason)


REFUSED_ANSWERS: dict[str, tuple[dict[str, Any], str, str]] = {
    "unknown question": ({"X1": "A"}, "X1", answer_file.UNKNOWN_QUESTION),
    "multi as one key": ({"F01": "B"}, "F01", answer_file.WRITE_A_LIST),
    "single as list": ({"F05": ["B"]}, "F05", answer_file.WRITE_ONE_OPTION),
    "empty list": ({"F01": []}, "F01", answers.NO_OPTION),
    "duplicates": ({"F01": ["B", "B"]}, "F01", answers.DUPLICATE_OPTION),
    "option beside 没有": ({"F01": ["A", "B"]}, "F01", answers.EXCLUDING_OPTION),
    "number as option": ({"F05": 1}, "F05", answer_file.OPTION_NOT_TEXT),
    "true as option": ({"F05": True}, "F05", answer_file.OPTION_NOT_TEXT),
    "unknown option": ({"F05": "Z"}, "F05", answers.UNKNOWN_OPTION),
    "part over whole": ({"F02": {"equip_total": 1, "equip_digital": 2}}, "F02", answers.PART_OVER_WHOLE),
    "zero denominator": ({"F02": {"equip_total": 0, "equip_digital": 0}}, "F02", answers.ZERO_DENOMINATOR),
    "negative figure": (
        {"F02": {"equip_total": -5, "equip_digital": 0}},
        "F02.equip_total",
        answer_file.NEGATIVE,
    ),
    "partial figures": ({"F02": {"equip_total": 5}}, "F02", answer_file.FIGURES_INCOMPLETE),
    "no figures": ({"F02": {}}, "F02", answer_file.FIGURES_INCOMPLETE),
    "figure as text": ({"F02": {"equip_total": "五台"}}, "F02.equip_total", answer_file.NOT_A_NUMBER),
    "figure of another unit": ({"F02": {"equip_total": "5 人"}}, "F02.equip_total", answer_file.OTHER_UNIT),
    "two figures": ({"F02": {"equip_total": "100\t45"}}, "F02.equip_total", answer_file.SEVERAL_NUMBERS),
    "figure in brackets": ({"F02": {"equip_total": "(5)"}}, "F02.equip_total", answer_file.NEGATIVE),
    "figure as an empty text": (
        {"F02": {"equip_total": " "}},
        "F02.equip_total",
        answer_file.NOT_A_NUMBER,
    ),
    "figure as true": ({"F02": {"equip_total": True}}, "F02.equip_total", answer_file.NOT_A_NUMBER),
    "huge figure": ({"F02": {"equip_total": 10**14}}, "F02.equip_total", answer_file.NUMBER_TOO_LONG),
    "long figure": (
        {"M04": {"invest_total_3y": Decimal("0.00001")}},
        "M04.invest_total_3y",
        answer_file.NUMBER_TOO_LONG,
    ),
    "foreign figure": ({"F02": {"revenue_last": 5}}, "F02", answers.UNKNOWN_FIGURE),
    "figures where none belong": ({"F05": {"equip_total": 5}}, "F05", answers.UNKNOWN_FIGURE),
    "figures that only check": (
        {"R02": {"pass_rate_before": 90, "pass_rate_after": 95}},
        "R02",
        answers.NOT_DECIDED_BY_FIGURES,
    ),
    "two totals": (
        {
            "F02": {"equip_total": 10, "equip_digital": 5},
            "F03": {"equip_total": 11, "equip_connected": 5},
        },
        "F03",
        answer_file.GIVEN_TWICE,
    ),
    "reason as number": ({"R01": {"na": 1}}, "R01.na", answer_file.NOT_TEXT),
}


@pytest.mark.parametrize("name", REFUSED_ANSWERS)
def test_a_wrong_answer_is_refused_by_its_code(name: str) -> None:
    questions, item, reason = REFUSED_ANSWERS[name]
    with pytest.raises(AnswerFileError) as error:
        read_answers(STANDARD, questions, {})
    assert (error.value.item, error.value.reason) == (item, reason)


@pytest.mark.parametrize(
    ("level", "reason"),
    [
        (True, answer_file.NOT_A_WHOLE_NUMBER),
        (Decimal("2.0"), answer_file.NOT_A_WHOLE_NUMBER),
        ("2", answer_file.NOT_A_WHOLE_NUMBER),
        (5, answers.LEVEL_OUT_OF_RANGE),
        (-1, answers.LEVEL_OUT_OF_RANGE),
        ([2], answer_file.NOT_A_WHOLE_NUMBER),
    ],
)
def test_a_scene_level_is_a_whole_number_within_the_standard(level: Any, reason: str) -> None:
    with pytest.raises(AnswerFileError) as error:
        read_answers(STANDARD, {}, {"S01": level})
    assert (error.value.item, error.value.reason) == ("S01", reason)


def test_a_reason_in_words_is_kept() -> None:
    read = read_answers(STANDARD, {"R01": {"na": "没有改造过"}}, {"S02": {"na": "外包"}})
    assert read.questions["R01"] == NotApplicable(reason="没有改造过")
    assert write_answers(STANDARD, read)["scenes"] == {"S02": {"na": "外包"}}


def test_a_figure_may_be_written_with_its_unit() -> None:
    typed = read_answers(STANDARD, {"F02": {"equip_total": "100 台", "equip_digital": "45"}}, {})
    assert typed == read_answers(STANDARD, {"F02": {"equip_total": 100, "equip_digital": 45}}, {})


def test_an_unknown_scene_is_refused() -> None:
    with pytest.raises(AnswerFileError, match="S17: unknown scene"):
        read_answers(STANDARD, {}, {"S17": 1})


def test_figures_are_written_back_as_exact_numbers() -> None:
    read = read_answers(STANDARD, {"M04": {"invest_total_3y": Decimal("12.50"), "revenue_total_3y": 100}}, {})
    written = write_answers(STANDARD, read)
    assert (
        canonical_json(written)
        == '{"answers":{"M04":{"invest_total_3y":12.5,"revenue_total_3y":100}},"scenes":{}}'
    )
    assert read_answers(STANDARD, written["answers"], {}) == read


@pytest.mark.parametrize("identity", [True, False, Decimal("1.5"), ["a"]])
def test_the_id_of_a_line_is_a_text_or_a_whole_number(identity: Any) -> None:
    with pytest.raises(AnswerFileError) as error:
        read_file({"id": identity}, batch=True)
    assert (error.value.item, error.value.reason) == ("id", answer_file.NOT_TEXT)
    assert [read_file({"id": good}, batch=True).id for good in ("a", 7, None)] == ["a", 7, None]


@pytest.mark.parametrize(
    ("text", "line", "path", "reason"),
    [
        ("a: &x 1\nb: *x\n", 2, "b", "aliases are not allowed"),
        ("a: 1\nb: {c: 1, c: 2}\n", 2, "b.c", "a key occurs twice (c)"),
        ("a: 1\nb:\n", 2, "b", "an empty value (null) is not allowed"),
        ("a:\n  - 1\n  - {b: ~}\n", 3, "a[2].b", "an empty value (null) is not allowed"),
        ("~", 1, "", "an empty value (null) is not allowed"),
        ("34: 1\n", 1, "34", "a key must be text"),
        ("a:\n  ? [b]\n  : 1", 2, "a", "a key must be text"),
        ("a: !!python/name:os.system\n", 1, "a", "tags are not allowed"),
        ("a: !!int x\n", 1, "a", "tags are not allowed"),
        ("a: [1\n", 2, "", "not valid YAML"),
        ("a: '\x01'", 0, "", "a character that is not allowed"),
        ("a: '\ud800'", 0, "", "a character that is not allowed"),
        ("[" * 3000, 0, "", "nested too deeply"),
        ("a: 1" + "0" * 50, 1, "a", "a number is too long"),
        (f"{'k' * 50}: ~", 1, "k" * 40, "an empty value (null) is not allowed"),
    ],
)
def test_yaml_is_read_strictly_and_names_the_place(text: str, line: int, path: str, reason: str) -> None:
    with pytest.raises(StrictDataError) as error:
        load_yaml(text)
    assert (error.value.line, error.value.path) == (line, path)
    assert str(error.value).startswith(reason)


def test_yaml_guesses_nothing() -> None:
    assert load_yaml("a: NO\nb: 1:30\nc: 2024-09-04\nd: .nan\ne: 1e5\nf: 07\ng: 2.0\n") == {
        "a": "NO",
        "b": "1:30",
        "c": "2024-09-04",
        "d": ".nan",
        "e": "1e5",
        "f": 7,
        "g": Decimal("2.0"),
    }


@pytest.mark.parametrize(
    ("text", "line", "path", "reason"),
    [
        ('{"a":1,\n"a":2}', 2, "a", "a key occurs twice (a)"),
        ('{"a":NaN}', 1, "a", "write a number with digits"),
        ('{"a":\n{"b":\n1e9}}', 2, "a.b", "write a number with digits"),
        ('{"a":\n\tnull}', 1, "a", "an empty value (null) is not allowed"),
        ('{"a": [1,\n\tnull]}', 2, "a[2]", "an empty value (null) is not allowed"),
        ("null", 1, "", "an empty value (null) is not allowed"),
        ("[" * 100_000, 0, "", "nested too deeply"),
        ("1" * 5000, 1, "", "a number is too long"),
        ("\n{", 2, "", "not valid JSON"),
        ('{"a": "\\ud800"}', 0, "a", "a character that is not allowed"),
        ('{"a": {"\\udc00": 1}}', 0, "a", "a character that is not allowed"),
    ],
)
def test_json_is_read_strictly_and_names_the_place(text: str, line: int, path: str, reason: str) -> None:
    with pytest.raises(StrictDataError) as error:
        load_json(text)
    assert (error.value.line, error.value.path) == (line, path)
    assert str(error.value).startswith(reason)


def test_json_keeps_the_digits_of_a_number() -> None:
    assert str(load_json('{"a": 1.50}')["a"]) == "1.50"


@pytest.mark.parametrize(
    ("ways", "line"),
    [
        ([["b", "c"]], 3),
        ([["c"], ["b", "c"]], 3),
        ([["b", "d", 2]], 6),
        ([["b", "nothing"]], 0),
        ([["b", "c", "nothing"]], 0),
        ([[]], 1),
    ],
)
def test_the_line_of_a_value_is_found(ways: list[list[str | int]], line: int) -> None:
    assert line_of("a: 1\nb:\n  c: 1\n  d:\n    - 1\n    - 2\n", *ways) == line
    assert line_of("a: [", *ways) == 0
    assert line_of("a: \ud800", *ways) == 0


def test_canonical_json_is_one_text_for_one_value() -> None:
    assert (
        canonical_json({"b": Decimal("1.50"), "a": ["中", True, None, 2]})
        == '{"a":["中",true,null,2],"b":1.5}'
    )
    assert digest("数阶") == "46291b39e61a193e443a5684a00d0c3bae71922d01266be31295466686d9cbad"
    with pytest.raises(TypeError, match="float has no canonical JSON"):
        canonical_json({"a": 1.5})
