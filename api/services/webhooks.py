"""Writes: where a firm is told, what is to be told, and what came of it."""

from datetime import datetime

from allauth.mfa.adapter import get_adapter
from django.conf import settings
from django.core.mail import get_connection
from django.db import transaction

from api.domain.webhooks import KEPT, OFF_AFTER, Event, draw_secret, next_try
from api.models import Delivery, DeliveryState, Endpoint
from api.selectors import untold_events
from audit.models import Action
from audit.services import record
from enterprises.models import Enterprise, Role, User
from enterprises.services.mailing import plain_mail
from jobs.models import Job
from jobs.services.life import enqueue

KIND = "webhook"


@transaction.atomic
def set_endpoint(*, enterprise: Enterprise, url: str, by: User, at: datetime) -> str:
    """Have a firm told at an address, and switch it on; return a new secret where it had none, else ""."""
    changed = Endpoint.objects.filter(enterprise=enterprise).update(url=url, is_on=True, failing_since=None)
    secret = "" if changed else draw_secret()
    if secret:
        Endpoint.objects.create(
            enterprise=enterprise, url=url, secret=get_adapter().encrypt(secret), made_by=by, made_at=at
        )
    _record(enterprise, "address", by=by, at=at)
    return secret


@transaction.atomic
def renew_secret(*, endpoint: Endpoint, by: User, at: datetime) -> str:
    """Return a new secret; the one before signs nothing any more."""
    secret = draw_secret()
    Endpoint.objects.filter(pk=endpoint.pk).update(secret=get_adapter().encrypt(secret))
    _record(endpoint.enterprise, "secret", by=by, at=at)
    return secret


@transaction.atomic
def remove_endpoint(*, endpoint: Endpoint, by: User, at: datetime) -> None:
    """Tell nothing any more; the log of what was told goes with it."""
    endpoint.delete()
    _record(endpoint.enterprise, "removed", by=by, at=at)


def _record(enterprise: Enterprise, detail: str, *, by: User | None, at: datetime) -> None:
    subject = enterprise.public_id
    record(Action.WEBHOOK, by=by, at=at, kind="enterprise", subject=subject, detail=detail)


def try_out(*, endpoint: Endpoint, at: datetime) -> Delivery:
    """Have something sent that only says that it arrives."""
    subject = endpoint.enterprise.public_id
    return Delivery.objects.create(
        endpoint=endpoint, event=Event.TEST, subject=subject, made_at=at, next_at=at
    )


def tell_again(*, delivery: Delivery, at: datetime) -> None:
    """Have it sent anew, under its old id, as if it had never been tried."""
    Delivery.objects.filter(pk=delivery.pk).update(state=DeliveryState.WAITING, tries=0, next_at=at)


def note_events(*, at: datetime) -> None:
    """Make a delivery of everything that has happened and is not told yet; forget old ones."""
    Delivery.objects.bulk_create(
        [
            Delivery(endpoint=endpoint, event=event, subject=subject, made_at=at, next_at=at)
            for endpoint, event, subject in untold_events(at)
        ],
        ignore_conflicts=True,  # another worker was at it
    )
    Delivery.objects.filter(made_at__lt=at - KEPT).delete()


def queue_due(*, at: datetime) -> list[Job]:
    """Return a job for each try that is due. Then wake them."""
    due = Delivery.objects.filter(next_at__lte=at, endpoint__is_on=True).order_by("next_at", "pk")
    keys = {delivery: f"{delivery.public_id}:{delivery.next_at:%Y%m%d%H%M%S%f}" for delivery in due[:100]}
    known = set(Job.objects.filter(kind=KIND, key__in=keys.values()).values_list("key", flat=True))
    return [
        enqueue(kind=KIND, key=key, payload={"delivery": delivery.pk}, by=None, at=at)
        for delivery, key in keys.items()
        if key not in known
    ]


@transaction.atomic
def note_try(*, delivery: Delivery, at: datetime) -> None:
    """Count a try as failed before it is made: one that is cut off is tried again all the same."""
    delivery.tries += 1
    delivery.tried_at, delivery.outcome = at, ""
    delivery.next_at = next_try(delivery.tries, at=at)
    delivery.state = DeliveryState.WAITING if delivery.next_at else DeliveryState.FAILED
    delivery.save(update_fields=["tries", "tried_at", "outcome", "next_at", "state"])


@transaction.atomic
def note_outcome(*, delivery: Delivery, outcome: str, arrived: bool, at: datetime) -> None:
    """Keep what came of a try. Where nothing has come through for long, tell nothing more and say so."""
    told, endpoint = Delivery.objects.filter(pk=delivery.pk), Endpoint.objects.filter(pk=delivery.endpoint_id)
    if arrived:
        told.update(outcome=outcome, state=DeliveryState.DONE, next_at=None)
        endpoint.filter(failing_since__isnull=False).update(failing_since=None)
        return
    told.update(outcome=outcome)
    endpoint.filter(failing_since=None).update(failing_since=at)
    if endpoint.filter(is_on=True, failing_since__lte=at - OFF_AFTER).update(is_on=False):
        _say_off(delivery.endpoint)
        _record(delivery.endpoint.enterprise, "off", by=None, at=at)


def _say_off(endpoint: Endpoint) -> None:
    owner = User.objects.filter(
        memberships__enterprise=endpoint.enterprise_id, memberships__role=Role.OWNER, email__isnull=False
    ).first()
    if owner is not None:
        context = {"firm": endpoint.enterprise, "site": settings.PUBLIC_URL}
        mail = plain_mail("api/email/webhook_off", context, to=owner, connection=get_connection())
        transaction.on_commit(mail.send, robust=True)
