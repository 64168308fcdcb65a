"""Standards as workbooks and back: nothing is lost, nothing becomes a formula, the same bytes every time."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest
import xlsxwriter
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from editing.domain.decimals import bare
from editing.domain.stored_rows import dump_rows, load_rows
from editing.domain.table_rows import column_letters
from editing.domain.texts import Text
from editing.files.cells import from_cell, to_cell
from editing.files.refusals import FileRefused
from standards.domain import exchange
from standards.domain.standard import Outline, Standard
from standards.domain.tables import BY_NAME, TABLES, examine, outline_of, rows_of
from standards.presenters.file import read_file, read_standard
from standards.presenters.workbook import workbook_of
from standards.wording.tables import workbook_words
from tests.files.hostile import unzipped
from tests.standards.fixtures import standard_2024

GOOD = workbook_of(standard_2024())
WORDS = workbook_words()


def small() -> Outline:
    """Return a little of everything of the 2024 standard."""
    data = exchange.to_data(standard_2024())
    data["dimensions"] = data["dimensions"][:1]
    data["dimensions"][0]["groups"] = data["dimensions"][0]["groups"][:1]
    data["scene_groups"] = data["scene_groups"][:1]
    data["scene_groups"][0]["scenes"] = data["scene_groups"][0]["scenes"][:1]
    for name in ("figures", "terms", "reasons"):
        data[name] = data[name][:2]
    return exchange.outline_from_data({"format": exchange.FORMAT, **data})


SMALL = small()


def read_back(content: bytes) -> Outline:
    rows = examine(read_file(content))
    assert not [row for row in rows if row.troubles]
    return outline_of(rows)


def edited(change: Callable[[dict[str, list[list[Any]]]], object]) -> bytes:
    """Return the workbook after an edit of its cells by sheet, as a spreadsheet program would save it."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(GOOD))
    sheets = {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names
    }
    change(sheets)
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as made:
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return packed.getvalue()


def refusal(content: bytes) -> str:
    with pytest.raises(FileRefused) as caught:
        read_file(content)
    return str(caught.value)


def test_the_same_standard_gives_the_same_bytes() -> None:
    assert workbook_of(standard_2024()) == GOOD


def test_export_import_export_gives_the_same_bytes_in_both_formats() -> None:
    back = read_back(GOOD)
    assert workbook_of(back) == GOOD
    assert exchange.dump(back) == exchange.dump(standard_2024())
    assert read_standard(GOOD) == standard_2024()


def test_the_rows_of_both_formats_are_the_same() -> None:
    text = exchange.dump(standard_2024()).encode()
    by_yaml = [(row.table, row.parents, row.values) for row in examine(read_file(text))]
    by_workbook = [(row.table, row.parents, row.values) for row in examine(read_file(GOOD))]
    assert sorted(map(repr, by_yaml)) == sorted(map(repr, by_workbook))


def test_every_column_has_a_chinese_heading_and_every_choice_a_word() -> None:
    for table in TABLES:
        for column in (*table.parent_columns, *table.columns):
            assert WORDS.label(table, column.name)
            if issubclass(column.entry, StrEnum):
                assert set(WORDS.choices[column.entry]) == set(column.entry)
    assert len({WORDS.title(table) for table in TABLES}) == len(TABLES)


def test_a_workbook_speaks_chinese_whoever_exports_it() -> None:
    with override("en"):
        assert workbook_of(standard_2024()) == GOOD


def test_a_workbook_holds_no_formula_and_no_link() -> None:
    for name, part in unzipped(GOOD).items():
        if name.startswith("xl/worksheets/"):
            assert b"<f>" not in part
            assert b"hyperlink" not in part.lower()


HARD = [
    "=1+1",
    "+a",
    "-a",
    "@a",
    "'a",
    "08",
    "1.50",
    "a\nb",
    "http://a.b",
    "_x0041_",
    "[]",
    "\\n",
    "\\",
    "true",
    "是",
]


@pytest.mark.parametrize("text", HARD)
def test_a_text_that_looks_like_something_else_stays_a_text(text: str) -> None:
    outline = replace(SMALL, name=Text(zh=text, en=text), scene_groups=())
    assert read_back(workbook_of(outline)) == outline
    assert read_back(workbook_of(with_system(text))) == with_system(text)


