"""Signs of life: rows, so that whoever reads one knows that the database takes writes too."""

from datetime import datetime, timedelta

from django.conf import settings

from jobs.models import Heartbeat

WORKER, PROBE = Heartbeat.WORKER, Heartbeat.PROBE


def beat(*, name: str, at: datetime) -> None:
    """Write that this one lives."""
    Heartbeat.objects.bulk_create(
        [Heartbeat(name=name, at=at)], update_conflicts=True, unique_fields=["name"], update_fields=["at"]
    )


def is_worker_alive(*, at: datetime) -> bool:
    """Return whether a worker has lived within a minute, or within the longest job where that is longer."""
    longest = settings.CELERY_TASK_TIME_LIMIT + settings.JOB_SWEEP_SECONDS
    since = at - timedelta(seconds=max(60, longest))
    return Heartbeat.objects.filter(name=WORKER, at__gte=since).exists()
