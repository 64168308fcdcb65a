"""A file as the rows of a standard, or as the standard itself."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from editing.domain.table_rows import Row, flatten
from editing.files.package import is_workbook
from editing.files.reading import read_workbook
from editing.files.refusals import FileRefused
from editing.files.text import read_yaml
from standards.domain import exchange
from standards.domain.standard import InvalidStandard, Standard
from standards.domain.tables import TABLES, examine, outline_of, standard_code
from standards.wording.tables import workbook_words


def read_file(content: bytes, *, code: str = "") -> tuple[Row, ...]:
    """Return the rows of a workbook or YAML file as they stand there, unexamined.

    `code`: of the only standard that the file may be about. Raises FileRefused.
    """
    rows = _read_rows(content)
    found = standard_code(rows)
    if code and found != code:
        raise FileRefused(_("文件是 %(found)s 的，不是 %(code)s 的。"), found=found or "?", code=code)
    return rows


def _read_rows(content: bytes) -> tuple[Row, ...]:
    if is_workbook(content):
        return read_workbook(content, TABLES, workbook_words(), version=exchange.FORMAT)
    data = read_yaml(content)
    if not isinstance(data, Mapping) or "format" not in data:
        raise FileRefused(_("文件不是评测指标：请上传本平台导出的 .xlsx 或 .yaml 文件。"))
    if data["format"] != exchange.FORMAT or isinstance(data["format"], bool):
        raise FileRefused(_("文件的格式版本不对，请重新导出后再修改。"))
    return flatten(TABLES, {key: value for key, value in data.items() if key != "format"})


def read_standard(content: bytes) -> Standard:
    """Return the standard of a file that must be whole and sound. Raises FileRefused or ExchangeError."""
    if not is_workbook(content):
        return exchange.load(content.decode("utf-8"))
    rows = examine(read_file(content))
    for row in rows:
        for trouble in row.troubles:
            reason = trouble.reason.format(trouble.detail)
            raise exchange.ExchangeError(f"{row.table} row {row.place}: {trouble.column}: {reason}")
    try:
        return Standard.of(outline_of(rows))
    except InvalidStandard as error:
        raise exchange.ExchangeError(str(error)) from None
