"""The library as an Excel workbook, and a file from outside as the library's rows."""

from django.utils.translation import gettext_lazy as _

from editing.domain.table_rows import Row
from editing.files.tables import read_tables
from editing.files.writing import write_workbook
from roadmap.domain.exchange import FORMAT
from roadmap.domain.library import Library
from roadmap.domain.tables import TABLES, rows_of
from roadmap.wording.tables import workbook_words


def workbook_of(library: Library) -> bytes:
    """Return a library as a workbook; equal libraries give the same bytes."""
    return write_workbook(TABLES, rows_of(library), workbook_words(), version=FORMAT)


def read_file(content: bytes) -> tuple[Row, ...]:
    """Return the rows of a workbook or YAML file as they stand there, unexamined. Raises FileRefused."""
    not_ours = _("文件不是路线图：请上传本平台导出的 .xlsx 或 .yaml 文件。")
    return read_tables(content, TABLES, workbook_words(), version=FORMAT, not_ours=not_ours)
