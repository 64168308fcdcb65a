"""Reads: what a result leads to, on the roadmap of a sector in the library of a day."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from assessment.domain.snapshot import SnapshotContent
from assessment.selectors.answers import read_snapshot
from enterprises.domain.facts import Facts
from enterprises.domain.sectors import GENERAL
from enterprises.domain.size import SizeClass
from reports.models import Report
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
from roadmap.selectors.quotes import efforts_of_rows
from standards.domain.grading import grade

NOTHING_SAID = Facts()


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
