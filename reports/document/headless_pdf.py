"""The report of an answer file: for those who hold answers already. Nothing is stored."""

from datetime import datetime

from django.utils import timezone

from assessment.domain.snapshot import Declaration, KeptOddity, Person, SnapshotContent
from assessment.models import SnapshotKind
from assessment.selectors.errata import find_erratum
from reports.document.issuing import report_document
from reports.document.typesetting import typeset
from reports.models import Language
from reports.presenters.headless import INCOMPLETE, Assessed, Refused
from reports.selectors.advice import advice_on
from reports.selectors.revisions import flaw_of, source_of
from roadmap.selectors.library import library
from standards.domain.exchange import standard_digest
from standards.domain.grading import unanswered
from standards.models import Revision

NOBODY = Person(name="", position="")


def assessed_pdf(assessed: Assessed, *, language: Language, at: datetime) -> bytes:
    """Return the PDF of one assessed file, without number and signatures.

    Raises:
        Refused: something is unanswered.
    """
    missing = unanswered(assessed.standard, assessed.answers)
    if missing:
        raise Refused(INCOMPLETE, detail=" ".join(missing))
    firm = assessed.enterprise
    content = SnapshotContent(
        kind=SnapshotKind.SELF.value,
        standard=assessed.standard,
        digest=standard_digest(assessed.standard),
        enterprise={
            "name": firm.name,
            "uscc": firm.uscc,
            "division": firm.division,
            "region": firm.region,
            "employees": firm.employees,
            "revenue": firm.revenue,
            "assets": firm.assets,
            "size": assessed.size.value,
            "sector": assessed.sector or "",
            "verified": False,
        },
        answers=assessed.answers,
        figures={},
        result=assessed.result,
        declaration=Declaration(filled_by=NOBODY, responsible=NOBODY, pledge_version=""),
        at=at,
        oddities=tuple(KeptOddity(oddity=odd) for odd in assessed.oddities),
    )
    revision = Revision.objects.select_related("standard").get(
        standard__code=assessed.standard.code, number=assessed.standard.revision
    )
    erratum = find_erratum(revision)
    day = timezone.localdate(at)
    document = report_document(
        content=content,
        advice=advice_on(content, assessed.sector, shelf=library(day), day=day),
        language=language,
        number="",
        flaw=flaw_of(erratum.defect, erratum.corrected_by) if erratum else None,
        source=source_of(revision),
    )
    return typeset(document)
