"""The size class by 工信部联企业〔2011〕300号."""

from decimal import Decimal

import pytest

from enterprises.domain import divisions
from enterprises.domain.size import SizeClass, rules, size_class, sizing

L, M, S, X, U = SizeClass.LARGE, SizeClass.MEDIUM, SizeClass.SMALL, SizeClass.MICRO, SizeClass.UNKNOWN
CENT = Decimal("0.01")


@pytest.mark.parametrize(
    ("division", "employees", "revenue", "assets", "expected"),
    [
        ("34", 1000, 40000, None, L),
        ("34", 999, 50000, None, M),
        ("34", 1000, 40000 - CENT, None, M),
        ("34", 300, 2000, None, M),
        ("34", 300, 2000 - CENT, None, S),
        ("34", 299, 2000, None, S),
        ("34", 20, 300, None, S),
        ("34", 19, 9999, None, X),
        ("34", 20, 300 - CENT, None, X),
        ("34", 0, 0, None, X),
        ("34", None, 2000, None, U),
        ("34", 10, None, None, U),  # would be micro whatever the revenue: still not said
        ("06", 300, 2000, None, M),
        ("46", 300, 2000, None, M),
        ("01", None, 500, None, M),
        ("47", None, 6000, 5000, M),
        ("47", None, 6000, 4999, S),
        ("47", None, 6000, None, U),
        ("51", 20, 5000, None, M),
        ("52", 49, 500, None, S),
        ("54", 300, 3000, None, M),
        ("58", 20, 200, None, S),
        ("59", 100, 1000, None, M),
        ("60", 300, 2000, None, M),
        ("61", 100, 2000, None, M),
        ("62", 10, 100, None, S),
        ("63", 2000, 100000, None, L),
        ("64", 1999, 100000, None, M),
        ("65", 300, 10000, None, L),
        ("65", 10, 50, None, S),
        ("K701", None, 1000, 5000, M),
        ("K702", 100, 500, None, S),
        ("K702", 99, 500, None, X),
        ("71", 300, None, 120000, L),
        ("72", 100, None, 7999, S),
        ("72", 100, 99999, None, U),
        ("75", 300, None, None, L),
        ("70", 100, None, None, M),
        ("80", 9, None, None, X),
        ("66", 500, 10000, 10000, U),
        ("", 500, 10000, 10000, U),
    ],
)
def test_the_class_is_the_highest_whose_limits_are_all_reached(
    division: str, employees: int | None, revenue: Decimal | None, assets: Decimal | None, expected: SizeClass
) -> None:
    assert size_class(division, employees, revenue, assets) is expected


@pytest.mark.parametrize("division", [entry.code for entry in divisions.all_divisions()])
def test_every_limit_of_every_division_is_inclusive(division: str) -> None:
    industry = rules()[-1].industry(division)
    if industry is None:
        assert division in rules()[-1].outside
        return
    for place, size in enumerate((L, M, S)):
        at = {name: limits[place] for name, limits in industry.limits.items()}
        figures = [at.get(name) for name in ("employees", "revenue", "assets")]
        assert size_class(division, *figures) is size
        for name in at:
            below = [
                None if value is None else value - (CENT if each == name else 0)
                for each, value in zip(("employees", "revenue", "assets"), figures, strict=True)
            ]
            assert size_class(division, *below) in {L: (M,), M: (S,), S: (X,)}[size]


def test_missing_figures_are_named() -> None:
    assert sizing("34", None, None, None).missing == ("employees", "revenue")
    assert sizing("72", 5, None, None).missing == ("assets",)


def test_every_division_named_by_the_rule_exists() -> None:
    for rule in rules():
        assert set(rule.by_division) | rule.outside <= {entry.code for entry in divisions.all_divisions()}
        for industry in rule.industries.values():
            assert all(list(limits) == sorted(limits, reverse=True) for limits in industry.limits.values())
