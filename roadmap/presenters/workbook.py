"""The library as an Excel workbook, and a file from outside as the library's rows."""

from editing.domain.table_rows import Row
from editing.files.tables import read_tables
from editing.files.writing import write_workbook
from roadmap.domain.exchange import FORMAT
from roadmap.domain.library import Library
from roadmap.domain.tables import TABLES, rows_of
from roadmap.wording.steps import NOT_A_ROADMAP
from roadmap.wording.tables import workbook_words


def workbook_of(library: Library) -> bytes:
    """Return a library as a workbook; equal libraries give the same bytes."""
    return write_workbook(TABLES, rows_of(library), workbook_words(), version=FORMAT)


def read_file(content: bytes) -> tuple[Row, ...]:
    """Return the rows of a workbook or YAML file as they stand there, unexamined. Raises FileRefused."""
    return read_tables(content, TABLES, workbook_words(), version=FORMAT, not_ours=NOT_A_ROADMAP)
