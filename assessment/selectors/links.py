"""Reads: links for colleagues without an account, by their token or as members see them.

Code and token follow from the link's id by the installation's secret, so that a link can be shown a few
minutes long to who made it, and the database holds a digest only. The code is short enough to read out; the
token is what addresses carry. With another secret old addresses still open, old codes do not.
"""

import base64
import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, prefetch_related_objects
from django.http import Http404
from django.utils.crypto import salted_hmac

from assessment.domain.links import LinkState, link_state
from assessment.models import Assessment, Guest, GuestLink
from assessment.selectors.prepared import Parameter, Prepared
from enterprises.models import Membership
from enterprises.permissions import EDITING
from standards.domain.standard import Question, Scene, Standard

CODE_DIGITS = 12
TOKEN_BYTES = 16
SHOWN = timedelta(minutes=10)  # how long a new link is shown to who made it


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A link with its state and what it asks for; no items where the revision has none of them any more."""

    link: GuestLink
    state: LinkState
    items: tuple[Question | Scene, ...]
    guests: tuple[Guest, ...] = ()
    answered: int = 0  # of its items, by whoever

    @property
    def is_open(self) -> bool:
        return self.state == LinkState.OPEN


def code_of(public_id: UUID) -> str:
    """Return the digits that are read out for a link."""
    number = int.from_bytes(_keyed("code", str(public_id))[:16], "big")
    return str(number % 10**CODE_DIGITS).zfill(CODE_DIGITS)


def token_of(code: str) -> str:
    """Return what the address of a link carries, by its code."""
    return base64.urlsafe_b64encode(_keyed("token", code)[:TOKEN_BYTES]).decode("ascii").rstrip("=")


def digest_of(token: str) -> str:
    """Return what is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _keyed(purpose: str, text: str) -> bytes:
    return salted_hmac(f"assessment.links.{purpose}", text, algorithm="sha256").digest()


def items_of(link: GuestLink, standard: Standard) -> tuple[Question | Scene, ...]:
    """Return what a link asks for under a standard, in its order."""
    section = next((one for one in standard.sections if one.code == link.section), None)
    items = section.items if section else ()
    return tuple(item for item in items if link.item in ("", item.code))


def codes_of(guest: Guest, standard: Standard) -> tuple[str, ...]:
    """Return the codes of the items that a guest is asked for."""
    return tuple(item.code for item in items_of(guest.link, standard))


def state_of(link: GuestLink, at: datetime) -> LinkState:
    """Return what a link is; it was read by this module."""
    return link_state(
        until=link.until,
        is_draft=link.assessment.is_draft,
        maker_fills=getattr(link, "maker_fills", False),
        withdrawn=link.withdrawn_at is not None,
        handed_in=link.handed_in_at is not None,
        at=at,
    )


def find_link(token: str) -> GuestLink | None:
    """Return the link of a token with its assessment, enterprise and revision, whatever its state."""
    return (
        _links()
        .filter(digest=digest_of(token))
        .select_related("assessment__enterprise", "assessment__revision__verification")
        .first()
    )


def is_open(guest: Guest, at: datetime) -> bool:
    """Return whether a guest may still answer. For a write that holds the assessment."""
    found = _links().filter(pk=guest.link_id).select_related("assessment").first()
    return found is not None and state_of(found, at) == LinkState.OPEN


def get_link(assessment: Assessment, public_id: UUID) -> GuestLink:
    """Return one link of an assessment. Raises Http404."""
    found = _links().filter(assessment=assessment, public_id=public_id).select_related("assessment").first()
    if found is None:
        raise Http404
    return found


_OF_ASSESSMENT = Prepared(
    lambda: (
        _links()
        .filter(assessment=Parameter(GuestLink, "assessment"))
        .select_related("made_by", "handed_in_by")
    )
)


def list_links(
    assessment: Assessment, standard: Standard, open_codes: Collection[str], at: datetime
) -> tuple[Listed, ...]:
    """Return the links of an assessment, newest first; `open_codes`: items without an answer. Two queries."""
    found = _OF_ASSESSMENT.all(assessment=assessment.pk)
    prefetch_related_objects(found, "guests")
    for link in found:
        link.assessment = assessment
    return tuple(_listed(link, standard, open_codes, at) for link in found)


def _listed(link: GuestLink, standard: Standard, open_codes: Collection[str], at: datetime) -> Listed:
    items = items_of(link, standard)
    return Listed(
        link=link,
        state=state_of(link, at),
        items=items,
        guests=tuple(link.guests.all()),
        answered=sum(item.code not in open_codes for item in items),
    )


def count_open(assessment: Assessment, at: datetime) -> int:
    """Return how many links of an assessment are neither handed in nor withdrawn nor expired."""
    return GuestLink.objects.filter(
        assessment=assessment, withdrawn_at=None, handed_in_at=None, until__gt=at
    ).count()


def open_links(assessment: Assessment, section: str, at: datetime) -> list[GuestLink]:
    """Return the links of a draft by which a section, or an item of it, may still be filled."""
    found = list(_links().filter(assessment=assessment, section=section))
    for link in found:
        link.assessment = assessment
    return [link for link in found if state_of(link, at) == LinkState.OPEN]


def find_guest(link: GuestLink, key: int) -> Guest | None:
    """Return who gave a name at this link, None also where that was removed."""
    return link.guests.filter(pk=key).exclude(name="").first()


def _links() -> QuerySet[GuestLink]:
    fills = Membership.objects.filter(
        enterprise=OuterRef("assessment__enterprise"), user=OuterRef("made_by"), role__in=EDITING
    )
    return GuestLink.objects.annotate(maker_fills=Exists(fills))
