"""A report in other forms than the PDF: made when asked for, never kept, not what its number confirms."""

from dataclasses import dataclass

from django.utils.module_loading import import_string

from reports.document.blocks import Document
from reports.document.issuing import document_of
from reports.models import Report
from reports.wording.exports import export_remark


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """How a form is made of a document and a remark, and what the browser is told of it."""

    maker: str  # loaded when it is asked for: a worker, which makes PDFs alone, needs none of the packages
    content_type: str

    def make(self, document: Document, remark: str) -> bytes:
        made: bytes = import_string(self.maker)(document, remark)
        return made


OFFICE = "application/vnd.openxmlformats-officedocument."
EXPORTS = {
    "docx": Export(
        maker="reports.document.word.word_file", content_type=f"{OFFICE}wordprocessingml.document"
    ),
    "xlsx": Export(
        maker="reports.document.workbook.workbook_file", content_type=f"{OFFICE}spreadsheetml.sheet"
    ),
    "json": Export(maker="reports.document.plain_data.data_file", content_type="application/json"),
}


def export(report: Report, ending: str) -> bytes:
    """Return a report in another form. Raises KeyError for one that there is not, TypesettingFailed."""
    return EXPORTS[ending].make(document_of(report), export_remark(report))
