"""The library as an Excel workbook, and a file from outside as the library's rows."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from editing.domain.table_rows import Row, flatten
from editing.files.package import is_workbook
from editing.files.reading import read_workbook
from editing.files.refusals import FileRefused
from editing.files.text import read_yaml
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
    if is_workbook(content):
        return read_workbook(content, TABLES, workbook_words(), version=FORMAT)
    data = read_yaml(content)
    if not isinstance(data, Mapping) or "format" not in data:
        raise FileRefused(_("文件不是路线图：请上传本平台导出的 .xlsx 或 .yaml 文件。"))
    if data["format"] != FORMAT or isinstance(data["format"], bool):
        raise FileRefused(_("文件的格式版本不对，请重新导出后再修改。"))
    return flatten(TABLES, {key: value for key, value in data.items() if key != "format"})
