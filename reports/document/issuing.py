"""What a report says: from the snapshot, and from the row of one that was asked for."""

from django.conf import settings
from django.urls import reverse

from assessment.domain.snapshot import SnapshotContent
from assessment.selectors.answers import read_snapshot
from reports.document.blocks import Document
from reports.document.content import Facts, report_content
from reports.domain.flaw import Flaw
from reports.domain.followed import Followed
from reports.models import Report, Variant
from reports.presenters.result import result_of
from reports.selectors.advice import Advice, advice_for
from reports.selectors.results import find_before
from reports.selectors.revisions import flaw_of, source_of
from standards.domain.standard import Standard


def report_document(
    *,
    content: SnapshotContent,
    advice: Advice,
    language: str,
    number: str,
    variant: str = Variant.STANDARD,
    before: SnapshotContent | None = None,
    demo: bool = False,
    flaw: Flaw | None = None,
    source: Standard | None = None,
    followed: Followed | None = None,
) -> Document:
    """Return the report of a submitted, complete assessment, the same whenever it is asked for.

    `language` is zh or en; `before`: the result that a comparison begins with, else the one before this, for
    what has changed since; `demo` marks every page of an invented firm; `flaw`: what was found wrong with the
    revision; `source`: what a local standard was made from; `followed`: the plan that is followed.
    """
    facts = Facts(
        result=result_of(content),
        roadmap=advice.way,
        recommended=advice.recommended,
        help=advice.help,
        support=advice.support,
        number=number,
        check_address=check_address(number) if number else "",
        operator=settings.OPERATOR["name"],
        language=language,
        with_figures=variant == Variant.WITH_FIGURES,
        short=variant == Variant.SHORT,
        compares=variant == Variant.COMPARISON,
        before=result_of(before) if before else None,
        demo=demo,
        flaw=flaw,
        source=source,
        followed=followed,
    )
    return report_content(facts)


def document_of(report: Report) -> Document:
    """Return what a report says that was asked for: always the same, whatever has become known since."""
    assessment = report.snapshot.assessment
    content = read_snapshot(report.snapshot)
    before = find_before(report)
    return report_document(
        content=content,
        advice=advice_for(report, content),
        language=report.language,
        number=report.number,
        variant=report.variant,
        before=read_snapshot(before) if before else None,
        demo=assessment.enterprise.is_demo,
        flaw=flaw_of(report.defect, report.corrected_by),
        source=source_of(assessment.revision),
        followed=Followed.of_rows(report.followed),
    )


def check_address(number: str) -> str:
    """Return the whole address at which everybody may check a number."""
    return settings.PUBLIC_URL + reverse("reports:check", args=[number])
