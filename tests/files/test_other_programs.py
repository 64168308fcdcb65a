"""Workbooks as other programs and people make them: read as kindly as forms, or answered with what to do."""

import io
import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from editing.files.refusals import FileRefused
from editing.forms.files import FileForm
from standards.domain.tables import examine
from standards.presenters.file import read_file
from tests.files.hostile import SHEET, sheet_of, unzipped, with_part, zipped
from tests.files.test_workbooks import GOOD, edited, read_back

PARTS = unzipped(GOOD)
STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}


def each(change: Callable[[str, bytes], tuple[str, bytes]]) -> bytes:
    """Return the workbook with each of its parts changed."""
    return zipped(dict(change(name, part) for name, part in PARTS.items()))


def inline(parts: Mapping[str, bytes]) -> bytes:
    """Return the workbook with its texts in the cells instead of beside them."""
    texts = re.findall(rb"<si>(.*?)</si>", parts["xl/sharedStrings.xml"], re.DOTALL)

    def put(found: re.Match[bytes]) -> bytes:
        return found[1] + b't="inlineStr"><is>' + texts[int(found[2])] + b"</is></c>"

    cell = re.compile(rb'(<c [^>]*)t="s"><v>(\d+)</v></c>')
    return zipped(
        {
            name: cell.sub(put, part) if name.startswith("xl/worksheets/") else part
            for name, part in parts.items()
            if name != "xl/sharedStrings.xml"
        }
    )


def strict(name: str, part: bytes) -> tuple[str, bytes]:
    for ours, theirs in STRICT.items():
        part = part.replace(ours, theirs)
    return name, part


OTHERS = {
    "backslashes": each(lambda name, part: (name.replace("/", "\\"), part)),
    "from the root": each(lambda name, part: (f"/{name}", part)),
    "capitals": each(lambda name, part: (name.replace("worksheets/sheet", "worksheets/Sheet"), part)),
    "strict": each(strict),
    "texts in cells": inline(PARTS),
    "targets from the root": with_part(
        GOOD,
        "xl/_rels/workbook.xml.rels",
        PARTS["xl/_rels/workbook.xml.rels"].replace(b'Target="worksheets/', b'Target="/xl/worksheets/'),
    ),
    "no looks": zipped({name: part for name, part in PARTS.items() if "theme" not in name}),
}


@pytest.mark.parametrize("program", OTHERS)
def test_what_another_program_wrote_is_read(program: str) -> None:
    assert read_back(OTHERS[program]) == read_back(GOOD)


def habits(sheets: dict[str, list[list[Any]]]) -> None:
    """Write the same in other ways."""
    for row in sheets["维度"][2:]:
        row[4] = str.translate(f"{row[4]:g}", {ord(c): ord(c) + 0xFEE0 for c in "0123456789"})
        row[0] = f" {row[0]}\u3000"
    for row in sheets["题目"][2:]:
        row[0], row[3] = f"{row[0]} ", f"\u00a0{row[3]}\n"
    for number, row in enumerate(sheets["场景"][2:]):
        row[5] = {"是": (True, "TRUE", 1, "√", "Yes"), "否": (False, "false", 0, "×", " 否 ")}[row[5]][
            number % 5
        ]
    for sheet in sheets.values():
        sheet[1] = [f" {name} " if name and sheet is not sheets["评测指标"] else name for name in sheet[1]]


def test_blanks_widths_and_words_are_read_as_the_forms_read_them() -> None:
    assert read_back(edited(habits)) == read_back(GOOD)


def leftovers(sheets: dict[str, list[list[Any]]]) -> None:
    """Leave what people and programs leave behind: blanks, an empty sheet, capitals, other line ends."""
    sheets["维度"].insert(4, [" ", "\u3000", "\u200b"])
    sheets["场景"] += [[], ["", " "]]
    for row in sheets["指标组"]:
        row.extend(["", "\u3000"])
    sheets["Sheet1"] = [[" "]]
    sheets["维度"][1] = [str(name).capitalize() for name in sheets["维度"][1]]
    sheets["题目"][1][0] = "ｇｒｏｕｐｓ．ｃｏｄｅ"
    for row in sheets["术语"][2:]:
        row[3] = str(row[3]).replace("\n", "\r\n")
    sheets["术语\u200b"] = sheets.pop("术语")


def test_what_shows_nothing_and_capitals_of_headings_are_passed_over() -> None:
    assert read_back(edited(leftovers)) == read_back(GOOD)


def test_another_sheet_that_holds_something_is_named() -> None:
    assert "Sheet1" in sentences(edited(lambda sheets: sheets.update(Sheet1=[["x"]])))[0]


@pytest.mark.parametrize(("number", "weight"), [(0.1 + 0.2, "0.3"), (33.3 * 3, "99.9"), (1.1 * 1.1, "1.21")])
def test_a_number_has_the_digits_that_the_cell_shows(number: float, weight: str) -> None:
    def change(sheets: dict[str, list[list[Any]]]) -> None:
        sheets["维度"][2][4] = number

    assert read_back(edited(change)).dimensions[0].weight == Decimal(weight)


