"""Reads: firms as one person may see them, what they say of themselves and how much they keep."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, Sum
from django.http import Http404

from enterprises.domain import regions
from enterprises.domain.facts import Fact, Facts, Topic
from enterprises.models import Enterprise, FirmFile, ProfileFact, Role, StaffRegion, User


class MergedAway(Http404):
    """The entry was merged into another one, of which the user is a member."""

    def __init__(self, gone: UUID, into: UUID) -> None:
        super().__init__()
        self.gone, self.into = gone, into


def get_enterprise(user: User, public_id: UUID) -> Enterprise:
    """Return the enterprise if the user is a member.

    Raises:
        MergedAway: its members are those of another entry by now, and the user is one.
        Http404: there is none, or the user is an outsider: the two cannot be told apart.
    """
    found = Enterprise.objects.filter(public_id=public_id, memberships__user=user).first()
    if found is None:
        raise _gone(user, public_id) or Http404
    return found


def _gone(user: User, public_id: UUID) -> MergedAway | None:
    """Return where an entry's members are now, through further merges; None for an outsider."""
    seen, firm = {public_id}, Enterprise.objects.filter(public_id=public_id).first()
    while firm and firm.merged_into and firm.merged_into.public_id not in seen:
        firm = firm.merged_into
        seen.add(firm.public_id)
    if firm is None or firm.public_id == public_id or not firm.memberships.filter(user=user).exists():
        return None
    return MergedAway(public_id, firm.public_id)


def read_facts(enterprise: Enterprise) -> Facts:
    """Return what the firm has said of itself."""
    rows = ProfileFact.objects.filter(enterprise=enterprise)
    return Facts({Fact(Topic(row.topic), row.about): row.value for row in rows})


def list_supported_firms(user: User) -> QuerySet[Enterprise]:
    """Return the firms that staff may look up: all for a superuser, else those of the regions assigned."""
    if user.is_superuser:
        return Enterprise.objects.all()
    places = StaffRegion.objects.filter(user=user).values_list("code", flat=True)
    return Enterprise.objects.filter(within_regions(places))


def within_regions(places: Iterable[str]) -> Q:
    """Return the condition that the column `region` lies within a place, by the codes of any year.

    Cities and counties are one list of whole codes. PostgreSQL reads an index along a list only as far as it
    must; of conditions side by side it reads all rows first, however few are wanted.
    """
    begins = [digits for place in places for digits in regions.beginnings(place)]
    codes = {code for digits in begins for code in regions.whole_codes(digits)}
    provinces = {digits for digits in begins if not regions.whole_codes(digits)}
    return reduce(or_, (Q(region__startswith=digits) for digits in provinces), Q(region__in=sorted(codes)))


def list_own_twins(firm: Enterprise, user: User) -> QuerySet[Enterprise]:
    """Return the other entries of this firm's code that the user owns and that are as real, the oldest
    first."""
    owned = Enterprise.objects.filter(memberships__user=user, memberships__role=Role.OWNER)
    twins = owned.filter(uscc=firm.uscc, is_demo=firm.is_demo).exclude(pk=firm.pk)
    return twins.order_by("created_at", "pk")


def firm_bytes(enterprise_id: int) -> int:
    """Return how much all files of a firm hold together."""
    return bytes_of(FirmFile.objects.filter(enterprise=enterprise_id))


def bytes_of(files: QuerySet[Any]) -> int:
    """Return how much these files hold together: rows of `FirmFile`, or of what is one."""
    held: int | None = files.aggregate(held=Sum("size"))["held"]
    return held or 0
