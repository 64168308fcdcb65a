"""E-mail addresses and mobile numbers as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enterprises.domain.identity import masked, mobile


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("13800138000", "13800138000"),
        (" 138 0013 8000 ", "13800138000"),
        ("138-0013-8000", "13800138000"),
        ("+8613800138000", "13800138000"),
        ("+86 138 0013 8000", "13800138000"),
        ("008613800138000", "13800138000"),
        ("8613800138000", "13800138000"),
        ("１３８００１３８０００", "13800138000"),
        ("12800138000", None),
        ("1380013800", None),
        ("138001380000", None),
        ("+85291234567", None),
        ("١٣٨٠٠١٣٨٠٠٠", None),
        ("alice@example.com", None),
        ("", None),
    ],
)
def test_a_mobile_number_is_read_however_it_is_written(typed: str, number: str | None) -> None:
    assert mobile(typed) == number


@given(st.text(max_size=30))
def test_a_mobile_number_read_twice_is_the_same(typed: str) -> None:
    if (number := mobile(typed)) is not None:
        assert mobile(number) == number


@pytest.mark.parametrize(
    ("identity", "shown"),
    [
        ("alice@example.com", "al***@example.com"),
        ("a@example.com", "***@example.com"),
        ("13800138000", "138****8000"),
        ("", ""),
    ],
)
def test_others_can_recognise_but_not_read(identity: str, shown: str) -> None:
    assert masked(identity) == shown
