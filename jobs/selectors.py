"""Reads how background work stands: from the database, so that every process says the same."""

from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Avg, Count, F, Max, Min, Q

from jobs.domain.operation import Ended, Operation, Waiting
from jobs.models import Heartbeat, Job, JobState

RECENT = timedelta(hours=1)
CONNECTIONS = """
    SELECT count(*), current_setting('max_connections')::integer
    FROM pg_stat_activity WHERE datname = current_database()
"""


def operation(*, at: datetime) -> Operation:
    """Return how everything stands now. Four queries."""
    beat = Heartbeat.objects.filter(name=Heartbeat.WORKER).values_list("at", flat=True).first()
    oldest = Job.objects.filter(state=JobState.QUEUED).aggregate(at=Min("requested_at"))["at"]
    used, most = _connections()
    return Operation(
        waiting=_waiting(),
        oldest=_age(oldest, at),
        ended=_ended(at),
        heartbeat=_age(beat, at),
        connections=used,
        connections_most=most,
    )


def _age(since: datetime | None, at: datetime) -> float | None:
    return None if since is None else (at - since).total_seconds()


def _waiting() -> tuple[Waiting, ...]:
    found = (
        Job.objects.filter(state__in=[JobState.QUEUED, JobState.RUNNING])
        .order_by("kind")
        .values_list("kind")
        .annotate(
            queued=Count("pk", filter=Q(state=JobState.QUEUED)),
            running=Count("pk", filter=Q(state=JobState.RUNNING)),
        )
    )
    return tuple(Waiting(*row) for row in found)


def _ended(at: datetime) -> tuple[Ended, ...]:
    # A job is woken every lease until it is run: the index by state and waking leaves the old ones out.
    over = Job.objects.filter(
        state__in=[JobState.DONE, JobState.FAILED], woken_at__gt=at - 2 * RECENT, finished_at__gt=at - RECENT
    )
    took, done = F("finished_at") - F("started_at"), Q(state=JobState.DONE)
    found = (
        over.order_by("kind")
        .values_list("kind")
        .annotate(
            done=Count("pk", filter=done),
            failed=Count("pk", filter=Q(state=JobState.FAILED)),
            mean=Avg(took, filter=done),
            longest=Max(took, filter=done),
        )
    )
    return tuple(
        Ended(kind, done, failed, _seconds(mean), _seconds(longest))
        for kind, done, failed, mean, longest in found
    )


def _seconds(took: timedelta | None) -> float | None:
    return None if took is None else took.total_seconds()


def _connections() -> tuple[int | None, int | None]:
    if connection.vendor != "postgresql":
        return None, None
    with connection.cursor() as cursor:
        cursor.execute(CONNECTIONS)
        used, most = cursor.fetchone()
    return used, most
