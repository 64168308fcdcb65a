"""A revision as an Excel workbook. Its YAML is `standards.selectors.revisions.export`."""

from editing.files.writing import write_workbook
from standards.domain import exchange
from standards.domain.standard import Outline
from standards.domain.tables import TABLES, rows_of
from standards.selectors import revisions as selectors
from standards.wording.tables import workbook_words


def export_workbook(revision_id: int) -> bytes:
    """Return the revision, sound or not, as a workbook. Raises Revision.DoesNotExist."""
    return workbook_of(selectors.outline(revision_id))


def workbook_of(standard: Outline) -> bytes:
    """Return a standard as a workbook; equal standards give the same bytes."""
    return write_workbook(TABLES, rows_of(standard), workbook_words(), version=exchange.FORMAT)
