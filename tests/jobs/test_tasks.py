"""What a worker does with a job, good or bad, without a worker."""

from datetime import UTC, datetime
from typing import Any
from unittest import mock

import pytest
from django.contrib.auth.models import Group
from kombu import Connection
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from config import settings as embedded
from jobs import tasks
from jobs.models import Job, JobState
from jobs.services import life as services
from jobs.wording import TOO_LARGE, UNEXPECTED

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
KINDS = ("ink", "refuse", "stumble", "gobble")


@pytest.fixture(autouse=True)
def _handlers(settings: Settings) -> None:
    settings.JOB_HANDLERS = {kind: f"tests.jobs.handlers.{kind}" for kind in KINDS}


def run(kind: str) -> Job:
    job = services.enqueue(kind=kind, key="1", payload={"name": "leaf"}, by=None, at=NOW)
    tasks.run_job(job_id=job.pk)
    job.refresh_from_db()
    return job


@pytest.mark.django_db
def test_a_job_is_done_once_however_often_it_is_woken() -> None:
    job = run("ink")
    tasks.run_job(job_id=job.pk)
    assert job.state == JobState.DONE
    assert Group.objects.count() == 1


@pytest.mark.django_db
def test_a_message_for_a_job_that_is_gone_is_ignored() -> None:
    tasks.run_job(job_id=0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "state", "reason"),
    [
        ("refuse", JobState.FAILED, "没有可用的内容"),
        ("gobble", JobState.FAILED, TOO_LARGE),
        ("stumble", JobState.QUEUED, UNEXPECTED),
    ],
)
def test_a_job_that_goes_wrong_says_why(kind: str, state: JobState, reason: str) -> None:
    job = run(kind)
    assert (job.state, job.error) == (state, reason)


@pytest.mark.django_db
def test_a_broker_that_is_down_fails_no_request(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks, caplog: pytest.LogCaptureFixture
) -> None:
    job = services.enqueue(kind="ink", key="1", payload={}, by=None, at=NOW)
    with (
        mock.patch.object(tasks.run_job, "delay", side_effect=ConnectionError("no broker")),
        django_capture_on_commit_callbacks(execute=True),
    ):
        tasks.wake(job.pk)
    assert "no broker" in caplog.text


@pytest.mark.django_db
def test_the_sweep_wakes_what_was_lost() -> None:
    job = services.enqueue(kind="ink", key="1", payload={}, by=None, at=NOW)
    with mock.patch.object(tasks.run_job, "delay") as delay:
        tasks.sweep()
    delay.assert_called_once_with(job_id=job.pk)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("attempt", "woken", "done"),
    [
        (0, "bulk", "report"),  # bulk work is due, somebody waits: that first
        (1, "bulk", "bulk"),  # tried before: the sweep wakes it
        (0, "report", "report"),
    ],
)
def test_what_somebody_waits_for_goes_first(settings: Settings, attempt: int, woken: str, done: str) -> None:
    settings.JOBS_WAITED_FOR = ("ink",)
    settings.JOB_HANDLERS["bulk"] = settings.JOB_HANDLERS["ink"]
    payload = {"name": "leaf"}
    bulk = services.enqueue(kind="bulk", key="bulk", payload=payload, by=None, at=NOW)
    report = services.enqueue(kind="ink", key="report", payload=payload, by=None, at=NOW)
    Job.objects.filter(pk=report.pk).update(attempt=attempt)
    with mock.patch.object(tasks.run_job, "delay") as delay:
        tasks.run_job(job_id={"bulk": bulk, "report": report}[woken].pk)
    assert Job.objects.get(state=JobState.DONE).key == done
    # The one whose turn it was is not forgotten.
    assert [call.kwargs for call in delay.mock_calls] == ([{"job_id": bulk.pk}] if woken != done else [])


def test_a_job_that_comes_over_files_is_not_kept_waiting() -> None:
    """A worker looks for the next message, once one is done, after this time; sweeps send eight at once."""
    options = embedded.CELERY_BROKER_TRANSPORT_OPTIONS
    with Connection("filesystem://localhost//", transport_options=options) as connection:
        transport: Any = connection.transport
        assert transport.polling_interval <= 0.1
