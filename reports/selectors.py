"""Reads that look across the apps: a snapshot put on the roadmap of the firm's sector."""

from assessment.domain.snapshot import SnapshotContent
from enterprises.domain.divisions import default_sector
from enterprises.models import Enterprise
from roadmap import selectors as roadmaps
from roadmap.domain.firm import FirmRoadmap


def sector_of(enterprise: Enterprise) -> str:
    """Return the code of the sector the firm chose, else the default of its division."""
    return enterprise.sector or default_sector(enterprise.division)


def way_on(content: SnapshotContent, sector: str) -> FirmRoadmap | None:
    """Return the firm's way along a sector's roadmap; None where no roadmap fits the standard.

    The size class is that of the submission: what a firm was when it answered.
    """
    return roadmaps.firm_roadmap(
        sector=sector,
        size=content.enterprise["size"],
        standard=content.standard,
        answers=content.answers,
    )
