"""What the workers run. A message says which job may be due; the row decides."""

import logging
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from billiard.exceptions import SoftTimeLimitExceeded
from celery import shared_task
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from jobs.models import Job
from jobs.services import beating
from jobs.services import life as services
from jobs.services.registry import JobFailed, Work, handler
from jobs.wording import INTERRUPTED, TOO_LARGE, TOO_LONG, UNEXPECTED

logger = logging.getLogger(__name__)


def wake(job_id: int) -> None:
    """Send a worker for this job once the transaction is committed.

    A broker that is down fails no request: the error is logged, and the sweep wakes the job later.
    """

    def send() -> None:
        run_job.delay(job_id=job_id)

    transaction.on_commit(send, robust=True)


@shared_task(name="jobs.run_job")
def run_job(*, job_id: int, **_ignored: object) -> None:
    """Run the job if it is to be had. No sweep comes through meanwhile, so it is a sign of life itself.

    Where somebody waits for another one, that is run and this one goes to the end of the line.
    """
    beating.beat(name=beating.WORKER, at=timezone.now())
    first = services.first_in_line(job_id=job_id)
    if first != job_id:
        run_job.delay(job_id=job_id)
    job = services.claim(job_id=first, at=timezone.now())
    if job is None:
        return
    try:
        with _memory_limit(settings.JOB_MEMORY_MB):
            _perform(job)
    except services.LeaseLost:
        logger.warning("Job %s: attempt %s came too late; its result is dropped", job.pk, job.attempt)
    except JobFailed as failure:
        _end(job, failure.reason)
    except SoftTimeLimitExceeded:
        _end(job, TOO_LONG)
    except MemoryError:
        _end(job, TOO_LARGE)
    except Exception:
        logger.exception("Job %s (%s): attempt %s failed", job.pk, job, job.attempt)
        services.release(job_id=job.pk, attempt=job.attempt, reason=UNEXPECTED, at=timezone.now())


@shared_task(name="jobs.sweep")
def sweep(*, all_queued: bool = False, **_ignored: object) -> None:
    """Say that a worker lives and wake what was lost. Sent by its own timer (`config/celery.py`), and for
    all that is queued once the broker is back."""
    beating.beat(name=beating.WORKER, at=timezone.now())
    for job_id in services.sweep(reason=INTERRUPTED, at=timezone.now(), all_queued=all_queued):
        run_job.delay(job_id=job_id)


def _perform(job: Job) -> None:
    work = Work(kind=job.kind, payload=job.payload, attempt=job.attempt, progress=partial(_advance, job))
    keep = handler(job.kind)(work)
    services.finish(job_id=job.pk, attempt=job.attempt, keep=keep, at=timezone.now())


def _advance(job: Job, percent: int) -> None:
    services.advance(job_id=job.pk, attempt=job.attempt, progress=percent)


def _end(job: Job, reason: str) -> None:
    logger.error("Job %s (%s): attempt %s failed: %s", job.pk, job, job.attempt, reason)
    services.fail(job_id=job.pk, attempt=job.attempt, reason=reason, at=timezone.now())


@contextmanager
def _memory_limit(megabytes: int) -> Iterator[None]:
    """Let an allocation over the limit fail: MemoryError in Python, the end of the process elsewhere.

    Counts writable private memory (RLIMIT_DATA), not address space, of which threads reserve much
    without using it. Linux only; elsewhere the system ignores it.
    """
    before = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (megabytes * 2**20, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, before)
