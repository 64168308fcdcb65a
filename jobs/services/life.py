"""The life of a job: every step is one conditional UPDATE, so that the first of two wins."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F, QuerySet

from jobs.models import Job, JobState
from jobs.services.registry import Keep


class LeaseLost(Exception):
    """This attempt no longer owns the job: it came too late, and another one has it."""


def enqueue(
    *, kind: str, key: str, payload: Mapping[str, Any], by: AbstractBaseUser | None, at: datetime
) -> Job:
    """Return the job of this kind and key, made now unless it exists. Then call `jobs.tasks.wake`."""
    job, _ = Job.objects.get_or_create(
        kind=kind,
        key=key,
        defaults={
            "payload": dict(payload),
            "last_attempt": settings.JOB_ATTEMPTS,
            "requested_by_id": by.pk if by else None,
            "requested_at": at,
            "woken_at": at,
        },
    )
    return job


def enqueue_next(
    *, kind: str, series: str, payload: Mapping[str, Any], patience: timedelta, at: datetime
) -> Job | None:
    """Return a new job of a series that goes on by itself; None while the last one has not ended.

    After one that failed there is none for as long as `patience`. Then call `jobs.tasks.wake`.
    """
    earlier = Job.objects.filter(kind=kind, key__startswith=f"{series}:")
    last = earlier.order_by("-pk").first()
    if last is not None and _must_wait(last, at - patience):
        return None
    return enqueue(kind=kind, key=f"{series}:{earlier.count() + 1}", payload=payload, by=None, at=at)


def _must_wait(last: Job, patient_since: datetime) -> bool:
    if last.state == JobState.DONE:
        return False
    return last.finished_at is None or last.finished_at > patient_since


def first_in_line(*, job_id: int) -> int:
    """Return the job to run now that this one is due: another that somebody waits for goes before bulk work.

    The oldest of those, not yet tried; one that has been is woken by the sweep.
    """
    if Job.objects.filter(pk=job_id, kind__in=settings.JOBS_WAITED_FOR).exists():
        return job_id
    waiting = Job.objects.filter(state=JobState.QUEUED, attempt=0, kind__in=settings.JOBS_WAITED_FOR)
    return waiting.order_by("requested_at", "pk").values_list("pk", flat=True).first() or job_id


def claim(*, job_id: int, at: datetime) -> Job | None:
    """Take a queued job for one lease; None if it is not to be had.

    One of a kind that is not known here is left to workers of the next version, which run already.
    """
    known = list(settings.JOB_HANDLERS)
    with transaction.atomic():
        taken = Job.objects.filter(pk=job_id, state=JobState.QUEUED, kind__in=known).update(
            state=JobState.RUNNING,
            attempt=F("attempt") + 1,
            leased_until=at + timedelta(seconds=settings.JOB_LEASE_SECONDS),
            started_at=at,
            progress=0,
            error="",
        )
        return Job.objects.get(pk=job_id) if taken else None


def advance(*, job_id: int, attempt: int, progress: int) -> None:
    """Record the progress in percent. Raises LeaseLost."""
    if not _running(job_id, attempt).update(progress=progress):
        raise LeaseLost


def finish(*, job_id: int, attempt: int, keep: Keep, at: datetime) -> None:
    """Mark done and keep the results, both or neither. Raises LeaseLost, and then nothing is kept."""
    with transaction.atomic():
        if not _running(job_id, attempt).update(
            state=JobState.DONE, leased_until=None, progress=100, finished_at=at
        ):
            raise LeaseLost
        keep()


def fail(*, job_id: int, attempt: int, reason: str, at: datetime) -> bool:
    """End the job with a reason (a msgid); False if this attempt no longer owned it."""
    return bool(
        _running(job_id, attempt).update(
            state=JobState.FAILED, leased_until=None, error=reason, finished_at=at
        )
    )


def release(*, job_id: int, attempt: int, reason: str, at: datetime) -> None:
    """Give the job back after an unexpected error: the sweep wakes it again, the last attempt ends it."""
    mine = _running(job_id, attempt)
    if not mine.filter(last_attempt__gt=attempt).update(
        state=JobState.QUEUED, leased_until=None, error=reason
    ):
        fail(job_id=job_id, attempt=attempt, reason=reason, at=at)


def retry(*, job: Job, by: AbstractBaseUser | None, at: datetime, done: bool = False) -> bool:
    """Queue a job anew that failed or was cancelled, with as many more attempts; False for another. Then
    `wake` it. `done`: also one that is done, since what it made is gone."""
    over = [JobState.FAILED, JobState.CANCELLED, *([JobState.DONE] if done else [])]
    return bool(
        Job.objects.filter(pk=job.pk, state__in=over).update(
            state=JobState.QUEUED,
            last_attempt=F("attempt") + settings.JOB_ATTEMPTS,
            progress=0,
            error="",
            requested_by_id=by.pk if by else None,
            woken_at=at,
            finished_at=None,
        )
    )


def cancel(*, job: Job, reason: str, at: datetime) -> bool:
    """Take back a job that is not over, with a reason (a msgid); False if it is.

    A worker that is at it finds out at its next step, or when it ends: then nothing is kept.
    """
    under_way = Job.objects.filter(pk=job.pk, state__in=[JobState.QUEUED, JobState.RUNNING])
    return bool(under_way.update(state=JobState.CANCELLED, leased_until=None, error=reason, finished_at=at))


def sweep(*, reason: str, at: datetime, all_queued: bool = False) -> list[int]:
    """Free what dead workers held; return the jobs to wake: freed ones and those whose message was lost.

    A queued job waits one lease for its message to arrive before it is woken again, unless `all_queued`
    says that messages are lost; waking a job twice does no harm. `reason` is kept with those that have no
    attempt left.
    """
    expired = Job.objects.filter(state=JobState.RUNNING, leased_until__lt=at)
    expired.filter(attempt__gte=F("last_attempt")).update(
        state=JobState.FAILED, leased_until=None, error=reason, finished_at=at
    )
    patience = timedelta(seconds=settings.JOB_LEASE_SECONDS)
    expired.update(state=JobState.QUEUED, leased_until=None, woken_at=at - patience)
    lost = Job.objects.filter(state=JobState.QUEUED, woken_at__lte=at if all_queued else at - patience)
    found = list(lost.order_by("requested_at", "pk").values_list("pk", flat=True))
    return [job_id for job_id in found if lost.filter(pk=job_id).update(woken_at=at)]  # of two sweeps one


def _running(job_id: int, attempt: int) -> QuerySet[Job]:
    return Job.objects.filter(pk=job_id, state=JobState.RUNNING, attempt=attempt)
