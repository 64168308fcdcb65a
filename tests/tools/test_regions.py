"""How a history of GB/T 2260 becomes the product's list."""

import csv
from pathlib import Path

import pytest

from enterprises.domain import regions as product
from tools import regions

HEADER = ("代码", "一级行政区", "二级行政区", "名称", "级别", "状态", "启用时间", "变更/弃用时间", "新代码")
HISTORY = (
    ("990000", "甲省", "", "甲省", "省级", "在用", "1981", "", ""),
    ("990100", "甲省", "乙市", "乙市", "地级", "在用", "1981", "", ""),
    ("990101", "甲省", "乙市", "丙区", "县级", "在用", "2001", "", "990102[2010]"),
    ("990101", "甲省", "乙市", "丙县", "县级", "变更", "1981", "1990", "990121"),
    ("990121", "甲省", "乙市", "丁县", "县级", "变更", "1981", "1990", "990122"),
    ("990121", "甲省", "乙市", "戊县", "县级", "弃用", "1990", "2001", "990102[1995];990101"),
    ("990122", "甲省", "乙市", "己县", "县级", "弃用", "1981", "2005", "990101;990121"),
    # 991101 was a town of 辛州 and is one of 壬市; a county of 丑州 left years before that ended.
    ("991100", "甲省", "壬市", "壬市", "地级", "在用", "2000", "", ""),
    ("991100", "甲省", "辛州", "辛州", "地级", "变更", "1981", "1997", ""),
    ("991101", "甲省", "壬市", "癸区", "县级", "在用", "2000", "", ""),
    ("991101", "甲省", "辛州", "子市", "县级", "变更", "1995", "1997", "990101"),
    ("991121", "甲省", "辛州", "子县", "县级", "弃用", "1981", "1995", "991101"),
    ("992100", "甲省", "丑州", "丑州", "地级", "弃用", "1981", "1990", ""),
    ("992121", "甲省", "丑州", "寅县", "县级", "弃用", "1981", "1990", "990101"),
    ("992122", "甲省", "丑州", "卯县", "县级", "弃用", "1981", "1985", "990103"),
    ("990103", "甲省", "乙市", "巳区", "县级", "在用", "1981", "", ""),
)
PLACES = [
    ("990000", "甲省", "", ""),
    ("990100", "乙市", "", ""),
    ("990101", "丙区", "", ""),
    ("990103", "巳区", "", ""),
    ("990121", "戊县", "2001", "990101"),
    ("990122", "己县", "2005", "990101"),
    ("991100", "壬市", "", ""),
    ("991101", "癸区", "", ""),
    ("991121", "子县", "1995", "990101"),
    ("992100", "丑州", "1990", "990101"),
    ("992121", "寅县", "1990", "990101"),
    ("992122", "卯县", "1985", "990103"),
]


def write(path: Path, header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> str:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows((header, *rows))
    return str(path)


def run(
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
    *provinces: tuple[str, ...],
    more: tuple[tuple[str, ...], ...] = (),
) -> int:
    history = HISTORY + more
    files = (
        write(folder / "history.csv", HEADER, history),
        write(folder / "provinces.csv", ("code6", "name"), provinces),
    )
    monkeypatch.setattr(regions, "OUT", folder / "out.csv")
    monkeypatch.setattr("sys.argv", ["regions", *files, "--until", "2030"])
    return regions.main()


def test_the_row_in_use_counts_and_else_the_newest_with_what_is_there_today() -> None:
    assert regions.compact([dict(zip(HEADER, row, strict=True)) for row in HISTORY]) == PLACES


def test_the_file_says_where_it_is_from_and_how_far_it_goes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert run(monkeypatch, tmp_path, ("990000", "甲省")) == 0
    lines = (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()
    assert "at the end of 2030" in lines[0]
    assert lines[3:] == ["code,name,ended,successors", *(",".join(row) for row in PLACES)]


def test_what_does_not_fit_is_named_and_nothing_is_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lost = ("990123", "甲省", "乙市", "庚县", "县级", "弃用", "1981", "2005", "990199")
    gone = ("990124", "甲省", "乙市", "辰县", "县级", "弃用", "1981", "2005", "")
    assert run(monkeypatch, tmp_path, ("990000", "甲"), ("980000", "辛省"), more=(lost, gone)) == 1
    assert capsys.readouterr().err.splitlines() == [
        "980000: None here, 辛省 there",
        "990000: 甲省 here, 甲 there",
        "990123 leads to 990199, which is not in use",
        "990124 leads nowhere",
    ]
    assert not (tmp_path / "out.csv").exists()


def test_the_tool_writes_where_the_product_reads() -> None:
    assert regions.OUT == product.FILE
