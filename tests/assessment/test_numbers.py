"""Numbers as people type them."""

from decimal import Decimal

import pytest

from editing.domain.decimals import plain
from editing.forms.numbers import NotANumber, number_text, parse


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("120", "120"),
        ("１２０", "120"),
        (" 1 200 ", "1200"),
        ("1,200", "1200"),
        ("1，200，300", "1200300"),
        ("1,2000", "12000"),  # by ten thousands, as some count
        ("12.50", "12.5"),
        ("１２．５", "12.5"),
        ("12。5", "12.5"),
        (".5", "0.5"),
        ("5.", "5"),
        ("+7", "7"),
        ("0", "0"),
        ("007", "7"),
        ("99999999999.9999", "99999999999.9999"),
    ],
)
def test_what_can_be_read_is_read(typed: str, number: str) -> None:
    value = parse(typed, whole=False)
    assert value is not None
    assert plain(value) == number


@pytest.mark.parametrize("typed", ["", " ", "\u3000", "\u200b"])
def test_nothing_typed_is_no_number(typed: str) -> None:
    assert parse(typed, whole=True) is None


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("-1", "不能是负数"),
        ("－1", "不能是负数"),
        ("1,5", "逗号的位置"),
        ("1,2,3", "逗号的位置"),
        ("12台", "请只填数字"),
        ("5万", "请只填数字"),
        ("45%", "请只填数字"),
        ("一百", "请只填数字"),
        ("1e5", "请只填数字"),
        ("NaN", "请只填数字"),
        ("Infinity", "请只填数字"),
        ("0x10", "请只填数字"),
        ("٣", "请只填数字"),
        ("--1", "请只填数字"),
        ("1.2.3", "请只填数字"),
        ("-", "请只填数字"),
        ("100000000000", "数字太大"),
        ("0.00001", "最多保留四位小数"),
        ("1" * 61, "数字太长"),
    ],
)
def test_what_would_need_guessing_is_refused_in_words(typed: str, words: str) -> None:
    with pytest.raises(NotANumber, match=words):
        parse(typed, whole=False)


def test_people_and_machines_are_whole() -> None:
    assert parse("12.0", whole=True) == Decimal(12)
    with pytest.raises(NotANumber, match="请填整数"):
        parse("12.5", whole=True)


@pytest.mark.parametrize(
    ("value", "text"), [("1E+3", "1,000"), ("1234567.5", "1,234,567.5"), ("0.10", "0.1")]
)
def test_numbers_are_shown_with_separators(value: str, text: str) -> None:
    assert number_text(Decimal(value)) == text
