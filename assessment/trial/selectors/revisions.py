"""Reads for trying and comparing drafts."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import F, Q, QuerySet
from django.http import Http404

from assessment.models import Replay, ReplayChange
from assessment.trial.selectors.replays import standard_codes
from enterprises.selectors.firms import within_regions
from standards.models import Revision


class Direction(StrEnum):
    """Where a result's level goes."""

    UP = "up"
    DOWN = "down"
    SAME = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which changed results to list; empty and None ask for all. `region`: and all places in it."""

    way: str = ""
    before: int | None = None
    after: int | None = None
    region: str = ""
    sector: str = ""
    size: str = ""


def get_revision(pk: int) -> Revision:
    """Return a revision of any state, ready to be compiled. Raises Http404."""
    found = Revision.objects.select_related("standard", "verification").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def list_changes(replay: Replay, wanted: Wanted) -> QuerySet[ReplayChange]:
    """Return the changed results that are wanted, by level before and after, then in order of submission."""
    ways = {
        Direction.UP: Q(level_after__gt=F("level_before")),
        Direction.DOWN: Q(level_after__lt=F("level_before")),
        Direction.SAME: Q(level_after=F("level_before")),
    }
    conditions = Q(replay=replay)
    if wanted.way:
        conditions &= ways[Direction(wanted.way)]
    if wanted.before is not None:
        conditions &= Q(level_before=wanted.before)
    if wanted.after is not None:
        conditions &= Q(level_after=wanted.after)
    if wanted.region:
        conditions &= within_regions([wanted.region])
    if wanted.sector:
        conditions &= Q(sector=wanted.sector)
    if wanted.size:
        conditions &= Q(size=wanted.size)
    # As the index `changes_by_level` stands.
    rows = ReplayChange.objects.filter(conditions)
    return rows.order_by("level_before", "level_after", "snapshot")


def list_comparable(revision: Revision) -> QuerySet[Revision]:
    """Return the revisions of its standard and of those it derives from, newest first."""
    found = Revision.objects.filter(standard__code__in=standard_codes(revision))
    return found.select_related("standard", "verification").newest_first()


def before(revision: Revision) -> Revision | None:
    """Return what a revision rests on: what it was copied from, else the one before it, if any."""
    others = list_comparable(revision).exclude(pk=revision.pk)
    if revision.based_on_id is not None:
        return others.filter(pk=revision.based_on_id).first()
    earlier = others.filter(standard=revision.standard, number__lt=revision.number).first()
    return earlier or revision.standard.derives_from