@pytest.mark.parametrize("number", [0, 7, 12.5, 99999, 1e300])
def test_a_number_that_counts_no_day_of_ours_is_a_trouble(number: float) -> None:
    def change(sheets: dict[str, list[list[Any]]]) -> None:
        next(row for row in sheets["评测指标"] if row[1] == "document.issued")[2] = number

    rows = examine(read_file(edited(change)))
    assert [trouble.column for row in rows for trouble in row.troubles] == ["document.issued"]


@pytest.mark.parametrize(
    "day",
    [
        45539,
        45539.75,
        "2024-09-04",
        "2024/9/4",
        "2024年9月4日",
        "2024.09.04",
        "２０２４-9-4",
        date(2024, 9, 4),
    ],
)
def test_a_day_is_read_from_a_text_or_a_date(day: object) -> None:
    def change(sheets: dict[str, list[list[Any]]]) -> None:
        next(row for row in sheets["评测指标"] if row[1] == "document.issued")[2] = day

    assert read_back(edited(change)).document.issued == date(2024, 9, 4)


def with_format(code: str, values: Mapping[tuple[str, int, int], float]) -> bytes:
    """Return the workbook with numbers in cells that are shown by this format."""
    packed = io.BytesIO()
    sheets: dict[str, list[list[Any]]] = {}
    edited(sheets.update)
    with xlsxwriter.Workbook(packed, {"in_memory": True}) as made:
        look = made.add_format({"num_format": code})
        for title, rows in sheets.items():
            sheet = made.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            for (where, row_number, column), value in values.items():
                if where == title:
                    sheet.write_number(row_number, column, value, look)
    return packed.getvalue()


@pytest.mark.parametrize("code", ["0%", "0.00%", "0.0##%", '"约"0%'])
def test_a_percentage_is_what_the_cell_shows(code: str) -> None:
    weight = read_back(GOOD).dimensions[0].weight
    made = with_format(code, {("维度", 2, 4): float(weight) / 100})
    assert read_back(made).dimensions[0].weight == weight


def test_a_format_that_only_quotes_the_sign_changes_no_number() -> None:
    weight = read_back(GOOD).dimensions[0].weight
    assert read_back(with_format('0"%"', {("维度", 2, 4): float(weight)})).dimensions[0].weight == weight


def test_a_percentage_where_none_may_stand_is_a_trouble() -> None:
    rows = examine(read_file(with_format("0%", {("题目", 2, 2): 1.0})))
    assert [trouble.column for row in rows for trouble in row.troubles] == ["number"]


def sentences(content: bytes) -> list[str]:
    with pytest.raises(FileRefused) as caught:
        read_file(content)
    return caught.value.sentences


def test_all_that_is_wrong_with_sheets_and_columns_is_said_at_once() -> None:
    def change(sheets: dict[str, list[list[Any]]]) -> None:
        del sheets["术语"]
        sheets["草稿"] = [["x"]]
        sheets["维度"][1][0] = "codes"
        sheets["场景"][4].append("beside")
        sheets["场景"][6].append("beside")

    said = sentences(edited(change))
    assert len(said) == 6
    for part in (
        "缺少工作表“术语”",
        "不认识工作表“草稿”",
        "工作表“维度”缺少列 code（代码）",
        "工作表“维度”里不认识列 codes",
        "工作表“场景”第 5 行",
        "工作表“场景”第 7 行",
    ):
        assert any(part in sentence for sentence in said), part


def test_all_formulas_are_said_at_once_by_their_cells() -> None:
    cells = '<row r="7"><c r="B7"><f>1</f></c><c r="C7"><f>2</f></c><c r="D7" t="e"><v>#REF!</v></c></row>'
    said = sentences(with_part(GOOD, SHEET, sheet_of(cells)))
    assert [re.findall(r"的 (\w+) 是", sentence) for sentence in said] == [["B7"], ["C7"], ["D7"]]
    many = "".join(f'<c r="A{n}"><f>1</f></c>' for n in range(1, 100))
    assert len(sentences(with_part(GOOD, SHEET, sheet_of(many)))) == 20


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.ods", zipped({"mimetype": b"x", "content.xml": b"<x/>"}), ".ods），请另存为 .xlsx"),
        ("a.numbers", zipped({"Index/Document.iwa": b"x"}), "Numbers 表格，请导出为 Excel（.xlsx）"),
        ("a.csv", "代码,名称".encode("gbk"), "请修改导出的 .xlsx 后上传"),
        ("a.xls", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512), "请另存为 .xlsx"),
        ("a.xlsx", GOOD[:999], "请用 Excel 或 WPS 打开后另存为 .xlsx"),
    ],
)
def test_what_cannot_be_read_is_answered_with_what_to_do(name: str, content: bytes, said: str) -> None:
    form = FileForm({}, {"file": SimpleUploadedFile(name, content)}, read=read_file)
    assert said in str(form.errors["file"])
