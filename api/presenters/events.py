"""What a webhook says: that something happened, and where to read it. No answers and no names."""

from typing import Any

from api.domain.webhooks import Event
from api.models import Delivery

READ_AT = {
    Event.SUBMITTED: "/api/v1/results/{}",
    Event.CORRECTED: "/api/v1/results/{}",
    Event.REPORT: "/api/v1/reports/{}",
    Event.PLAN: "/api/v1/plans/{}",
    Event.TEST: "/api/v1/firm",
}


def told(delivery: Delivery) -> dict[str, Any]:
    """Return the body of a message, ready for JSON."""
    return {
        "type": delivery.event,
        "timestamp": delivery.made_at.isoformat(),
        "data": {
            "firm": str(delivery.endpoint.enterprise.public_id),
            "id": str(delivery.subject),
            "path": READ_AT[Event(delivery.event)].format(delivery.subject),
        },
    }
