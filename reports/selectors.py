"""Reads: reports as one user may see them, and a snapshot put on the roadmap of the firm's sector."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils import timezone
from django.utils.module_loading import import_string

from assessment.domain.snapshot import SnapshotContent
from assessment.models import About, Snapshot
from assessment.selectors.answers import ResultLine, list_results, list_snapshots, read_snapshot
from assessment.selectors.errata import Erratum
from editing.domain.schema import ExchangeError, parse_yaml, read
from enterprises.domain.facts import Facts
from enterprises.domain.sectors import GENERAL
from enterprises.domain.size import SizeClass
from enterprises.models import Enterprise, User
from enterprises.selectors.firms import read_facts
from reports.domain.benchmarks import Benchmark
from reports.domain.flaw import Flaw
from reports.domain.followed import Followed
from reports.domain.previous import previous_result
from reports.models import Bundle, Language, Report, ReportFile, Statement, Variant
from reports.permissions import requestable
from roadmap.domain.firm import FirmRoadmap
from roadmap.domain.helping import Help
from roadmap.domain.library import Library
from roadmap.domain.matching import Applicant
from roadmap.domain.planning import (
    Choice,
    Effort,
    Goal,
    PlanKind,
    Recommended,
    choice_of,
    firm_situation,
    recommend,
    recommended_by,
)
from roadmap.domain.planning.firm import NO_QUOTES
from roadmap.domain.support_plan import SupportPlan
from roadmap.selectors import library as roadmaps
from roadmap.selectors.quotes import efforts_of_rows, list_quotes, rows_of
from standards.domain.grading import grade
from standards.domain.standard import Standard
from standards.models import Defect, Revision
from standards.selectors.revisions import compiled

BENCHMARKS = Path(__file__).parent / "data" / "benchmarks.yaml"
FORMAT = 1
NOTHING_SAID = Facts()


@dataclass(frozen=True, slots=True, kw_only=True)
class _BenchmarkFile:
    format: int
    benchmarks: tuple[Benchmark, ...]


def way_on(content: SnapshotContent, sector: str, shelf: Library) -> FirmRoadmap | None:
    """Return the firm's way along a sector's roadmap in a library; None where none fits the standard.

    The size class is that of the submission: what a firm was when it answered.
    """
    return roadmaps.firm_roadmap(
        shelf=shelf,
        sector=sector,
        size=content.enterprise["size"],
        standard=content.standard,
        answers=content.answers,
    )


def help_on(
    content: SnapshotContent,
    way: FirmRoadmap | None,
    *,
    shelf: Library,
    day: date,
    facts: Facts = NOTHING_SAID,
) -> Help | None:
    """Return what helps a firm with the stage that it is in, on the day of the library; None for no way.

    `facts`: what the firm has said of itself.
    """
    if way is None:
        return None
    scenes = [advice.scene.code for advice in way.current.advice] if way.current else []
    applicant = _applicant(content, way, day=day, facts=facts)
    return roadmaps.help_for(shelf=shelf, applicant=applicant, scenes=scenes, standard=content.standard)


def _applicant(content: SnapshotContent, way: FirmRoadmap, *, day: date, facts: Facts) -> Applicant:
    return Applicant(
        region=content.enterprise["region"],
        sector=way.sector.code,
        size=SizeClass(way.size),
        level=grade(content.standard, content.answers).level,
        day=day,
        facts=facts,
    )


def recommended_on(
    content: SnapshotContent,
    sector: str,
    shelf: Library,
    *,
    size: str,
    kind: PlanKind = PlanKind.NEAREST,
    quotes: Mapping[str, Effort] = NO_QUOTES,
    chosen: Choice | None = None,
) -> Recommended | None:
    """Return the recommended plan from a result to the next level, over the measures of a sector and those
    for every sector in a library; what stands in its way where there is none.

    `size`: that of the submission, else the one by the profile of the day. `quotes`: the firm's own, by code
    of measure. `chosen`: what was found before, in the same library; it is not looked for again.
    None at the highest level, and where the library has no measures for the standard. No query.
    """
    situation = firm_situation(
        library=shelf,
        sector=sector,
        size=size,
        standard=content.standard,
        answers=content.answers,
        quotes=quotes,
    )
    if situation.level == content.standard.rule.top or not situation.measures:
        return None
    goal = Goal(target=situation.level + 1, kind=kind)
    return recommend(goal, situation) if chosen is None else recommended_by(chosen, goal, situation)


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What a result leads to on a day; None where no roadmap fits, or no plan is to be made."""

    way: FirmRoadmap | None
    recommended: Recommended | None
    help: Help | None
    support: SupportPlan | None


