"""Reads how background work stands: from the database, so that every process says the same."""

from datetime import datetime, timedelta

from django.conf import settings
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


def ahead_of(job: Job) -> int:
    """Return how many jobs are to be begun before a queued one: 0 for the next, and where it does not wait.

    What somebody waits for goes before bulk work (`jobs.services.life.first_in_line`). One query at most.
    """
    if job.state != JobState.QUEUED:
        return 0
    queued = Job.objects.filter(state=JobState.QUEUED)
    waited_for = Q(kind__in=settings.JOBS_WAITED_FOR)
    earlier = Q(requested_at__lt=job.requested_at) | Q(requested_at=job.requested_at, pk__lt=job.pk)
    if job.kind in settings.JOBS_WAITED_FOR:
        return queued.filter(waited_for & earlier).count()
    return queued.filter(waited_for | earlier).exclude(pk=job.pk).count()


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
