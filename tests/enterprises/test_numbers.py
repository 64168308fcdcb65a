"""Numbers as people type and paste them: one reader, so that a spelling means the same wherever it stands."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from editing.domain.decimals import plain
from editing.domain.tables import Column
from editing.files.cells import from_cell
from editing.forms.fields import PlainDecimalField, WholeNumberField, percent
from enterprises.domain.numbers import (
    MONEY,
    MONTHS,
    PEOPLE,
    PERCENT,
    NotANumber,
    NumberKind,
    Reason,
    is_plainly_typed,
    read_number,
)
from enterprises.domain.units import converted, is_own
from enterprises.forms.fields import AmountField, HeadcountField, NumberField
from enterprises.wording.numbers import NUMBER_REFUSALS, amount_text, number_refusal, number_text
from plans.forms import fields as plan_fields
from plans.forms.effects import EffectForm
from standards.domain.answer_file import AnswerFileError, number
from standards.domain.figures import kind_of
from standards.wording.tables import workbook_words
from tests.standards.fixtures import standard_2024

FIGURES = standard_2024().figure_by_code
MACHINES = kind_of(FIGURES["equip_total"])
REVENUE = kind_of(FIGURES["revenue_last"])
STAFF = kind_of(FIGURES["staff_last"])
PASS_RATE = kind_of(FIGURES["pass_rate_after"])
COAL = kind_of(FIGURES["energy_after"])
BARE = NumberKind()
WORDS = workbook_words()

# --- One table for every spelling -----------------------------------------------------------------

PLAIN = {
    "120": "120",
    "１２０": "120",
    " 120 ": "120",
    "\u3000120\n": "120",
    "\ufeff120\u200b": "120",
    "\u202d120\u202c": "120",  # as calculators put it on the clipboard
    "120.0": "120",
    "120.": "120",
    "120。": "120",
    "１２０．００": "120",
    "+120": "120",
    "0120": "120",
    "0": "0",
    "-0": "0",
    "1,200": "1200",
    "1，200": "1200",
    "1，200，300": "1200300",
    "12 000": "12000",
    "1 200 000": "1200000",
    "12\u00a0000": "12000",
    "12\u2009000": "12000",
    "12\u3000000": "12000",
    "1\u200b200": "1200",
    "1'200'000": "1200000",
    "1’200": "1200",
    "5,600.00": "5600",
}
DECIMALS = {"5600.5": "5600.5", "5600。5": "5600.5", "５６００．５": "5600.5", ".5": "0.5", "12.50": "12.5"}

REFUSED: dict[str, Reason] = {
    "100\t45": Reason.SEVERAL,
    "100 45": Reason.SEVERAL,
    "100\n45": Reason.SEVERAL,
    "100\r\n450": Reason.SEVERAL,
    "100\t450": Reason.SEVERAL,
    "2024 5600": Reason.SEVERAL,
    "100、45": Reason.SEVERAL,
    "100、450": Reason.SEVERAL,
    "100至45": Reason.SEVERAL,
    "100到45": Reason.SEVERAL,
    "100-45": Reason.SEVERAL,
    "100－45": Reason.SEVERAL,
    "100—45": Reason.SEVERAL,
    "100~45": Reason.SEVERAL,
    "100～45": Reason.SEVERAL,
    "100/45": Reason.SEVERAL,
    "100；45": Reason.SEVERAL,
    "100, 450": Reason.SEVERAL,
    "0 450": Reason.SEVERAL,
    "5.5 600": Reason.SEVERAL,
    "2024年5600": Reason.SEVERAL,
    "2024-05-06": Reason.SEVERAL,
    "1,2345": Reason.TEN_THOUSANDS,
    "1，2345": Reason.TEN_THOUSANDS,
    "12,3456,7890": Reason.TEN_THOUSANDS,
    "1,5": Reason.GROUPING,
    "1,23": Reason.GROUPING,
    "100,45": Reason.GROUPING,
    "1,2,3": Reason.GROUPING,
    "1,200,30": Reason.GROUPING,
    "1,,200": Reason.GROUPING,
    "0,500": Reason.GROUPING,  # a decimal comma, or a mistake
    "1200,300": Reason.GROUPING,
    "1,200'300": Reason.GROUPING,
    "1'20": Reason.GROUPING,
    "1.234,56": Reason.GROUPING,
    "1.2.3": Reason.POINTS,
    "1.234.567": Reason.POINTS,
    "5。6。7": Reason.POINTS,
    "5..": Reason.POINTS,
    "①": Reason.SIGN,
    "⑫": Reason.SIGN,
    "Ⅳ": Reason.SIGN,
    "²": Reason.SIGN,
    "100²": Reason.SIGN,
    "1½": Reason.SIGN,
    "㈠": Reason.SIGN,
    "٣": Reason.SIGN,
    "१२": Reason.SIGN,
    "𝟏𝟐": Reason.SIGN,
    "一百二十": Reason.WORDS,
    "十": Reason.WORDS,
    "三万": Reason.WORDS,
    "壹佰": Reason.WORDS,
    "1亿2000": Reason.WORDS,
    "3千5": Reason.WORDS,
    "abc": Reason.NO_NUMBER,
    "NaN": Reason.NO_NUMBER,
    "Infinity": Reason.NO_NUMBER,
    "无": Reason.NO_NUMBER,
    "-": Reason.NO_NUMBER,
    ".": Reason.NO_NUMBER,
    "1e5": Reason.NOTATION,
    "1.2E+05": Reason.NOTATION,
    "1.2×10^5": Reason.NOTATION,
    "0x10": Reason.NOTATION,
    "0xFF": Reason.NOTATION,
    "1_000": Reason.NOTATION,
    "100x45": Reason.NOTATION,
    "5 . 5": Reason.NOTATION,
    "100\u200b45": Reason.HIDDEN,
    "1\u200d0": Reason.HIDDEN,
    "12\u00ad34": Reason.HIDDEN,
    "-1": Reason.NEGATIVE,
    "－1": Reason.NEGATIVE,
    "−1": Reason.NEGATIVE,
    "–1": Reason.NEGATIVE,
    "-￥1": Reason.NEGATIVE,
    "-5600元": Reason.NEGATIVE,  # no amount is offered without its sign
    "5600点5": Reason.NOTATION,
    "5600·5": Reason.NOTATION,
    "10^3": Reason.NOTATION,
    "1 234,50": Reason.GROUPING,
    "1 234 567,5": Reason.GROUPING,
    "(120)": Reason.BRACKETS,
    "（120）": Reason.BRACKETS,
    "--1": Reason.UNKNOWN,
    "约120": Reason.UNKNOWN,
    "120左右": Reason.UNKNOWN,
    "120多": Reason.UNKNOWN,
    "≥120": Reason.UNKNOWN,
    "=120": Reason.UNKNOWN,
    "'120": Reason.UNKNOWN,
    "120,": Reason.UNKNOWN,
    "F02": Reason.UNKNOWN,
    "\u202e120": Reason.UNKNOWN,  # it would be shown as 021
    "1\u03360": Reason.UNKNOWN,
    "1️⃣": Reason.UNKNOWN,
    "120只": Reason.OTHER_UNIT,
    "$120": Reason.OTHER_UNIT,
    "120kWh": Reason.OTHER_UNIT,
    "￥5,600.00": Reason.OTHER_UNIT,
    "5600 RMB": Reason.OTHER_UNIT,
    "1" * 61: Reason.TOO_LONG,
}

# --- and for every form ---------------------------------------------------------------------------

Reader = Callable[[str], Any]


def effect(text: str) -> Any:
    form = EffectForm({"name": "a", "unit": "", "before": text, "after": "1", "basis": "b"})
    return form.values().before if form.is_valid() else list(form.errors["before"])


READERS: dict[str, tuple[NumberKind, Reader]] = {
    "profile, people": (PEOPLE, HeadcountField().clean),
    "profile, money": (MONEY, AmountField().clean),
    "question, machines": (MACHINES, NumberField(kind=MACHINES).clean),
    "question, money": (REVENUE, NumberField(kind=REVENUE).clean),
    "question, people": (STAFF, NumberField(kind=STAFF).clean),
    "question, percent": (PASS_RATE, NumberField(kind=PASS_RATE).clean),
    "question, coal": (COAL, NumberField(kind=COAL).clean),
    "plan, cost": (
        plan_fields.COST,
        plan_fields.AmountField(kind=plan_fields.COST).clean,
    ),
    "plan, months": (
        MONTHS,
        plan_fields.AmountField(kind=MONTHS).clean,
    ),
    "effect": (BARE, effect),
    "admin, decimal": (BARE, PlainDecimalField().clean),
    "admin, whole": (NumberKind(whole=True), WholeNumberField().clean),
}


KINDS = [MONEY, PEOPLE, MACHINES, PASS_RATE, COAL, MONTHS, BARE]
READ = {typed: Decimal(value) for typed, value in (PLAIN | DECIMALS).items()}
WEIGHT = Column(name="weight", hint=Decimal, default=None)


def said(read: Reader, typed: str) -> Any:
    """Return what a form made of a text: a number, or its sentences."""
    try:
        return read(typed)
    except ValidationError as error:
        return error.messages


def judged(typed: str, kind: NumberKind) -> Any:
    """Return what the one reader makes of a text: a number, or its sentence."""
    try:
        return read_number(typed, kind)
    except NotANumber as error:
        return [number_refusal(error)]


@pytest.mark.parametrize("reader", READERS)
def test_a_spelling_means_the_same_in_every_form(reader: str) -> None:
    kind, read = READERS[reader]
    spellings = [*READ, *REFUSED]
    assert {typed: said(read, typed) for typed in spellings} == {
        typed: judged(typed, kind) for typed in spellings
    }


@pytest.mark.parametrize("kind", KINDS)
def test_what_can_be_read_is_read(kind: NumberKind) -> None:
    for typed, value in READ.items():
        if kind.whole and typed in DECIMALS:
            assert reason_of(typed, kind) is Reason.NOT_WHOLE
        else:
            assert read_number(typed, kind) == value, typed


@pytest.mark.parametrize("kind", KINDS)
def test_what_would_need_guessing_is_refused_for_the_same_reason(kind: NumberKind) -> None:
    assert {typed: reason_of(typed, kind) for typed in REFUSED} == REFUSED


def test_a_workbook_and_an_answer_file_read_texts_as_forms_do() -> None:
    for typed, value in READ.items():
        assert from_cell(WEIGHT, typed, WORDS) == value
        assert number("F02.equip_total", typed) == value
    assert from_cell(WEIGHT, "４５ %", WORDS) == 45
    assert number("F02.equip_total", "120 台", "台") == 120


def test_a_workbook_and_an_answer_file_refuse_texts_as_forms_do() -> None:
    for typed in REFUSED:
        assert from_cell(WEIGHT, typed, WORDS) == typed.replace("\r\n", "\n")
        with pytest.raises(AnswerFileError):
            number("F02.equip_total", typed)


@pytest.mark.parametrize("typed", ["", " ", "\u3000", "\u200b", "\t", "\ufeff"])
def test_nothing_typed_is_no_number(typed: str) -> None:
    for kind in (MONEY, PEOPLE, BARE):
        assert read_number(typed, kind) is None


# --- Units --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kind", "value"),
    [
        ("5600万元", MONEY, "5600"),
        ("5600 万元", REVENUE, "5600"),
        ("5,600.00万", REVENUE, "5600"),
        ("5600萬圓", REVENUE, "5600"),
        ("120臺", MACHINES, "120"),
        ("3噸標準煤", COAL, "3"),
        ("6個月", MONTHS, "6"),
        ("￥5600万元", MONEY, "5600"),
        ("5600（万元）", MONEY, "5600"),
        ("5600万元人民币", MONEY, "5600"),
        ("人民币5600万元", MONEY, "5600"),
        ("5600万元。", MONEY, "5600"),
        ("120台", MACHINES, "120"),
        ("120台套", MACHINES, "120"),
        ("120.0 (people)", PEOPLE, "120"),
        ("120人", STAFF, "120"),
        ("120名", STAFF, "120"),
        ("45%", PERCENT, "45"),
        ("45％", PASS_RATE, "45"),
        ("98.5 %", PASS_RATE, "98.5"),
        ("3吨标准煤", COAL, "3"),
        ("3 tonnes of coal equivalent", COAL, "3"),
        ("6个月", MONTHS, "6"),
        ("6 月", MONTHS, "6"),
    ],
)
def test_the_fields_own_unit_is_understood(typed: str, kind: NumberKind, value: str) -> None:
    assert read_number(typed, kind) == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "kind", "said"),
    [
        ("56000000元", MONEY, "“元”不是这里的单位，这里的单位是万元。应填 5,600 万元？"),
        ("5600元", REVENUE, "应填 0.56 万元？"),
        ("1.2亿", REVENUE, "“亿”不是这里的单位，这里的单位是万元。应填 12,000 万元？"),
        ("1.2亿元", MONEY, "应填 12,000 万元？"),
        ("5千万", MONEY, "应填 5,000 万元？"),
        ("1.2万", PEOPLE, "应填 12,000 人？"),
        ("1万台", MACHINES, "应填 10,000 台？"),
        ("2年", MONTHS, "应填 24 个月？"),
        ("5‰", PERCENT, "应填 0.5 %？"),
        ("5600萬", PEOPLE, "“万”不是这里的单位，这里的单位是人，请换算后填写。"),  # more than anybody has
        ("0.00001万人", PEOPLE, "这里的单位是人，请换算后填写。"),  # not whole
        ("0.5元", MONEY, "这里的单位是万元，请换算后填写。"),  # more decimals than are kept
        ("500公斤标煤", COAL, "应填 0.5 吨标准煤？"),
        ("5600块钱", MONEY, "应填 0.56 万元？"),
        ("￥5,600.00", MONEY, "“¥”表示元，这里的单位是万元：5,600 元应填 0.56 万元。如本是万元，请去掉它。"),
        ("120台", MONEY, "“台”不是这里的单位，这里的单位是万元，请换算后填写。"),
        ("45%", MACHINES, "“%”不是这里的单位，这里的单位是台"),
        ("100吨", COAL, "“吨”不是这里的单位，这里的单位是吨标准煤"),
        ("120人", BARE, "“人”不是这里的单位，这里只填数字"),
        ("¥120人", PEOPLE, "看不懂“¥人”"),
        ("120左右", PEOPLE, "看不懂“左右”"),
        ("100\t45", MACHINES, "这里有两个数：100 和 45，请只填一个。"),
        ("1、2、3", MACHINES, "这里有 3 个数：1、2、3，请只填一个。"),
        ("1,2345", MONEY, "“1,2345”按四位分组，容易读错。请去掉逗号，填 12345。"),
        ("12.5", PEOPLE, "请填整数。"),
        ("0.00001", MONEY, "最多保留 4 位小数。"),
        ("10000001", PEOPLE, "不能大于 10,000,000 人，请核对数字和单位。"),
        ("1000000001", MONEY, "不能大于 1,000,000,000 万元，请核对数字和单位。"),
        ("100000000000", COAL, "不能大于 99,999,999,999.9999 吨标准煤"),
    ],
)
def test_a_refusal_names_what_is_wrong_and_what_to_fill_in(typed: str, kind: NumberKind, said: str) -> None:
    with pytest.raises(NotANumber) as caught:
        read_number(typed, kind)
    assert said in number_refusal(caught.value)


def test_every_reason_has_its_sentence_in_both_languages() -> None:
    assert set(NUMBER_REFUSALS) == set(Reason)
    for language in ("zh-hans", "en"):
        with override(language):
            for typed in REFUSED:
                with pytest.raises(NotANumber) as caught:
                    read_number(typed, MONEY)
                assert "%(" not in number_refusal(caught.value)


def test_a_refusal_names_the_unit_in_the_language_of_the_page() -> None:
    with override("en"), pytest.raises(NotANumber) as caught:
        read_number("5台", MONEY)
    with override("en"):
        assert "10,000 RMB" in number_refusal(caught.value)


def test_a_unit_of_the_firms_own_may_stand_beside_its_figure() -> None:
    given = {"name": "a", "unit": "件/人", "before": "12件/人", "after": "15 件/人", "basis": "b"}
    form = EffectForm(given)
    assert form.is_valid(), form.errors
    assert (form.values().before, form.values().after) == (Decimal(12), Decimal(15))
    assert "before" in EffectForm(given | {"before": "12件"}).errors


def test_an_admin_reads_percentages_and_whole_numbers_as_firms_do() -> None:
    assert percent().clean("４５%") == Decimal(45)
    assert WholeNumberField(unit="个月").clean("６ 个月") == 6
    for typed in ("٣", "1_0", "1e1", "①"):
        for field in (percent(), WholeNumberField()):
            with pytest.raises(ValidationError):
                field.clean(typed)


@pytest.mark.parametrize(
    ("number", "given", "unit", "value"),
    [
        ("12", "亿", "万元", "120000"),
        ("3", "台", "万元", None),
        ("3", "万", "件", "30000"),
        ("1", "月", "", None),
    ],
)
def test_units_are_converted_where_they_can_be(number: str, given: str, unit: str, value: str | None) -> None:
    assert converted(Decimal(number), given, unit) == (None if value is None else Decimal(value))


def test_a_unit_that_only_looks_alike_is_another() -> None:
    assert is_own("万", "万元")
    assert not is_own("元", "万元")
    assert not is_own("万", "元")
    assert not is_own("万", "台")
    assert not is_own("吨", "吨标准煤")
    assert is_own("(台)", "台")
    assert not is_own("(台次", "台")
    assert not is_own("各台)", "台")


# --- Whatever is typed --------------------------------------------------------------------------------

VALUES = st.decimals(min_value=0, max_value=999_999, places=4).map(lambda value: Decimal(plain(value)))
SIGNS = "0123456789０１²½①٣.,，。、'’ \u00a0\u3000\t\n\u200b\ufeff-−+%万元人台亿约()（）eExX¥￥至~_一二十"


@given(st.text(alphabet=SIGNS, max_size=14))
def test_what_is_read_holds_exactly_the_digits_that_were_typed(typed: str) -> None:
    try:
        value = read_number(typed, MONEY)
    except NotANumber:
        return
    digits = "".join(str(int(sign)) for sign in typed if sign.isdecimal())
    if value is None:
        assert not digits
        return
    whole, _point, places = plain(value).partition(".")
    assert digits.lstrip("0").startswith((whole + places).lstrip("0").rstrip("0"))
    assert digits.strip("0") == (whole + places).strip("0")


@given(VALUES, st.sampled_from(["%s", " %s ", "%s 万元", "%s万", "+%s", "（%s）"]))
def test_what_is_accepted_is_read_the_same_when_it_is_written_again(value: Decimal, form: str) -> None:
    for text in (plain(value), number_text(value), amount_text(value, MONEY)):
        assert read_number(text, MONEY) == value
    try:
        read = read_number(form % number_text(value), MONEY)
    except NotANumber:
        assert form == "（%s）"
    else:
        assert read == value


@given(st.integers(0, 10**9), st.integers(1, 9), st.sampled_from([*",， \t\n、'-~至/\u200b\u3000:;.。"]))
def test_a_sign_put_between_digits_never_makes_another_number_of_them(
    value: int, place: int, sign: str
) -> None:
    text = str(value)
    typed = f"{text[:place]}{sign}{text[place:]}"
    try:
        read = read_number(typed, MONEY)
    except NotANumber:
        return
    if sign in ".。" and text[place:]:
        assert read == Decimal(f"{text[:place]}.{text[place:]}")
    else:
        assert read == value


@pytest.mark.parametrize(
    ("value", "text"),
    [("1E+3", "1,000"), ("1234567.5", "1,234,567.5"), ("0.10", "0.1"), ("100", "100"), ("0", "0")],
)
def test_numbers_are_shown_with_separators(value: str, text: str) -> None:
    assert number_text(Decimal(value)) == text


def reason_of(typed: str, kind: NumberKind) -> Reason:
    with pytest.raises(NotANumber) as caught:
        read_number(typed, kind)
    return caught.value.refused.reason


@pytest.mark.parametrize(
    ("text", "is_plain"),
    [("1200", True), (" 1200 ", True), ("1,200", False), ("１２００", False), ("1200台", False)],
)
def test_only_what_is_written_otherwise_is_told(text: str, is_plain: bool) -> None:
    assert is_plainly_typed(text, Decimal(1200)) is is_plain
