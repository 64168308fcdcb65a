"""The credit code: normalisation and the exact fault."""

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from enterprises.domain import credit_code, regions
from enterprises.domain.credit_code import Kind, Problem

VALID = [
    "91350100M000100Y43",  # the example firm of GB 32100
    "91110000600037341L",
    "91620105L015101280",  # remainder 0 gives check digit 0
    "91340800MAT0000420",
    "91340800MAT000106X",
    "91340800MAT0000345",
]


@pytest.mark.parametrize("code", VALID)
def test_right_codes_have_no_problem(code: str) -> None:
    assert credit_code.problems(code) == ()


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("", [Problem(kind=Kind.EMPTY)]),
        ("91350100M000100Y4Z", [Problem(kind=Kind.LETTER, place=18, letter="Z", likely="2")]),
        ("91110000600037341N", [Problem(kind=Kind.CHECK_DIGIT, place=18)]),
        ("91110000600037342L", [Problem(kind=Kind.CHECK_DIGIT, place=18)]),
        ("A1110000600037341L", [Problem(kind=Kind.CHECK_DIGIT, place=18)]),
        ("B1110000600037341L", [Problem(kind=Kind.PREFIX, place=1, letter="B")]),
        ("9N110000600037341L", [Problem(kind=Kind.PREFIX, place=2, letter="N")]),
        ("95340800MAT0000420", [Problem(kind=Kind.AUTHORITY, letter="95")]),
        ("46340800MAT0000420", [Problem(kind=Kind.AUTHORITY, letter="46")]),
        ("9134080AMAT0000420", [Problem(kind=Kind.PREFIX, place=8, letter="A")]),
        ("12345", [Problem(kind=Kind.LENGTH, length=5)]),
        ("340800000012345", [Problem(kind=Kind.REGISTRATION_NUMBER, length=15)]),
        ("MAT000042", [Problem(kind=Kind.ORGANISATION_CODE, length=9)]),  # as in 91340800MAT0000420
        ("MAT000106", [Problem(kind=Kind.ORGANISATION_CODE, length=9)]),
        ("600037341", [Problem(kind=Kind.ORGANISATION_CODE, length=9)]),
        ("D2143569X", [Problem(kind=Kind.ORGANISATION_CODE, length=9)]),  # the example of GB 11714
        ("MAT000043", [Problem(kind=Kind.LENGTH, length=9)]),
        ("E12345678", [Problem(kind=Kind.LENGTH, length=9)]),  # as on a passport
        (
            "9111000060003IOZSV",
            [
                Problem(kind=Kind.LETTER, place=14, letter="I", likely="1"),
                Problem(kind=Kind.LETTER, place=15, letter="O", likely="0"),
                Problem(kind=Kind.LETTER, place=16, letter="Z", likely="2"),
                Problem(kind=Kind.LETTER, place=17, letter="S", likely="5"),
                Problem(kind=Kind.LETTER, place=18, letter="V"),
            ],
        ),
        (
            "9O11",
            [Problem(kind=Kind.LETTER, place=2, letter="O", likely="0"), Problem(kind=Kind.LENGTH, length=4)],
        ),
    ],
)
def test_the_fault_is_named_with_its_place(code: str, expected: list[Problem]) -> None:
    assert list(credit_code.problems(code)) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "９１３４０８００ＭＡＴ００００４２０",
        "91340800mat0000420",
        " 91340800 MAT0 0004 20\t",
        "91340800-MAT0000420",
        "91340800—MAT0000420\u200b",
        "91340800\u3000MAT0000420\x00",
        "91.340800.MAT0000420",
        "91340800\r\nMAT0000420\n",
        "统一社会信用代码：91340800MAT0000420",
        "统一社会信用代码\n91340800MAT0000420\n",
        "统一社会信用代码（纳税人识别号）：9134 0800 MAT0 0004 20。",
        "名称：示例机械有限公司 税号：91340800MAT0000420 电话：13800138000",
        "“91340800MAT0000420”",
        "USCC: 91340800mat0000420",
        "code 9134 0800 MAT0 0004 20",
        "91340800MAT0000420（副本1-1）",
    ],
)
def test_other_ways_of_typing_a_code_mean_the_same(typed: str) -> None:
    assert credit_code.normalise(typed) == "91340800MAT0000420"


FULL_WIDTH = {
    ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
}


@given(
    st.text(alphabet=sorted(credit_code.ALPHABET), min_size=9, max_size=9),
    st.text(alphabet="0123456789", min_size=6, max_size=6),
    st.randoms(use_true_random=False),
)
def test_any_right_code_is_found_right_however_it_is_typed(body: str, region: str, random: Random) -> None:
    code = f"91{region}{body}"
    code += uscc.calc_check_digit(code)
    typed = "".join(
        random.choice([sign, sign.lower(), sign.translate(FULL_WIDTH), f"{sign} ", f"-{sign}"])
        for sign in code
    )
    assert credit_code.normalise(typed) == code
    assert credit_code.problems(code) == ()


@given(st.text(max_size=40))
def test_normalising_twice_changes_nothing_and_nothing_raises(typed: str) -> None:
    once = credit_code.normalise(typed)
    assert credit_code.normalise(once) == once
    credit_code.problems(once)


