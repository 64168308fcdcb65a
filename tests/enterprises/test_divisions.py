"""Divisions: complete and searchable."""

import pytest

from enterprises.domain import divisions


def test_all_97_divisions_and_two_groups_are_there() -> None:
    codes = [entry.code for entry in divisions.all_divisions()]
    assert [code for code in codes if code.isdigit()] == [f"{number:02d}" for number in range(1, 98)]
    assert [code for code in codes if not code.isdigit()] == ["K701", "K702"]
    assert {entry.section for entry in divisions.all_divisions()} == set(divisions.sections())


def test_every_manufacturing_division_has_several_trade_words() -> None:
    for entry in divisions.all_divisions():
        if entry.section == "C":
            assert len(entry.words) >= 3, entry.code


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("机加工", "34"),
        ("注塑", "29"),
        ("模具", "33"),
        ("钣金", "33"),
        ("五金", "33"),
        ("PCB", "39"),
        ("ｐｃｂ", "39"),
        ("34", "34"),
        ("C34", "34"),
        ("k701", "K701"),
        ("物业", "K702"),
        ("汽车零部件厂", "36"),
        ("通用设备制造业", "34"),
        ("textiles", "17"),
    ],
)
def test_a_division_is_found_by_code_name_and_trade_word(query: str, first: str) -> None:
    assert divisions.search(query)[0].division.code == first


def test_the_words_by_which_a_division_was_found_are_named() -> None:
    assert divisions.search("模具")[0].words == ("模具",)


def test_nothing_is_found_by_nothing_and_by_nonsense() -> None:
    assert divisions.search("  ") == ()
    assert divisions.search("\x00") == ()
    assert divisions.search("天外来客") == ()


def test_an_unknown_division_raises() -> None:
    assert not divisions.is_known("98")
    with pytest.raises(KeyError):
        divisions.division("98")
