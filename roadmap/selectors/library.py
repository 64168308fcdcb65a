"""Reading the library: what is published as one frozen `Library`, compiled once per process and version."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache

from enterprises.domain.sectors import GENERAL
from roadmap import models
from roadmap.domain import firm, helping
from roadmap.domain.library import Library
from roadmap.domain.matching import Applicant
from roadmap.domain.planning import Plan
from roadmap.domain.sector import Sector
from roadmap.domain.spending import project_of
from roadmap.domain.support_plan import SupportPlan, support_plan
from roadmap.selectors.entries import published_with_digest
from standards.domain.answers import Answers
from standards.domain.standard import Standard


class _Overtaken(Exception):
    """Something was published while the tables were read: `library` may be shown, not kept."""

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library


def newest_version() -> models.LibraryVersion | None:
    """Return what was published last; None before anything was."""
    return models.LibraryVersion.objects.order_by("-pk").first()


def library(on: date, version: models.LibraryVersion | None = None) -> Library:
    """Return what is published and holds on a day: one query, more when something has been published.

    `version`: what was published then is taken, whatever has been since.
    """
    newest = newest_version()
    if newest is None:
        return Library()
    taken, then = newest, None
    if version is not None and version.digest != newest.digest:
        taken, then = version, version.at
    try:
        return _compiled_on(taken.digest, on, then)
    except _Overtaken as overtaken:
        return overtaken.library.on(on)


def firm_roadmap(
    *, shelf: Library, sector: str, size: str, standard: Standard, answers: Answers
) -> firm.FirmRoadmap | None:
    """Put a firm on its sector's roadmap, on the general one if its sector has none (any more).

    The shelf is what `library` returns. None where no roadmap is published or the roadmaps speak of scenes
    that this standard does not have.
    """
    own = _fitting(shelf, sector, standard)
    if own is None:
        return None
    return firm.firm_roadmap(library=shelf, sector=own.code, size=size, standard=standard, answers=answers)


def help_for(
    *, shelf: Library, applicant: Applicant, scenes: Collection[str], standard: Standard
) -> helping.Help | None:
    """Return what helps a firm with the scenes that it works on; None where `firm_roadmap` returns None.

    The shelf is what `library` returns for the applicant's day. No query.
    """
    own = _fitting(shelf, applicant.sector, standard)
    if own is None:
        return None
    known = replace(applicant, sector=own.code)
    return helping.help_for(library=shelf, applicant=known, scenes=scenes, standard=standard)


def support_for(
    *, shelf: Library, applicant: Applicant, plan: Plan, standard: Standard, begins_on: date
) -> SupportPlan | None:
    """Return the support for a plan that a firm begins on a day; None where `firm_roadmap` returns None.

    `applicant.target` is the level of the plan. No query.
    """
    found = help_for(shelf=shelf, applicant=applicant, scenes=plan.raised, standard=standard)
    if found is None:
        return None
    return support_plan(project_of(plan, begins_on), found.matches, applicant.facts)


def _fitting(shelf: Library, sector: str, standard: Standard) -> Sector | None:
    own = shelf.sector_by_code.get(sector) or shelf.sector_by_code.get(GENERAL)
    return own if own is not None and own.fits(standard) else None


@lru_cache(maxsize=4)
def _compiled_on(digest: str, on: date, then: datetime | None) -> Library:
    return _compiled(digest, then).on(on)


@lru_cache(maxsize=2)  # what is published, and what was when a report was asked for
def _compiled(digest: str, then: datetime | None) -> Library:
    # All that decides the content is in the digest, so nothing ever needs to be thrown away.
    found, own = published_with_digest(then)
    if own != digest:
        raise _Overtaken(found)
    return found