def followed_from(snapshot: Snapshot) -> Followed | None:
    """Return the plan that is followed from a result, None where none is: of the app of plans, which lies
    above."""
    find: Callable[[Snapshot], Followed | None] = import_string(settings.FOLLOWED_PLAN)
    return find(snapshot)


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a report says beside its result, as the columns of `Report` keep it."""

    said: list[Any]
    quotes: list[Any]
    followed: dict[str, Any]

    @property
    def digest(self) -> str:
        return digest_of([self.said, self.quotes, self.followed])


def digest_of(basis: object) -> str:
    """Return what the column `basis` of a report holds: another digest makes another report."""
    return hashlib.sha256(json.dumps(basis).encode()).hexdigest()


def basis_of(snapshot: Snapshot) -> Basis:
    """Return what a report asked for now would go by. Four queries at most."""
    enterprise, plan = snapshot.assessment.enterprise, followed_from(snapshot)
    return Basis(
        said=read_facts(enterprise).rows,
        quotes=rows_of(list_quotes(enterprise)),
        followed=plan.rows if plan else {},
    )


def choose(report: Report) -> Choice:
    """Return the plan for a report that is asked for, in its library."""
    content, day = read_snapshot(report.snapshot), timezone.localdate(report.requested_at)
    recommended = recommended_on(
        content,
        report.sector,
        roadmaps.library(day, report.library),
        size=content.enterprise["size"],
        quotes=efforts_of_rows(report.quotes),
    )
    return choice_of(recommended)


def advice_for(report: Report, content: SnapshotContent) -> Advice:
    """Return what a report that was asked for advises: always the same. `content`: of its snapshot."""
    day = timezone.localdate(report.requested_at)
    return advice_on(
        content,
        report.sector,
        shelf=roadmaps.library(day, report.library),
        day=day,
        facts=Facts.of_rows(report.said),
        quotes=efforts_of_rows(report.quotes),
        chosen=None if report.chosen is None else Choice.of_rows(report.chosen),
    )


def advice_on(
    content: SnapshotContent,
    sector: str | None,
    *,
    shelf: Library,
    day: date,
    facts: Facts = NOTHING_SAID,
    quotes: Mapping[str, Effort] = NO_QUOTES,
    chosen: Choice | None = None,
) -> Advice:
    """Return what a result leads to, on the roadmap of a sector in the library of a day. No query.

    `sector`: None where nothing tells it; there is no roadmap then, but the plan of every sector.
    `facts`: what the firm has said of itself. `quotes`: its own, by code of measure. `chosen`: as
    `recommended_on`.
    """
    way = way_on(content, sector, shelf) if sector else None
    size = content.enterprise["size"]
    recommended = recommended_on(content, sector or GENERAL, shelf, size=size, quotes=quotes, chosen=chosen)
    plan = recommended.plan if recommended and not recommended.shortfall else None
    support = None
    if way is not None and plan is not None and plan.steps:
        support = roadmaps.support_for(
            shelf=shelf,
            applicant=replace(_applicant(content, way, day=day, facts=facts), target=plan.level),
            plan=plan,
            standard=content.standard,
            begins_on=day,
        )
    return Advice(
        way=way,
        recommended=recommended,
        help=help_on(content, way, shelf=shelf, day=day, facts=facts),
        support=support,
    )


def flaw_of(defect: Defect | None, corrected_by: Revision | None) -> Flaw | None:
    """Return what is wrong with a revision as results show it, None where nothing is."""
    if defect is None:
        return None
    return Flaw(
        reason=defect.reason,
        since=defect.recorded_at,
        corrected=compiled(corrected_by.pk) if corrected_by else None,
    )


def source_of(revision: Revision) -> Standard | None:
    """Return the published standard that a revision of a local one was made from, None for any other."""
    source = revision.standard.derives_from_id
    return None if source is None else compiled(source)


def list_history(snapshot: Snapshot) -> tuple[tuple[ResultLine, ...], Snapshot | None]:
    """Return the firm's results, newest first, and the one before this (`find_previous`). One query."""
    lines = list_results(snapshot.assessment.enterprise)
    return lines, _previous(snapshot, [line.snapshot for line in lines])


