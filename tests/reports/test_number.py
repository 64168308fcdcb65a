"""Numbers of reports: read back however they are typed, and a slip is never taken for another number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.domain.number import ALPHABET, DRAWN, InvalidNumber, Slip, number_of, read_number

drawn = st.text(ALPHABET, min_size=DRAWN, max_size=DRAWN)


@given(drawn)
def test_a_number_is_sixteen_characters_in_groups_of_four(text: str) -> None:
    number = number_of(text)
    assert [len(group) for group in number.split("-")] == [4, 4, 4, 4]
    assert number.replace("-", "").startswith(text)
    assert read_number(number) == number


@pytest.mark.parametrize(
    "change",
    [
        str.lower,
        lambda number: number.replace("-", ""),
        lambda number: f" {number.replace('-', ' ')}\n",
        lambda number: number.replace("-", "—"),
        lambda number: "".join(chr(ord(sign) + 0xFEE0) for sign in number),  # full width
    ],
    ids=["lower case", "no dashes", "blanks", "other dashes", "full width"],
)
def test_how_it_is_typed_does_not_matter(change: object) -> None:
    number = number_of("7K3M9QXABCDEFGH")
    assert callable(change)
    assert read_number(change(number)) == number


@given(drawn, st.integers(0, DRAWN), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_noticed(text: str, place: int, other: str) -> None:
    typed = list(number_of(text).replace("-", ""))
    if typed[place] == other:
        return
    typed[place] = other
    with pytest.raises(InvalidNumber) as caught:
        read_number("".join(typed))
    assert caught.value.slip is Slip.CHECK


@given(drawn, st.integers(0, DRAWN - 1), st.integers(0, DRAWN - 1))
def test_two_that_changed_places_are_noticed(text: str, one: int, two: int) -> None:
    typed = list(number_of(text).replace("-", ""))
    if typed[one] == typed[two]:
        return
    typed[one], typed[two] = typed[two], typed[one]
    with pytest.raises(InvalidNumber):
        read_number("".join(typed))


@pytest.mark.parametrize(
    ("typed", "slip", "detail"),
    [
        ("", Slip.LENGTH, "0"),
        ("7K3M-9QXA-BCDE-FGH", Slip.LENGTH, "15"),
        ("7K3M-9QXA-BCDE-FGHHH", Slip.LENGTH, "17"),
        ("7K3M-9QXA-BCDE-FGH0", Slip.CHARACTER, "0"),
        ("7K3M-9QXA-BCDE-FGHI", Slip.CHARACTER, "I"),
        ("7K3M-9QXA-BCDE-FGH号", Slip.CHARACTER, "号"),
    ],
)
def test_what_is_wrong_is_named(typed: str, slip: Slip, detail: str) -> None:
    with pytest.raises(InvalidNumber) as caught:
        read_number(typed)
    assert (caught.value.slip, caught.value.detail) == (slip, detail)


def test_the_alphabet_is_unambiguous_and_of_a_prime_size() -> None:
    assert len(set(ALPHABET)) == 31
    assert not set("01OIL") & set(ALPHABET)
