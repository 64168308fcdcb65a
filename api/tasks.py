"""What the worker does about webhooks: a look now and then at what has happened, and each try to tell it."""

import json
from functools import partial
from http import HTTPStatus

from allauth.mfa.adapter import get_adapter
from celery import shared_task
from django.utils import timezone

from api.domain.webhooks import signature
from api.models import Delivery
from api.presenters.events import told
from api.services.sending import NotSent, post
from api.services.webhooks import note_events, note_outcome, note_try, queue_due
from jobs.services.registry import Keep, Work
from jobs.tasks import wake


@shared_task(name="api.tell_events")
def tell_events(**_ignored: object) -> None:
    """Queue what is to be told. Sent by the worker's own timer (`config/celery.py`)."""
    note_events(at=timezone.now())
    for job in queue_due(at=timezone.now()):
        wake(job.pk)


def deliver(work: Work) -> Keep:
    """Make one try; what comes after it, its row says. Named in `settings.JOB_HANDLERS`."""
    found = Delivery.objects.select_related("endpoint__enterprise").filter(pk=work.payload["delivery"])
    delivery = found.filter(next_at__isnull=False, endpoint__is_on=True).first()
    if delivery is None:  # gone, told or switched off meanwhile
        return lambda: None
    now = timezone.now()
    note_try(delivery=delivery, at=now)
    outcome, arrived = _send(delivery, timestamp=int(now.timestamp()))
    return partial(note_outcome, delivery=delivery, outcome=outcome, arrived=arrived, at=now)


def _send(delivery: Delivery, *, timestamp: int) -> tuple[str, bool]:
    """Return what came of it: the status of the answer, or a word of ours; and whether it arrived."""
    body = json.dumps(told(delivery), ensure_ascii=False).encode()
    message, secret = str(delivery.public_id), get_adapter().decrypt(delivery.endpoint.secret)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Shujie-Webhook",
        "webhook-id": message,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signature(secret, message=message, timestamp=timestamp, body=body),
    }
    try:
        status = post(delivery.endpoint.url, body=body, headers=headers)
    except NotSent as failure:
        return str(failure), False
    return str(status), HTTPStatus(200) <= status < HTTPStatus(300)
