"""Reads: reports and zips of them as one user may see them, and which may be asked for."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.http import Http404

from assessment.models import About, Snapshot
from assessment.selectors.errata import Erratum
from enterprises.models import Enterprise, User
from reports.models import Bundle, Language, Report, ReportFile, Variant
from reports.permissions import requestable
from reports.selectors.basis import basis_of


def get_report(user: User, public_id: UUID) -> Report:
    """Return the report with its job, snapshot and enterprise if the user is a member. Raises Http404.

    Annotated: of its file `size` in bytes, and `pdf`, its name, "" once it was removed; None while there is
    none.
    """
    found = (
        Report.objects.filter(public_id=public_id, snapshot__assessment__enterprise__memberships__user=user)
        .select_related("job", "snapshot__assessment__enterprise", "snapshot__assessment__revision")
        .annotate(size=F("file__size"), pdf=F("file__pdf"))
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
        .exclude(pdf="")
        .select_related("report__snapshot__assessment__enterprise")
        .first()
    )
    if found is None:
        raise Http404
    return found


def list_bundles(enterprise: Enterprise) -> QuerySet[Bundle]:
    """Return the zips of a firm with their jobs, newest first."""
    return enterprise.bundles.select_related("job").order_by("-requested_at", "-pk")


def get_bundle(user: User, public_id: UUID) -> Bundle:
    """Return a zip with firm and job if the user is a member. Raises Http404."""
    found = (
        Bundle.objects.filter(public_id=public_id, enterprise__memberships__user=user)
        .select_related("job", "enterprise")
        .first()
    )
    if found is None:
        raise Http404
    return found


def find_checked(number: str) -> Report | None:
    """Return the report of this number once its file is there, whoever asks; None where there is none.

    Annotated: of its file `sha256`, `earlier` and `size`, how it is sealed (`time_stamped`, and of the
    certificate `fingerprint`, `certificate_name`, `from_ca`), and `superseded_at`: when its result, or the
    one before, was corrected, or None.
    """
    return (
        Report.objects.filter(number=number, file__isnull=False)
        .select_related(
            "before",
            "snapshot__assessment__enterprise",
            "snapshot__assessment__revision__standard",
            "snapshot__assessment__revision__verification",
        )
        .annotate(
            sha256=F("file__sha256"),
            earlier=F("file__earlier"),
            size=F("file__size"),
            fingerprint=F("file__certificate__fingerprint"),
            certificate_name=F("file__certificate__name"),
            from_ca=F("file__certificate__from_ca"),
            time_stamped=F("file__time_stamped"),
            superseded_at=Coalesce(
                "snapshot__superseded_by__submitted_at", "before__superseded_by__submitted_at"
            ),
        )
        .first()
    )


def list_reports(snapshot: Snapshot) -> QuerySet[Report]:
    """Return the reports of a snapshot with their jobs, newest first."""
    return snapshot.reports.select_related("job").order_by("-requested_at", "-pk")


def issued_before(report: Report, erratum: Erratum | None) -> About | None:
    """Return what has become known since a report was asked for and does not stand in it; None: nothing."""
    if erratum is None:
        return None
    if report.defect_id is None:
        return About.DEFECT
    corrected = erratum.corrected_by.pk if erratum.corrected_by else None
    return About.CORRECTION if report.corrected_by_id != corrected else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """A report in a list; `lacks`: what became known after it was asked for."""

    report: Report
    lacks: About | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportChoices:
    """What the result page shows of reports: those there are, and what may still be asked for."""

    lines: tuple[ReportLine, ...]
    language: Language  # of a report asked for now
    may_ask: bool
    may_renew: bool  # there is one, and since then a plan, a quote or what the firm says of itself changed
    may_ask_short: bool
    may_ask_with_figures: bool
    may_state: bool  # hand out a single fact


def report_choices(
    snapshot: Snapshot, user: User, *, language: Language, sector: str, erratum: Erratum | None
) -> ReportChoices:
    """Return the reports of a snapshot and which of them this user may ask for in this language,
    on the roadmap of this sector.

    What was withdrawn, or issued before its revision was found wrong or corrected, may be asked for anew.
    """
    lines = tuple(
        ReportLine(report=report, lacks=issued_before(report, erratum)) for report in list_reports(snapshot)
    )
    kind = (language, sector, None)
    there = [
        line.report
        for line in lines
        if (line.report.language, line.report.sector, line.lacks) == kind and not line.report.is_withdrawn
    ]
    allowed = requestable(user, snapshot.assessment.enterprise)
    now = basis_of(snapshot).digest if there and allowed else ""
    asked = {report.variant for report in there}
    askable = allowed - {report.variant for report in there if report.basis == now}
    return ReportChoices(
        lines=lines,
        language=language,
        may_ask=Variant.STANDARD in allowed - asked,
        may_renew=Variant.STANDARD in askable & asked,
        may_ask_short=Variant.SHORT in askable,
        may_ask_with_figures=Variant.WITH_FIGURES in askable,
        may_state=Variant.WITH_FIGURES in allowed,
    )
