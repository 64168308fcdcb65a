"""Reads: whom mail reminds of what waits for them in drafts.

A remark that they are asked to confirm, a section that was given or returned to them: each once, and nobody
gets more than one mail a day. Whoever has switched mail off, or fills no more, is not reminded.
"""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db.models import Exists, OuterRef, Q, QuerySet

from assessment.models import AssessmentState, Remark, SectionWork
from enterprises.models import Membership, User
from enterprises.permissions import EDITING
from enterprises.selectors import REACHED

_WAITS = {"assessment__state": AssessmentState.DRAFT, "to_tell": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One mail: what waits for one person."""

    to: User
    remarks: tuple[Remark, ...]
    works: tuple[SectionWork, ...]


def untold_remarks(day_begins: datetime) -> QuerySet[Remark]:
    """Return the open remarks that somebody is to be told of, by person."""
    open_ones = Remark.objects.filter(**_WAITS, done_at=None)
    return open_ones.filter(*_to_be_told("asked", day_begins)).order_by("asked", "at", "pk")


def untold_works(day_begins: datetime) -> QuerySet[SectionWork]:
    """Return the sections that somebody is to be told of, by person."""
    given = SectionWork.objects.filter(**_WAITS)
    return given.filter(*_to_be_told("member", day_begins)).order_by("member", "changed_at", "pk")


def _to_be_told(person: str, day_begins: datetime) -> tuple[Q, ...]:
    """Return the conditions that a row's person fills, is reached by mail, and got none today."""
    fills = Membership.objects.filter(
        enterprise=OuterRef("assessment__enterprise"),
        user=OuterRef(person),
        role__in=EDITING,
        **REACHED,
    )
    told = {"told_at__gte": day_begins}
    return (
        Q(Exists(fills)),
        ~Q(Exists(Remark.objects.filter(asked=OuterRef(person), **told))),
        ~Q(Exists(SectionWork.objects.filter(member=OuterRef(person), **told))),
    )


def is_anybody_untold(day_begins: datetime) -> bool:
    """Return whether somebody is to be told of something. At most two queries."""
    return untold_remarks(day_begins).exists() or untold_works(day_begins).exists()


def list_waiting(day_begins: datetime, most: int) -> tuple[Waiting, ...]:
    """Return the mails to be sent, at most so many. Two queries."""
    firm = "assessment__enterprise"
    remarks = untold_remarks(day_begins).select_related("asked", "by", firm, "assessment__revision")
    works = untold_works(day_begins).select_related("member", "changed_by", firm, "assessment__revision")
    mine = {person: tuple(rows) for person, rows in groupby(remarks, key=lambda row: row.asked)}
    given = {person: tuple(rows) for person, rows in groupby(works, key=lambda row: row.member)}
    people = sorted({*mine, *given}, key=lambda person: person.pk)[:most]
    return tuple(Waiting(to=one, remarks=mine.get(one, ()), works=given.get(one, ())) for one in people)
