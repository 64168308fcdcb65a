"""How a transcript of GB/T 4754-2017 becomes the product's list."""

import csv
from pathlib import Path

import pytest

from enterprises.domain import divisions
from tools import trades

ROWS = [
    {"division": "06", "group": "061", "class": "", "name": "烟煤和无烟煤开采洗选 "},
    {"division": "06", "group": "061", "class": "0610", "name": "烟煤和 无烟煤开采洗选"},
    {"division": "06", "group": "", "class": "", "name": "煤炭开采和洗选业"},
]


def test_groups_and_classes_are_kept_with_their_names_tidied() -> None:
    assert trades.compact(ROWS) == [("061", "烟煤和无烟煤开采洗选"), ("0610", "烟煤和无烟煤开采洗选")]


def test_the_file_says_where_it_is_from(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with (tmp_path / "in.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, ROWS[0].keys())
        writer.writeheader()
        writer.writerows(ROWS)
    monkeypatch.setattr(trades, "OUT", tmp_path / "out.csv")
    monkeypatch.setattr("sys.argv", ["trades", str(tmp_path / "in.csv")])
    assert trades.main() == 0
    lines = (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()
    assert "GB/T 4754-2017" in lines[0]
    assert lines[2:] == ["code,name", "061,烟煤和无烟煤开采洗选", "0610,烟煤和无烟煤开采洗选"]


def test_the_tool_writes_where_the_product_reads() -> None:
    assert trades.OUT == divisions.CLASSES
