"""Workbooks that are damaged, huge or meant to harm: refused with a clear reason, soon, in little memory."""

import time
import tracemalloc

import pytest

from editing.domain.table_rows import column_letters
from editing.files import package
from editing.files.refusals import FileRefused
from standards.presenters.file import read_file
from standards.presenters.workbook import workbook_of
from tests.files.hostile import SHEET, lying_about_sizes, sheet_of, unzipped, with_part, zipped
from tests.standards.fixtures import standard_2024

GOOD = workbook_of(standard_2024())
PARTS = unzipped(GOOD)
CELL = '<row r="{row}"><c r="{cell}"><v>1</v></c></row>'


def refusal(content: bytes) -> str:
    with pytest.raises(FileRefused) as caught:
        read_file(content)
    return str(caught.value)


def with_sheet(cells: str, head: str = "") -> bytes:
    """Return the workbook with other cells in its first sheet, the one that explains."""
    return with_part(GOOD, SHEET, sheet_of(cells, head))


def shared(*texts: str, head: str = "") -> bytes:
    items = "".join(f"<si><t>{text}</t></si>" for text in texts)
    return f'{head}<sst xmlns="x">{items}</sst>'.encode()


def test_the_workbook_that_is_spoiled_here_is_good() -> None:
    assert len(read_file(GOOD)) == 271


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "文件不是评测指标"),
        (b"PK\x03\x04", "文件已损坏"),
        (GOOD[: len(GOOD) // 2], "文件已损坏"),
        (GOOD[:-22] + b"\0" * 22, "文件已损坏"),
        (package.OLE + b"\0" * 512, "旧版 Excel 文件（.xls）"),
        (package.OLE + "EncryptedPackage".encode("utf-16-le"), "设有打开密码"),
        (zipped({"hello.txt": b"x"}), "不是 Excel 工作簿"),
        (zipped({"xl/workbook.bin": b"x"}), "二进制工作簿（.xlsb）"),
        (b"PK\x03\x04" + b"x" * package.MOST_BYTES, "文件超过 8 MiB"),
        (with_part(GOOD, "xl/vbaProject.bin", b"x"), "带有宏"),
        (
            with_part(
                GOOD,
                "[Content_Types].xml",
                PARTS["[Content_Types].xml"].replace(b".sheet.main", b".sheet.macroEnabled.main"),
            ),
            "带有宏",
        ),
        (with_part(GOOD, "xl/externalLinks/externalLink1.xml", b"<x/>"), "引用了外部数据或其他文件"),
        (with_part(GOOD, "xl/connections.xml", b"<x/>"), "引用了外部数据或其他文件"),
        (with_part(GOOD, "xl/embeddings/oleObject1.bin", b"x"), "嵌入了其他文件"),
        (with_part(GOOD, "xl/media/more.zip", zipped({"a": b"b"})), "嵌入了其他文件"),
        (with_part(GOOD, "../../etc/passwd", b"x"), "文件已损坏"),
        (with_part(GOOD, "XL/workbook.xml", b"<x/>"), "文件已损坏"),
        (with_part(GOOD, "xl/workbook.xml", b"<not closed"), "文件已损坏"),
        (zipped({f"x{number}": b"" for number in range(201)}), "部件过多"),
    ],
)
def test_what_is_no_plain_workbook_is_refused_with_the_reason(content: bytes, said: str) -> None:
    assert said in refusal(content)


def test_an_encrypted_entry_is_refused() -> None:
    marked = bytearray(GOOD)
    at = marked.find(b"PK\x01\x02")
    marked[at + 8] |= 1
    assert "设有打开密码" in refusal(bytes(marked))


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ('<row r="2"><c r="C2"><f>1+1</f><v>2</v></c></row>', "工作表“填写说明”的 C2 是公式"),
        ("<row><c/><c><f>HYPERLINK(1)</f></c></row>", "的 B1 是公式"),
        ('<row r="1"><c r="A1" t="e"><v>#REF!</v></c></row>', "的 A1 是错误值"),
        (CELL.format(row=1_000_000, cell="A1000000"), "超过 2000 行"),
        (CELL.format(row=1, cell="XFD1"), "超过 100 列"),
        ('<row r="1"><c r="A1" t="s"><v>99999</v></c></row>', "文件已损坏"),
        ('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>', "文件已损坏"),
        ('<row r="1"><c r="1A"><v>1</v></c></row>', "文件已损坏"),
        (f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"x" * 32_768}</t></is></c></row>', "的 A1 文字过长"),
    ],
)
def test_a_sheet_of_more_than_values_is_refused_by_its_cell(cells: str, said: str) -> None:
    assert said in refusal(with_sheet(cells))


