"""Reads: whom mail reminds of what waits for them: in drafts, and of an owner who asks to join.

A remark that they are asked to confirm, a section that was given or returned to them, somebody who asks to
become a member: each once, and nobody gets more than one mail a day. Whoever has switched mail off, fills no
more or owns no more, is not reminded.
"""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from assessment.models import AssessmentState, Remark, SectionWork
from enterprises.models import JoinRequest, Membership, Role, User
from enterprises.permissions import EDITING
from enterprises.selectors.members import REACHED

_WAITS = {"assessment__state": AssessmentState.DRAFT, "to_tell": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One mail: what waits for one person."""

    to: User
    remarks: tuple[Remark, ...]
    works: tuple[SectionWork, ...]
    requests: tuple[JoinRequest, ...]


def untold_remarks(day_begins: datetime) -> QuerySet[Remark]:
    """Return the open remarks that somebody is to be told of, by person."""
    open_ones = Remark.objects.filter(**_WAITS, done_at=None)
    return open_ones.filter(*_to_be_told("asked", day_begins)).order_by("asked", "at", "pk")


def untold_works(day_begins: datetime) -> QuerySet[SectionWork]:
    """Return the sections that somebody is to be told of, by person."""
    given = SectionWork.objects.filter(**_WAITS)
    return given.filter(*_to_be_told("member", day_begins)).order_by("member", "changed_at", "pk")


def untold_requests(day_begins: datetime) -> QuerySet[JoinRequest]:
    """Return the requests to join that an owner is to be told of, by `owner`, the key of that person."""
    owners = Membership.objects.filter(enterprise=OuterRef("enterprise"), role=Role.OWNER, **REACHED)
    asked = JoinRequest.objects.filter(told_at=None).annotate(owner=Subquery(owners.values("user")[:1]))
    untold = asked.filter(*_not_yet_today("owner", day_begins), owner__isnull=False)
    return untold.order_by("owner", "asked_at", "pk")


def _to_be_told(person: str, day_begins: datetime) -> tuple[Q, ...]:
    """Return the conditions that a row's person fills, is reached by mail, and got none today."""
    fills = Membership.objects.filter(
        enterprise=OuterRef("assessment__enterprise"),
        user=OuterRef(person),
        role__in=EDITING,
        **REACHED,
    )
    return (Q(Exists(fills)), *_not_yet_today(person, day_begins))


def _not_yet_today(person: str, day_begins: datetime) -> tuple[Q, ...]:
    told = {"told_at__gte": day_begins}
    owned = Membership.objects.filter(
        user=OuterRef(person), role=Role.OWNER, enterprise__join_requests__told_at__gte=day_begins
    )
    return (
        ~Q(Exists(Remark.objects.filter(asked=OuterRef(person), **told))),
        ~Q(Exists(SectionWork.objects.filter(member=OuterRef(person), **told))),
        ~Q(Exists(owned)),
    )


def is_anybody_untold(day_begins: datetime) -> bool:
    """Return whether somebody is to be told of something. At most three queries."""
    untold = (untold_remarks, untold_works, untold_requests)
    return any(rows(day_begins).exists() for rows in untold)


def list_waiting(day_begins: datetime, most: int) -> tuple[Waiting, ...]:
    """Return the mails to be sent, at most so many. Four queries."""
    firm = "assessment__enterprise"
    remarks = untold_remarks(day_begins).select_related("by", firm, "assessment__revision")
    works = untold_works(day_begins).select_related("changed_by", firm, "assessment__revision")
    requests = untold_requests(day_begins).select_related("user", "enterprise")
    mine = {person: tuple(rows) for person, rows in groupby(remarks, key=lambda row: row.asked_id)}
    given = {person: tuple(rows) for person, rows in groupby(works, key=lambda row: row.member_id)}
    asked = {person: tuple(rows) for person, rows in groupby(requests, key=attrgetter("owner"))}
    keys = sorted({*mine, *given, *asked})[:most]
    people = User.objects.in_bulk(keys)
    return tuple(
        Waiting(
            to=people[key],
            remarks=mine.get(key, ()),
            works=given.get(key, ()),
            requests=asked.get(key, ()),
        )
        for key in keys
    )
