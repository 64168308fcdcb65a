"""The roadmap library as a workbook and back: the same bytes, and the same content as its YAML."""

from dataclasses import replace
from enum import StrEnum

import pytest

from editing.domain.table_rows import examined
from editing.domain.texts import Text
from editing.files.refusals import FileRefused
from enterprises.domain.size import SizeClass
from roadmap.domain.exchange import dump
from roadmap.domain.library import Library
from roadmap.domain.tables import TABLES, library_of
from roadmap.presenters.workbook import read_file, workbook_of
from roadmap.wording.tables import workbook_words
from tests.library import committed_library
from tests.roadmap.sectors import make_case, make_library, make_solution, make_support

LIBRARY = committed_library()
GOOD = workbook_of(LIBRARY)
WORDS = workbook_words()
HARD = ["=1+1", "+a", "@a", "08", "a\nb", "_x0041_", "[]", "\\"]


def read_back(content: bytes) -> Library:
    rows = examined(TABLES, read_file(content))
    assert not [row for row in rows if row.troubles]
    return library_of(rows)


def test_the_committed_library_survives_both_formats_byte_for_byte() -> None:
    text = dump(LIBRARY)
    assert read_back(GOOD) == read_back(text.encode()) == LIBRARY
    assert workbook_of(read_back(text.encode())) == GOOD
    assert dump(read_back(GOOD)) == text


def test_every_kind_of_entry_survives() -> None:
    library = make_library(
        make_case("c1"), make_solution("s1"), make_support("p1", sizes=(SizeClass.SMALL, SizeClass.MICRO))
    )
    assert read_back(workbook_of(library)) == library


@pytest.mark.parametrize("text", HARD)
def test_a_text_that_looks_like_something_else_stays_a_text(text: str) -> None:
    sector = replace(LIBRARY.sectors[0], name=Text(zh=text), pains=(Text(zh=text), Text(zh="二")))
    library = Library.of([sector])
    assert read_back(workbook_of(library)) == library


def test_every_column_has_a_chinese_heading_and_every_choice_a_word() -> None:
    for table in TABLES:
        for column in (*table.parent_columns, *table.columns):
            assert WORDS.label(table, column.name)
            if issubclass(column.entry, StrEnum):
                assert set(WORDS.choices[column.entry]) == set(column.entry)
    assert len({WORDS.title(table) for table in TABLES}) == len(TABLES)


def test_a_file_of_something_else_is_refused() -> None:
    with pytest.raises(FileRefused, match="文件不是路线图"):
        read_file(b"code: x")
    with pytest.raises(FileRefused, match="格式版本不对"):
        read_file(b"format: 2")