def with_system(name: str) -> Outline:
    group = SMALL.scene_groups[0]
    scene = replace(group.scenes[0], systems=(name, "MES"))
    return replace(SMALL, scene_groups=(replace(group, scenes=(scene,)),))


LETTERS = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")
TEXTS = st.text(LETTERS | st.just("\n"), min_size=1, max_size=40).map(str.strip).filter(bool)
NUMBERS = st.decimals(min_value=0, max_value=32_767, places=6)


VALUES: dict[Any, st.SearchStrategy[Any]] = {
    Decimal: NUMBERS.map(bare),
    int: st.integers(0, 32_767),
    bool: st.booleans(),
    str: TEXTS,
    frozenset[str]: st.frozensets(st.sampled_from(["S01", "S02", "S03"])).map(sorted),
    tuple[str, ...]: st.lists(TEXTS, max_size=3),
}


@st.composite
def outlines(draw: st.DrawFn) -> Outline:
    """Return the small standard after a few random edits, sound or not."""
    rows = list(rows_of(SMALL))
    for place in draw(st.lists(st.integers(1, len(rows) - 1), max_size=8, unique=True)):
        table = BY_NAME[rows[place].table]
        free = [column for column in table.columns if not column.part and column.name != table.key]
        column = draw(st.sampled_from(free))
        choices = (
            VALUES[column.hint] if column.hint in VALUES else st.sampled_from(list(map(str, column.hint)))
        )
        value = draw(choices)
        rows[place] = replace(rows[place], values={**rows[place].values, column.name: value})
    return outline_of(rows)


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(outlines())
def test_any_edit_survives_both_formats_byte_for_byte(outline: Outline) -> None:
    workbook, text = workbook_of(outline), exchange.dump(outline)
    from_workbook, from_yaml = read_back(workbook), exchange.load_outline(text)
    assert from_workbook == from_yaml == outline
    assert (workbook_of(from_yaml), exchange.dump(from_workbook)) == (workbook, text)


@given(st.integers(0, 10**18), st.integers(0, 12))
def test_any_number_survives_its_cell(digits: int, places: int) -> None:
    number = bare(Decimal(digits).scaleb(-places))
    column = BY_NAME["dimensions"].column("weight")
    cell = to_cell(column, {"weight": number}, WORDS)
    assert from_cell(column, float(cell) if isinstance(cell, int) else cell, WORDS) == number


# --- what people do to workbooks ------------------------------------------------------------------


def test_what_a_spreadsheet_made_of_the_cells_is_understood() -> None:
    def change(sheets: dict[str, list[list[Any]]]) -> None:
        for row in sheets["维度"][2:]:
            row[4] = f"{row[4]:g}"  # numbers typed as text
        for row in sheets["场景"][2:]:
            row[5] = {"是": True, "否": False}[row[5]]
        for row in sheets["题目"][2:]:
            row[3] = {"单选": "single", "多选": "multi"}.get(row[3], row[3])

    assert read_back(edited(change)) == read_back(GOOD)


def test_a_text_that_a_spreadsheet_made_a_number_or_a_date_of_is_a_text() -> None:
    def change(sheets: dict[str, list[list[Any]]]) -> None:
        values = {row[1]: row for row in sheets["评测指标"]}
        values["document.number"][2] = 2024.5
        values["document.issued"][2] = date(2024, 9, 4)

    document = read_back(edited(change)).document
    assert (document.number, document.issued) == ("2024.5", date(2024, 9, 4))