def find_previous(snapshot: Snapshot) -> Snapshot | None:
    """Return the result of the firm by this standard that came before, as it stood when this one was
    submitted; None where this is the first. One query."""
    return _previous(snapshot, list(list_snapshots(snapshot.assessment.enterprise)))


def find_before(report: Report) -> Snapshot | None:
    """Return the result that a comparison begins with, else the one of which a report says what has changed
    since; None for neither. One query, with what reading it takes."""
    read_with = Snapshot.objects.select_related("assessment__revision__verification")
    key = report.before_id or report.previous_id
    return read_with.get(pk=key) if key else None


def _previous(snapshot: Snapshot, newest_first: Sequence[Snapshot]) -> Snapshot | None:
    same = {one.pk: one for one in reversed(newest_first) if one.standard_code == snapshot.standard_code}
    found = previous_result(((pk, one.supersedes_id) for pk, one in same.items()), snapshot.pk)
    return None if found is None else same[found]


def list_comparable(snapshot: Snapshot, lines: Iterable[ResultLine]) -> list[Snapshot]:
    """Return those of a firm's results that this one may be compared with: earlier ones by the same standard
    that have not been corrected, in the order of `lines`."""
    return [
        line.snapshot
        for line in lines
        if line.snapshot.submitted_at < snapshot.submitted_at
        and line.snapshot.standard_code == snapshot.standard_code
        and not line.is_superseded
    ]


@cache
def benchmarks() -> tuple[Benchmark, ...]:
    """Return the public figures of the file, in its order. Raises ExchangeError naming the path or line."""
    file = cast(_BenchmarkFile, read(_BenchmarkFile, parse_yaml(BENCHMARKS.read_text(encoding="utf-8"))))
    if file.format != FORMAT:
        raise ExchangeError(f"format: must be {FORMAT}")
    return file.benchmarks


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


def is_newest(snapshot: Snapshot) -> bool:
    """Return whether the firm has no later result by the same standard: a correction is one, too."""
    return not Snapshot.objects.filter(
        assessment__enterprise=snapshot.assessment.enterprise,
        assessment__revision__standard=snapshot.assessment.revision.standard,
        submitted_at__gt=snapshot.submitted_at,
    ).exists()


def find_statement(number: str) -> Statement | None:
    """Return the statement of this number, whoever asks; None where there is none."""
    return _statements().filter(number=number).first()


def list_statements(snapshot: Snapshot) -> QuerySet[Statement]:
    """Return what was handed out of a result, newest first."""
    return _statements().filter(snapshot=snapshot).order_by("-issued_at", "-pk")


def _statements() -> QuerySet[Statement]:
    return Statement.objects.select_related(
        "certificate",
        "snapshot__superseded_by",
        "snapshot__assessment__enterprise",
        "snapshot__assessment__revision__standard",
        "snapshot__assessment__revision__verification",
    )
