"""Divisions, groups and classes: complete, and each where it belongs."""

import csv

import pytest

from enterprises.domain import divisions


def test_all_97_divisions_and_two_groups_are_there() -> None:
    codes = [entry.code for entry in divisions.all_divisions()]
    assert [code for code in codes if code.isdigit()] == [f"{number:02d}" for number in range(1, 98)]
    assert [code for code in codes if not code.isdigit()] == ["K701", "K702"]
    assert {entry.section for entry in divisions.all_divisions()} == set(divisions.sections())


def test_all_1380_classes_are_there_as_the_file_has_them() -> None:
    lines = divisions.CLASSES.read_text(encoding="utf-8").splitlines()
    assert "GB/T 4754-2017" in lines[0]
    rows = {row["code"]: row["name"] for row in csv.DictReader(line for line in lines if line[0] != "#")}
    assert {one.code: one.name for one in divisions.groups_and_classes()} == rows
    classes = [one for one in divisions.groups_and_classes() if one.is_class]
    assert len(classes) == 1380
    in_industry = [one for one in classes if divisions.division(one.division).section in "BCDE"]
    assert len(in_industry) == 709


@pytest.mark.parametrize(
    ("code", "division"),
    [
        ("3482", "34"),
        ("0111", "01"),
        ("7010", "K701"),
        ("7020", "K702"),
        ("7030", "70"),
        ("34", "34"),
        ("", ""),
    ],
)
def test_a_class_lies_in_its_division(code: str, division: str) -> None:
    assert divisions.division_of(code) == division


def test_every_division_but_the_told_apart_ones_holds_the_classes_of_its_number() -> None:
    assert [one.code for one in divisions.classes_of("22")] == [
        "2211",
        "2212",
        "2221",
        "2222",
        "2223",
        "2231",
        "2239",
    ]
    assert [one.code for one in divisions.classes_of("K701")] == ["7010"]
    assert divisions.classes_of("98") == divisions.classes_of("") == ()
    counted = sum(len(divisions.classes_of(one.code)) for one in divisions.all_divisions())
    assert counted == 1380


def test_groups_are_no_classes() -> None:
    assert divisions.is_class("3482")
    assert not divisions.is_class("348")
    assert not divisions.is_class("K701")
    assert divisions.industry_class("348").name == "通用零部件制造"


def test_an_unknown_division_raises() -> None:
    assert not divisions.is_known("98")
    with pytest.raises(KeyError):
        divisions.division("98")
