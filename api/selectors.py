"""Reads: tokens as a member sees them, the one by which somebody asks, and what webhooks are to tell."""

from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.http import Http404

from api.domain.tokens import digest
from api.domain.webhooks import LOOKS_BACK, Event
from api.models import Delivery, Endpoint, Token
from api.permissions import sees_all
from assessment.models import Snapshot
from enterprises.models import Enterprise, Membership, Role, User
from plans.models import KeptPlan, PlanState
from reports.models import Report


def get_membership(user: User, enterprise: UUID) -> Membership:
    """Return how the user belongs to the firm. Raises Http404."""
    found = (
        Membership.objects.filter(user=user, enterprise__public_id=enterprise)
        .select_related("enterprise")
        .first()
    )
    if found is None:
        raise Http404
    return found


# What opened before the person's password, address, number or factor changed opens nothing any more.
_NOT_ENDED = Q(revoked_at=None) & (
    Q(membership__user__secured_at=None) | Q(made_at__gt=F("membership__user__secured_at"))
)


def list_tokens(membership: Membership) -> QuerySet[Token]:
    """Return the tokens that a member may see and end, the newest first: those that were not ended."""
    found = Token.objects.filter(_NOT_ENDED, membership__enterprise=membership.enterprise_id)
    if not sees_all(Role(membership.role)):
        found = found.filter(membership=membership)
    return found.select_related("membership__user")


def get_token(membership: Membership, public_id: UUID) -> Token:
    """Return a token that the member may end. Raises Http404."""
    found = list_tokens(membership).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def count_open_tokens(membership: Membership, at: datetime) -> int:
    """Return how many tokens of a member open anything."""
    return Token.objects.filter(_NOT_ENDED, membership=membership, expires_at__gt=at).count()


def find_open_token(given: str, at: datetime) -> Token | None:
    """Return the token that was given while it opens anything, None for any other text."""
    return (
        Token.objects.filter(
            _NOT_ENDED, digest=digest(given), expires_at__gt=at, membership__user__is_active=True
        )
        .select_related("membership__user", "membership__enterprise")
        .first()
    )


# --- Webhooks -----------------------------------------------------------------------------------


def find_endpoint(enterprise: Enterprise) -> Endpoint | None:
    """Return where a firm is told, None where it is not."""
    return Endpoint.objects.filter(enterprise=enterprise).select_related("enterprise").first()


def list_deliveries(endpoint: Endpoint) -> QuerySet[Delivery]:
    """Return what was told, the newest first."""
    return Delivery.objects.filter(endpoint=endpoint)


def untold_events(at: datetime) -> list[tuple[Endpoint, Event, UUID]]:
    """Return what has happened in the last days and is not told yet. One query where nobody wants to know."""
    endpoints = {one.enterprise_id: one for one in Endpoint.objects.filter(is_on=True)}
    if not endpoints:
        return []
    since = at - LOOKS_BACK
    results = Snapshot.objects.filter(assessment__enterprise__in=endpoints, submitted_at__gt=since)
    reports = Report.objects.filter(
        snapshot__assessment__enterprise__in=endpoints, file__isnull=False, job__finished_at__gt=since
    )
    plans = KeptPlan.objects.filter(enterprise__in=endpoints, state=PlanState.FINISHED, closed_at__gt=since)
    firm, submitted = "assessment__enterprise", "submitted_at"
    happened = (
        (Event.SUBMITTED, results.filter(supersedes=None), firm, submitted),
        (Event.CORRECTED, results.filter(supersedes__isnull=False), firm, submitted),
        (Event.REPORT, reports, "snapshot__assessment__enterprise", "job__finished_at"),
        (Event.PLAN, plans, "enterprise", "closed_at"),
    )
    told = set(Delivery.objects.filter(made_at__gt=since).values_list("endpoint", "event", "subject"))
    found = (
        (endpoints[key], event, subject)
        for event, rows, firm, when in happened
        for key, subject, then in rows.order_by("pk").values_list(firm, "public_id", when)
        if then > endpoints[key].made_at
    )
    return [one for one in found if (one[0].pk, one[1], one[2]) not in told]