def test_columns_may_change_places_and_rows_may_be_blank() -> None:
    def change(sheets: dict[str, list[list[Any]]]) -> None:
        sheets["维度"] = [row[::-1] for row in sheets["维度"]]
        sheets["术语"].insert(2, [""] * 6)
        sheets["术语"].append([""] * 6)

    assert read_back(edited(change)) == read_back(GOOD)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda sheets: sheets.pop("术语"), "缺少工作表“术语”"),
        (lambda sheets: sheets.update(草稿=[["x"]]), "不认识工作表“草稿”"),
        (lambda sheets: sheets["维度"][1].__setitem__(0, "codes"), "工作表“维度”缺少列 code"),
        (lambda sheets: sheets["维度"][1].append("extra"), "工作表“维度”里不认识列 extra"),
        (lambda sheets: sheets["维度"][1].append("code"), "工作表“维度”里列 code 出现了两次"),
        (lambda sheets: sheets["维度"][2].append("beside"), "工作表“维度”第 3 行在没有列名的列里有内容"),
        (lambda sheets: sheets["维度"].clear(), "工作表“维度”缺少列 code"),
        (lambda sheets: sheets["评测指标"][1].__setitem__(2, 2), "格式版本不对"),
        (lambda sheets: sheets["评测指标"].append(["", "code", "x"]), "列 code 出现了两次"),
        (lambda sheets: sheets["评测指标"].append(["", "", "x"]), "没有列名"),
        (lambda sheets: sheets["评测指标"].append(["", "more", "x"]), "不认识列 more"),
    ],
)
def test_a_workbook_of_another_shape_is_refused_by_sheet_and_column(
    change: Callable[[dict[str, list[list[Any]]]], object], said: str
) -> None:
    assert said in refusal(edited(change))


@pytest.mark.parametrize(
    ("sheet", "row", "place", "value", "column"),
    [
        ("维度", 2, 4, "half", "weight"),
        ("维度", 2, 4, True, "weight"),
        ("维度", 2, 4, -1, "weight"),
        ("维度", 2, 4, 1e300, "weight"),
        ("维度", 2, 4, 0.1234567, "weight"),
        ("维度", 2, 0, "", "code"),
        ("维度", 2, 0, "no code", "code"),
        ("维度", 2, 1, "长" * 4001, "name.zh"),
        ("场景", 2, 5, "也许", "constrained"),
        ("题目", 2, 3, "问答", "kind"),
        ("题目", 2, 2, 1.5, "number"),
        ("场景等级", 2, 1, 0, "level"),
        ("选项", 2, 0, "F99", "questions.code"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_a_trouble_of_its_row(
    sheet: str, row: int, place: int, value: Any, column: str
) -> None:
    rows = examine(read_file(edited(lambda sheets: sheets[sheet][row].__setitem__(place, value))))
    named = [row for row in rows if WORDS.title(BY_NAME[row.table]) == sheet and row.place == "3"]
    assert column in {trouble.column for trouble in named[0].troubles}
    assert named[0].cell(column) == f"{column_letters(place + 1)}3"


def test_a_value_that_stands_once_is_named_by_its_cell() -> None:
    content = edited(lambda sheets: sheets["评测指标"][4].__setitem__(2, "长" * 4001))
    root = examine(read_file(content))[0]
    assert [root.cell(trouble.column) for trouble in root.troubles] == ["C5"]


def test_the_cell_is_that_of_the_file_however_its_columns_stand() -> None:
    def turned(sheets: dict[str, list[list[Any]]]) -> None:
        for line in sheets["维度"]:
            line.insert(0, line.pop(4))
        sheets["维度"][2][0] = "half"

    rows = load_rows(dump_rows(read_file(edited(turned))))
    wrong = [(row, trouble) for row in examine(rows) for trouble in row.troubles]
    assert [row.cell(trouble.column) for row, trouble in wrong] == ["A3"]
    assert rows[0].cell("no such column") == ""


def test_an_empty_list_is_not_the_same_as_none() -> None:
    data = exchange.to_data(standard_2024())
    data["variants"][0]["constrained"] = []
    outline = exchange.outline_from_data({"format": 1, **data})
    assert read_back(workbook_of(outline)).variants[0].constrained == frozenset()


def test_a_standard_read_from_a_workbook_must_be_whole() -> None:
    bad = edited(lambda sheets: sheets["维度"][2].__setitem__(4, 51))
    with pytest.raises(exchange.ExchangeError, match="weights add to 101, not 100"):
        read_standard(bad)

    def worse(sheets: dict[str, list[list[Any]]]) -> None:
        sheets["维度"][2][4] = "half"
        sheets["维度"][3][4] = "third"

    with pytest.raises(exchange.ExchangeError) as refused:
        read_standard(edited(worse))
    first, second = str(refused.value).split("\n")
    assert first.startswith("dimensions E3: weight: 'half' is not a number")
    assert second.startswith("dimensions E4: weight: 'third' is not a number")
    assert isinstance(read_standard(GOOD), Standard)
