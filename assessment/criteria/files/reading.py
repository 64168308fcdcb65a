"""A file from outside as the rows of a standard."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from assessment.criteria.files.tables import TABLES
from assessment.criteria.files.words import workbook_words
from assessment.domain import exchange
from assessment.domain.table_rows import Row, flatten
from assessment.files.package import OLE
from assessment.files.reading import read_workbook
from assessment.files.refusals import FileRefused
from assessment.files.text import read_yaml


def read_file(content: bytes) -> tuple[Row, ...]:
    """Return the rows of a workbook or YAML file as they stand there, unexamined.

    What it is, is seen from its first bytes, whatever its name. Raises FileRefused.
    """
    if content.startswith((b"PK", OLE)):
        return read_workbook(content, TABLES, workbook_words(), version=exchange.FORMAT)
    data = read_yaml(content)
    if not isinstance(data, Mapping) or "format" not in data:
        raise FileRefused(_("文件不是评测指标：请上传本平台导出的 .xlsx 或 .yaml 文件。"))
    if data["format"] != exchange.FORMAT or isinstance(data["format"], bool):
        raise FileRefused(_("文件的格式版本不对，请重新导出后再修改。"))
    return flatten(TABLES, {key: value for key, value in data.items() if key != "format"})