@given(st.sampled_from(VALID), st.integers(8, 17), st.sampled_from(sorted(credit_code.ALPHABET)))
def test_one_wrong_sign_is_always_found(code: str, place: int, sign: str) -> None:
    changed = code[:place] + sign + code[place + 1 :]
    assert (credit_code.problems(changed) == ()) is (changed == code)


def test_two_codes_are_not_made_one() -> None:
    both = credit_code.normalise("91340800MAT0000420 91340800MAT000106X")
    assert credit_code.problems(both) == (Problem(kind=Kind.LENGTH, length=36),)


@pytest.mark.parametrize(
    ("code", "likely"),
    [
        ("9134O8OOMAT0000420", "91340800MAT0000420"),
        ("9I340800MAT0000420", "91340800MAT0000420"),
        ("9L340800MAT0000420", "91340800MAT0000420"),  # typed with a small l
        ("91340800MATL000420", ""),
        ("91340800MAT0000420", ""),  # nothing to replace
        ("9134O800MAT0000421", ""),  # not right either
        ("91340800MATV000420", ""),  # V resembles nothing
    ],
)
def test_the_code_that_was_probably_meant_is_offered_if_it_is_right(code: str, likely: str) -> None:
    assert credit_code.likely_code(code) == likely


# --- Numbers of people: made here, written nowhere ------------------------------------------------


def person(place: str, day: str, serial: str = "123", *, wrong: int = 0) -> str:
    """A number as GB 11643 makes it; `wrong` is added to its check digit."""
    body = place + day + serial
    total = sum(int(digit) * 2 ** (17 - index) for index, digit in enumerate(body))
    return body + "10X98765432"[(total + wrong) % 11]


PLACES = sorted({region.code[:2] for region in regions.provinces()} | {"83"})
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2025, 12, 31)).map(lambda day: f"{day:%Y%m%d}")
DISTRICTS = st.sampled_from(PLACES).flatmap(
    lambda two: st.integers(0, 9999).map(lambda rest: f"{two}{rest:04d}")
)


@given(DISTRICTS, DAYS, st.integers(0, 999).map(lambda number: f"{number:03d}"))
def test_a_persons_number_is_told_from_a_code(place: str, day: str, serial: str) -> None:
    number = person(place, day, serial)
    assert credit_code.problems(number) == (Problem(kind=Kind.IDENTITY),)
    assert credit_code.holds_identity_number(
        f"身份证号：{number[:6]} {number[6:14]} {number[14:].lower()}，男"
    )


@given(
    st.sampled_from(["350211", "110101", "330106", "440300", "131102", "820000", "520102"]),
    st.sampled_from(["19000100", "19991332", "20000230", "19670045", "20231399"]),
    st.integers(0, 10),
)
def test_neither_an_impossible_date_nor_a_wrong_check_digit_makes_it_a_code(
    place: str, day: str, wrong: int
) -> None:
    assert credit_code.is_identity_number(person(place, day, wrong=wrong))
    assert credit_code.is_identity_number(person(place, "19870605", wrong=wrong))


@pytest.mark.parametrize("place", ["460102", "371202", "640105", "220182"])
def test_a_number_that_begins_as_no_code_does_is_a_persons(place: str) -> None:
    assert credit_code.is_identity_number(person(place, "00000000"))


def test_old_numbers_and_those_of_foreign_residents_are_told_too() -> None:
    assert credit_code.is_identity_number("340800" + "670605" + "123")
    assert not credit_code.is_identity_number("340800" + "000012" + "345")  # an old registration number
    assert credit_code.is_identity_number(person("911124", "19870605"))
    for impossible in ("19871305", "19870631"):
        assert not credit_code.is_identity_number(person("911124", impossible))


def test_a_persons_number_beside_a_code_and_with_letters_for_digits_is_found() -> None:
    number = person("340802", "19870605")
    assert credit_code.holds_identity_number(f"91340800MAT0000420 {number}")
    assert credit_code.is_identity_number(number[:17].replace("0", "O").replace("1", "I") + number[17])


def test_a_persons_number_with_a_sign_missing_or_added_is_told_too() -> None:
    """Sole traders had tax numbers of 20 digits: the owner's number and two more."""
    number = person("340802", "19870605")
    for told in (number[:17], f"{number}01", f"{number[:17]}X0001"):
        assert credit_code.problems(told) == (Problem(kind=Kind.IDENTITY),)
        assert credit_code.holds_identity_number(f"税号：{told}")
    for code in ("34080219871305123", "34000000202301010012", "91340800198706051", f"{number}00001"):
        assert credit_code.problems(code) == (Problem(kind=Kind.LENGTH, length=len(code)),)


@given(st.sampled_from(["91", "92", "93", "12", "31", "52", "N2", "Y1"]), st.integers(0, 10**9 - 1))
def test_codes_of_digits_alone_are_no_persons(kind: str, body: int) -> None:
    code = f"{kind}340800{body:09d}"
    assert not credit_code.is_identity_number(code + uscc.calc_check_digit(code))


def test_prefixes_of_others_than_firms_are_unusual() -> None:
    assert credit_code.unusual_prefix("91340800MAT0000420") == ""
    assert credit_code.unusual_prefix("52340800MAT0000420") == "52"
    assert credit_code.registration_region("91340800MAT0000420") == "340800"
