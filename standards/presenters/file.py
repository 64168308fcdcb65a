"""A file as the rows of a standard, or as the standard itself."""

from editing.domain.table_rows import Row, Trouble
from editing.files.package import is_workbook
from editing.files.refusals import MOST_SAID, FileRefused
from editing.files.tables import read_tables
from standards.domain import exchange
from standards.domain.standard import InvalidStandard, Standard
from standards.domain.tables import TABLES, examine, outline_of, standard_code
from standards.wording.steps import FILE_OF_ANOTHER, NOT_A_STANDARD
from standards.wording.tables import workbook_words


def read_file(content: bytes, *, code: str = "") -> tuple[Row, ...]:
    """Return the rows of a workbook or YAML file as they stand there, unexamined.

    `code`: of the only standard that the file may be about. Raises FileRefused.
    """
    rows = read_tables(content, TABLES, workbook_words(), version=exchange.FORMAT, not_ours=NOT_A_STANDARD)
    found = standard_code(rows)
    if code and found != code:
        raise FileRefused(FILE_OF_ANOTHER, found=found or "?", code=code)
    return rows


def read_standard(content: bytes) -> Standard:
    """Return the standard of a file that must be whole and sound. Raises FileRefused or ExchangeError."""
    if not is_workbook(content):
        return exchange.load(content.decode("utf-8"))
    rows = examine(read_file(content))
    troubles = [_said(row, trouble) for row in rows for trouble in row.troubles]
    if troubles:
        raise exchange.ExchangeError("\n".join(troubles[:MOST_SAID]))
    try:
        return Standard.of(outline_of(rows))
    except InvalidStandard as error:
        raise exchange.ExchangeError(str(error)) from None


def _said(row: Row, trouble: Trouble) -> str:
    cell = row.cell(trouble.column) or f"row {row.place}"
    return f"{row.table} {cell}: {trouble.column}: {trouble.reason.format(trouble.detail)}"
