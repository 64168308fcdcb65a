"""Files of drafted content, workbook or YAML, as rows of its tables."""

from collections.abc import Mapping

from django.utils.functional import Promise

from editing.domain.schema import content_in_format, is_format
from editing.domain.table_rows import Row, flatten
from editing.domain.tables import Table
from editing.files.package import is_workbook
from editing.files.parsing import read_workbook
from editing.files.refusals import FileRefused
from editing.files.text import read_yaml
from editing.wording.files import FILE_VERSION
from editing.wording.words import Words


def read_tables(
    content: bytes, tables: tuple[Table, ...], words: Words, *, version: int, not_ours: Promise
) -> tuple[Row, ...]:
    """Return the rows of a workbook or YAML file as they stand there, unexamined. Raises FileRefused.

    `version`: of the format of the content's files; `not_ours`: what is said of a file of anything else.
    """
    if is_workbook(content):
        return read_workbook(content, tables, words, version=version)
    data = read_yaml(content)
    if not isinstance(data, Mapping) or "format" not in data:
        raise FileRefused(not_ours)
    if not is_format(data, version):
        raise FileRefused(FILE_VERSION)
    return flatten(tables, content_in_format(data, version))
