"""A revision as an Excel workbook. Its YAML is `assessment.criteria.selectors.export`."""

from assessment.criteria import selectors
from assessment.criteria.files.tables import TABLES, rows_of
from assessment.criteria.files.words import workbook_words
from assessment.domain import exchange
from assessment.domain.standard import Outline
from assessment.files.writing import write_workbook


def export_workbook(revision_id: int) -> bytes:
    """Return the revision, sound or not, as a workbook. Raises Revision.DoesNotExist."""
    return workbook_of(selectors.outline(revision_id))


def workbook_of(standard: Outline) -> bytes:
    """Return a standard as a workbook; equal standards give the same bytes."""
    return write_workbook(TABLES, rows_of(standard), workbook_words(), version=exchange.FORMAT)