def test_a_formula_is_found_under_any_prefix() -> None:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<x:worksheet xmlns:x="{space}"><x:c r="A1"><x:f>1</x:f></x:c></x:worksheet>'
    assert "A1 是公式" in refusal(with_part(GOOD, SHEET, sheet.encode()))


def test_a_rule_for_the_looks_of_cells_is_no_formula() -> None:
    rule = '<extLst><ext><rule xmlns="x"><f>1</f></rule></ext></extLst>'
    assert len(
        read_file(
            with_part(GOOD, SHEET, PARTS[SHEET].replace(b"</worksheet>", f"{rule}</worksheet>".encode()))
        )
    )


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("part", "content"),
    [
        (SHEET, sheet_of("", LAUGHS)),
        ("xl/sharedStrings.xml", shared("&b;", head=LAUGHS)),
        ("xl/workbook.xml", LAUGHS.encode() + PARTS["xl/workbook.xml"].partition(b"?>")[2]),
        ("xl/styles.xml", LAUGHS.encode() + b"<styleSheet/>"),
    ],
)
def test_entities_are_refused_in_every_part(part: str, content: bytes) -> None:
    assert "声明了 XML 实体" in refusal(with_part(GOOD, part, content))


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_xml_in_another_encoding_is_refused(encoding: str) -> None:
    sheet = f'<?xml version="1.0" encoding="{encoding}"?>' + sheet_of("").decode()
    assert "文件已损坏" in refusal(with_part(GOOD, SHEET, sheet.encode(encoding)))


def measured(content: bytes) -> tuple[str, float, int]:
    """Return the refusal, the seconds it took and the most bytes that were in use."""
    tracemalloc.start()
    begin = time.process_time()
    said = refusal(content)
    seconds = time.process_time() - begin
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return said, seconds, most


def test_a_bomb_is_not_unpacked() -> None:
    said, seconds, most = measured(with_part(GOOD, "xl/worksheets/sheet9.xml", b"<a>" + b" " * 60 * 2**20))
    assert "解压后过大" in said
    assert seconds < 1
    assert most < 8 * 2**20


def test_a_bomb_that_lies_about_its_size_stays_small() -> None:
    name = "xl/worksheets/sheet9.xml"
    bomb = with_part(GOOD, name, b"<a>" + b" " * 60 * 2**20)
    said, seconds, most = measured(lying_about_sizes(bomb, name, 1000))
    assert "文件已损坏" in said
    assert seconds < 1
    assert most < 8 * 2**20


def test_a_million_rows_are_refused_soon() -> None:
    rows = "".join(f'<row r="{number}"><c r="A{number}"><v>1</v></c></row>' for number in range(1, 600_000))
    content = with_sheet(rows)
    said, seconds, most = measured(content)
    assert "超过 2000 行" in said
    assert seconds < 5  # with the memory being traced
    assert most < 120 * 2**20


def test_one_long_text_shown_everywhere_is_refused() -> None:
    rows = "".join(
        f'<row r="{row}">'
        + "".join(f'<c r="{col}{row}" t="s"><v>0</v></c>' for col in "ABCDEFGHIJ")
        + "</row>"
        for row in range(1, 100)
    )
    parts = {**PARTS, SHEET: sheet_of(rows), "xl/sharedStrings.xml": shared("x" * 32_000)}
    assert "文字过多" in refusal(zipped(parts))


def test_too_many_cells_are_refused() -> None:
    letters = [column_letters(number) for number in range(1, 101)]
    rows = "".join(
        f'<row r="{row}">' + "".join(f'<c r="{col}{row}"><v>1</v></c>' for col in letters) + "</row>"
        for row in range(1, 1100)
    )
    assert "单元格超过 100000 个" in refusal(with_sheet(rows))


def test_a_great_directory_is_not_read() -> None:
    end = bytearray(GOOD)
    at = end.rfind(b"PK\x05\x06")
    end[at + 12 : at + 16] = (2**20).to_bytes(4, "little")
    assert "部件过多" in refusal(bytes(end))


def test_columns_are_named_as_in_excel() -> None:
    assert [column_letters(number) for number in (1, 26, 27, 100)] == ["A", "Z", "AA", "CV"]
