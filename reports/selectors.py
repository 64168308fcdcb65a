"""Reads: reports as one user may see them, and a snapshot put on the roadmap of the firm's sector."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, QuerySet
from django.http import Http404

from assessment.domain.snapshot import SnapshotContent
from assessment.models import Snapshot
from enterprises.models import User
from reports.models import Language, Report, ReportFile, Variant
from reports.permissions import can_request
from roadmap import selectors as roadmaps
from roadmap.domain.firm import FirmRoadmap


def way_on(content: SnapshotContent, sector: str, on: date) -> FirmRoadmap | None:
    """Return the firm's way along a sector's roadmap as it holds on a day; None where none fits the standard.

    The size class is that of the submission: what a firm was when it answered.
    """
    return roadmaps.firm_roadmap(
        sector=sector,
        size=content.enterprise["size"],
        standard=content.standard,
        answers=content.answers,
        on=on,
    )


def get_report(user: User, public_id: UUID) -> Report:
    """Return the report with its job, snapshot and enterprise if the user is a member. Raises Http404.

    Annotated: `size`, the bytes of its file, None while there is none.
    """
    found = (
        Report.objects.filter(public_id=public_id, snapshot__assessment__enterprise__memberships__user=user)
        .select_related("job", "snapshot__assessment__enterprise")
        .annotate(size=F("file__size"))
        .first()
    )
    if found is None:
        raise Http404
    return found


def get_report_file(user: User, public_id: UUID) -> ReportFile:
    """Return the finished report's file if the user is a member. Raises Http404."""
    found = (
        ReportFile.objects.filter(
            report__public_id=public_id,
            report__snapshot__assessment__enterprise__memberships__user=user,
        )
        .select_related("report__snapshot__assessment__enterprise")
        .first()
    )
    if found is None:
        raise Http404
    return found


def list_reports(snapshot: Snapshot) -> QuerySet[Report]:
    """Return the reports of a snapshot with their jobs, newest first."""
    return Report.objects.filter(snapshot=snapshot).select_related("job").order_by("-requested_at", "-pk")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the result page shows of reports: those there are, and what may still be asked for."""

    reports: tuple[Report, ...]
    language: Language  # of a report asked for now
    may_ask: bool
    may_ask_with_figures: bool


def report_desk(snapshot: Snapshot, user: User, *, language: Language, sector: str) -> Desk:
    """Return the reports of a snapshot and which of them this user may ask for in this language,
    on the roadmap of this sector."""
    enterprise = snapshot.assessment.enterprise
    reports = tuple(list_reports(snapshot))
    kind = (language, sector)
    there = {report.variant for report in reports if (report.language, report.sector) == kind}
    return Desk(
        reports=reports,
        language=language,
        may_ask=Variant.STANDARD not in there and can_request(user, enterprise, Variant.STANDARD),
        may_ask_with_figures=Variant.WITH_FIGURES not in there
        and can_request(user, enterprise, Variant.WITH_FIGURES),
    )
