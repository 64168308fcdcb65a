"""The credit code: normalisation and the exact fault."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from enterprises.domain import credit_code
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
        ("A1110000600037341L", [Problem(kind=Kind.PREFIX, place=1, letter="A")]),
        ("9134080AMAT0000420", [Problem(kind=Kind.PREFIX, place=8, letter="A")]),
        ("12345", [Problem(kind=Kind.LENGTH, length=5)]),
        ("340800000012345", [Problem(kind=Kind.REGISTRATION_NUMBER, length=15)]),
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


def test_prefixes_of_others_than_firms_are_unusual() -> None:
    assert credit_code.unusual_prefix("91340800MAT0000420") == ""
    assert credit_code.unusual_prefix("52340800MAT0000420") == "52"
    assert credit_code.registration_region("91340800MAT0000420") == "340800"
