"""The PDF of a report: from the snapshot to bytes, the same bytes every time."""

from django.conf import settings
from django.urls import reverse

from assessment.domain.snapshot import SnapshotContent
from reports.document.content import Facts, report_content
from reports.document.typesetting import typeset
from reports.domain.flaw import Flaw
from reports.presenters.result import result_of
from roadmap.domain.firm import FirmRoadmap
from roadmap.domain.planning import Recommended
from standards.domain.standard import Standard


def report_pdf(
    *,
    content: SnapshotContent,
    way: FirmRoadmap | None,
    recommended: Recommended | None,
    language: str,
    number: str,
    with_figures: bool = False,
    demo: bool = False,
    flaw: Flaw | None = None,
    source: Standard | None = None,
) -> bytes:
    """Return the PDF of a submitted, complete assessment. `language` is zh or en;
    `demo` marks every page of an invented firm; `flaw`: what was found wrong with the revision;
    `source`: what a local standard was made from.

    Raises:
        TypesettingFailed: the layout could not be set.
    """
    facts = Facts(
        result=result_of(content),
        roadmap=way,
        recommended=recommended,
        number=number,
        check_address=check_address(number) if number else "",
        operator=settings.OPERATOR["name"],
        language=language,
        with_figures=with_figures,
        demo=demo,
        flaw=flaw,
        source=source,
    )
    return typeset(report_content(facts))


def check_address(number: str) -> str:
    """Return the whole address at which everybody may check a number."""
    return settings.PUBLIC_URL + reverse("reports:check", args=[number])
