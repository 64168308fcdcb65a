"""Reading the library: what is published as one frozen `Library`, compiled once per process and version."""

from datetime import date
from functools import lru_cache

from assessment.domain.answers import Answers
from assessment.domain.standard import Standard
from enterprises.domain.sectors import GENERAL
from roadmap import models
from roadmap.domain import firm
from roadmap.domain.library import Library
from roadmap.entry_selectors import published_library
from roadmap.exchange import library_digest


class _Overtaken(Exception):
    """Something was published while the tables were read: `library` may be shown, not kept."""

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library


def library(on: date) -> Library:
    """Return what is published and holds on a day: one query, more when something has been published."""
    newest = models.LibraryVersion.objects.order_by("-pk").values_list("digest", flat=True).first()
    if newest is None:
        return Library()
    try:
        return _compiled_on(newest, on)
    except _Overtaken as overtaken:
        return overtaken.library.on(on)


def firm_roadmap(
    *, sector: str, size: str, standard: Standard, answers: Answers, on: date
) -> firm.FirmRoadmap | None:
    """Put a firm on its sector's roadmap, on the general one if its sector has none (any more).

    None where no roadmap is published or the roadmaps speak of scenes that this standard does not have.
    """
    shelf = library(on)
    own = shelf.sector_by_code.get(sector) or shelf.sector_by_code.get(GENERAL)
    if own is None or not own.fits(standard):
        return None
    return firm.firm_roadmap(library=shelf, sector=own.code, size=size, standard=standard, answers=answers)


@lru_cache(maxsize=4)
def _compiled_on(digest: str, on: date) -> Library:
    return _compiled(digest).on(on)


@lru_cache(maxsize=1)
def _compiled(digest: str) -> Library:
    # All that decides the content is in the digest, so nothing ever needs to be thrown away.
    found = published_library()
    if library_digest(found) != digest:
        raise _Overtaken(found)
    return found
