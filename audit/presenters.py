"""Tables as CSV, and the log as one."""

import csv
from collections.abc import Iterable, Iterator, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from audit.models import Record

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")  # what a spreadsheet takes for the begin of one
BOM = "\ufeff"  # else Excel reads Chinese as something else


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def csv_lines(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Give the lines of a CSV file with its head, safe to be opened in a spreadsheet."""
    writer = csv.writer(_Echo())
    yield BOM + writer.writerow(head)
    for row in rows:
        yield writer.writerow([_safe(cell) for cell in row])


def _safe(text: str) -> str:
    """Return text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def log_lines(rows: Iterable[Record]) -> Iterator[str]:
    """Give records as the lines of a CSV file, with what it takes to check their chain."""
    head = (
        _("日期（UTC）"),
        _("序号"),
        _("时间"),
        _("用户编号"),
        _("操作"),
        _("对象类型"),
        _("对象编号"),
        _("说明"),
        "IP",
        _("摘要"),
    )
    return csv_lines(head, map(_cells, rows))


def _cells(row: Record) -> tuple[str, ...]:
    return (
        row.day.isoformat(),
        str(row.number),
        timezone.localtime(row.at).isoformat(),
        "" if row.by is None else str(row.by),
        row.get_action_display(),
        row.kind,
        row.subject,
        row.detail,
        row.address,
        row.digest,
    )
