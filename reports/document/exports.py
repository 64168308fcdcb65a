"""A report in other forms than the PDF: made when asked for, never kept, not what its number confirms."""

from collections.abc import Callable
from dataclasses import dataclass

from reports.document.blocks import Document
from reports.document.issuing import document_of
from reports.document.plain_data import data_file
from reports.document.word import word_file
from reports.document.workbook import workbook_file
from reports.models import Report
from reports.wording.exports import export_remark


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """How a form is made of a document and a remark, and what the browser is told of it."""

    make: Callable[[Document, str], bytes]
    content_type: str


OFFICE = "application/vnd.openxmlformats-officedocument."
EXPORTS = {
    "docx": Export(make=word_file, content_type=f"{OFFICE}wordprocessingml.document"),
    "xlsx": Export(make=workbook_file, content_type=f"{OFFICE}spreadsheetml.sheet"),
    "json": Export(make=data_file, content_type="application/json"),
}


def export(report: Report, ending: str) -> bytes:
    """Return a report in another form. Raises KeyError for one that there is not, TypesettingFailed."""
    return EXPORTS[ending].make(document_of(report), export_remark(report))
