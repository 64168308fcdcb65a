"""The life of a job, step by step, and its races."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from pytest_django import Settings

from enterprises.models import User
from jobs.models import Job, JobState
from jobs.selectors import ahead_of
from jobs.services import life as services
from jobs.wording import CANCELLED, INTERRUPTED

pytestmark = pytest.mark.sqlite

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


def make_job(key: str = "1") -> Job:
    return services.enqueue(kind="ink", key=key, payload={"name": key}, by=None, at=NOW)


def claimed(key: str = "1", at: datetime = NOW) -> Job:
    job = services.claim(job_id=make_job(key).pk, at=at)
    assert job is not None
    return job


def keep_nothing() -> None:
    pass


@pytest.mark.django_db
class TestEnqueue:
    def test_asking_again_gives_the_same_job(self, alice: User) -> None:
        first = services.enqueue(kind="ink", key="1", payload={}, by=alice, at=NOW)
        second = services.enqueue(kind="ink", key="1", payload={}, by=None, at=LATER)
        assert first == second
        assert second.requested_by == alice

    def test_another_kind_with_the_same_key_is_another_job(self) -> None:
        other = services.enqueue(kind="other", key="1", payload={}, by=None, at=NOW)
        assert other != make_job("1")


@pytest.mark.django_db
class TestEnqueueNext:
    def following(self, *, series: str = "letters", at: datetime = NOW) -> Job | None:
        return services.enqueue_next(
            kind="ink", series=series, payload={}, patience=timedelta(minutes=10), at=at
        )

    def test_there_is_one_at_a_time_in_a_series(self) -> None:
        first = self.following()
        assert first is not None
        assert self.following() is None
        assert self.following(series="letter") is not None
        Job.objects.filter(pk=first.pk).update(state=JobState.DONE, finished_at=NOW)
        second = self.following()
        assert second is not None
        assert (first.key, second.key) == ("letters:1", "letters:2")

    def test_after_a_failure_the_series_waits(self) -> None:
        first = self.following()
        assert first is not None
        Job.objects.filter(pk=first.pk).update(state=JobState.FAILED, finished_at=NOW)
        assert self.following(at=NOW + timedelta(minutes=9)) is None
        assert self.following(at=NOW + timedelta(minutes=10)) is not None


@pytest.mark.django_db
class TestClaim:
    def test_a_queued_job_is_taken_for_one_lease(self, settings: Settings) -> None:
        job = claimed()
        assert (job.state, job.attempt) == (JobState.RUNNING, 1)
        assert job.leased_until == NOW + timedelta(seconds=settings.JOB_LEASE_SECONDS)

    def test_a_running_job_is_not_to_be_had(self) -> None:
        job = claimed()
        assert services.claim(job_id=job.pk, at=NOW) is None

    def test_an_unknown_job_is_not_to_be_had(self) -> None:
        assert services.claim(job_id=0, at=NOW) is None

    def test_a_job_of_a_kind_that_only_the_next_version_knows_waits_for_its_workers(self) -> None:
        job = services.enqueue(kind="not yet", key="1", payload={}, by=None, at=NOW)
        assert services.claim(job_id=job.pk, at=NOW) is None
        assert job.pk in services.sweep(reason=INTERRUPTED, at=LATER)


@pytest.mark.django_db
class TestFinish:
    def test_the_results_are_kept_with_the_state(self) -> None:
        job = claimed()
        services.finish(job_id=job.pk, attempt=1, keep=lambda: None, at=LATER)
        job.refresh_from_db()
        assert (job.state, job.progress, job.leased_until, job.finished_at) == ("done", 100, None, LATER)
        assert job.is_over

    def test_an_attempt_that_lost_its_lease_keeps_nothing(self) -> None:
        job = claimed()
        services.sweep(reason=INTERRUPTED, at=LATER)
        services.claim(job_id=job.pk, at=LATER)
        with pytest.raises(services.LeaseLost):
            services.finish(job_id=job.pk, attempt=1, keep=lambda: pytest.fail("kept"), at=LATER)

    def test_results_that_cannot_be_kept_leave_the_job_running(self) -> None:
        job = claimed()

        def keep() -> None:
            Group.objects.create(name="half")
            raise ValueError

        with pytest.raises(ValueError):  # noqa: PT011
            services.finish(job_id=job.pk, attempt=1, keep=keep, at=LATER)
        job.refresh_from_db()
        assert job.state == JobState.RUNNING
        assert not Group.objects.exists()


@pytest.mark.django_db
class TestFailure:
    def test_a_failed_job_says_why_in_the_readers_language(self) -> None:
        job = claimed()
        assert services.fail(job_id=job.pk, attempt=1, reason="没有可用的内容", at=LATER)
        job.refresh_from_db()
        assert (job.state, job.error_text) == (JobState.FAILED, "没有可用的内容")

    def test_a_late_attempt_fails_nothing(self) -> None:
        job = claimed()
        assert not services.fail(job_id=job.pk, attempt=2, reason="?", at=LATER)

    def test_a_released_job_waits_for_the_sweep(self) -> None:
        job = claimed()
        services.release(job_id=job.pk, attempt=1, reason="?", at=NOW)
        assert services.sweep(reason=INTERRUPTED, at=LATER) == [job.pk]

    def test_the_last_attempt_is_the_last(self, settings: Settings) -> None:
        settings.JOB_ATTEMPTS = 1
        job = claimed()
        services.release(job_id=job.pk, attempt=1, reason="意外", at=NOW)
        job.refresh_from_db()
        assert (job.state, job.error) == (JobState.FAILED, "意外")

    def test_a_failed_job_is_retried_with_all_its_attempts(self, alice: User, settings: Settings) -> None:
        job = claimed()
        services.fail(job_id=job.pk, attempt=1, reason="?", at=NOW)
        assert services.retry(job=job, by=alice, at=LATER)
        job.refresh_from_db()
        assert (job.state, job.error, job.requested_by) == (JobState.QUEUED, "", alice)
        assert job.last_attempt - job.attempt == settings.JOB_ATTEMPTS

    def test_an_attempt_from_before_a_retry_owns_nothing(self) -> None:
        job = claimed()
        services.sweep(reason=INTERRUPTED, at=LATER)
        services.claim(job_id=job.pk, at=LATER)
        services.fail(job_id=job.pk, attempt=2, reason="?", at=LATER)
        services.retry(job=job, by=None, at=LATER)
        services.claim(job_id=job.pk, at=LATER)
        with pytest.raises(services.LeaseLost):
            services.finish(job_id=job.pk, attempt=1, keep=lambda: pytest.fail("kept"), at=LATER)

    def test_only_failed_jobs_are_retried(self) -> None:
        assert not services.retry(job=make_job(), by=None, at=LATER)


@pytest.mark.django_db
class TestSweep:
    def test_a_job_within_its_lease_is_left_alone(self) -> None:
        claimed()
        assert services.sweep(reason=INTERRUPTED, at=NOW + timedelta(seconds=1)) == []

    def test_a_job_of_a_dead_worker_is_freed_and_woken(self) -> None:
        job = claimed()
        assert services.sweep(reason=INTERRUPTED, at=LATER) == [job.pk]
        retaken = services.claim(job_id=job.pk, at=LATER)
        assert retaken is not None
        assert retaken.attempt == 2

    def test_a_job_that_kills_its_workers_ends_failed(self, settings: Settings) -> None:
        settings.JOB_ATTEMPTS = 2
        job = make_job()
        for hours in (0, 1):
            at = NOW + timedelta(hours=hours)
            services.sweep(reason=INTERRUPTED, at=at)
            assert services.claim(job_id=job.pk, at=at)
        assert services.sweep(reason=INTERRUPTED, at=NOW + timedelta(hours=2)) == []
        job.refresh_from_db()
        assert (job.state, job.error) == (JobState.FAILED, INTERRUPTED)

    def test_a_lost_message_is_sent_again_but_not_at_every_sweep(self) -> None:
        job = make_job()
        assert services.sweep(reason=INTERRUPTED, at=NOW + timedelta(seconds=1)) == []
        assert services.sweep(reason=INTERRUPTED, at=LATER) == [job.pk]
        assert services.sweep(reason=INTERRUPTED, at=LATER + timedelta(seconds=1)) == []


@pytest.mark.django_db
class TestCancelling:
    def test_a_job_that_waits_or_runs_is_taken_back_and_keeps_nothing(self) -> None:
        waiting, running = make_job("1"), claimed("2")
        for job in (waiting, running):
            assert services.cancel(job=job, reason=CANCELLED, at=LATER)
            job.refresh_from_db()
            assert (job.state, job.error_text) == (JobState.CANCELLED, "已取消，没有生成。需要时可以重试。")
        assert services.claim(job_id=waiting.pk, at=LATER) is None
        with pytest.raises(services.LeaseLost):
            services.finish(job_id=running.pk, attempt=1, keep=keep_nothing, at=LATER)
        assert services.retry(job=waiting, by=None, at=LATER)

    def test_what_is_over_stays(self) -> None:
        job = claimed()
        services.finish(job_id=job.pk, attempt=1, keep=keep_nothing, at=LATER)
        assert not services.cancel(job=job, reason=CANCELLED, at=LATER)


@pytest.mark.django_db
def test_the_place_in_line_counts_what_somebody_waits_for_before_bulk_work(settings: Settings) -> None:
    settings.JOBS_WAITED_FOR = ("ink",)
    bulk = [services.enqueue(kind="bulk", key=key, payload={}, by=None, at=NOW) for key in "12"]
    first, second = make_job("1"), services.enqueue(kind="ink", key="2", payload={}, by=None, at=LATER)
    assert [ahead_of(job) for job in (first, second, *bulk)] == [0, 1, 2, 3]
    services.claim(job_id=first.pk, at=LATER)
    first.refresh_from_db()
    assert (ahead_of(first), ahead_of(second)) == (0, 0)


@pytest.mark.django_db
def test_once_messages_are_lost_all_that_is_queued_is_woken_at_once() -> None:
    job = make_job()
    assert services.sweep(reason=INTERRUPTED, at=NOW) == []
    assert services.sweep(reason=INTERRUPTED, at=NOW, all_queued=True) == [job.pk]


def test_progress_of_a_lost_lease_stops_the_work(db: None) -> None:
    job = claimed()
    services.advance(job_id=job.pk, attempt=1, progress=40)
    job.refresh_from_db()
    assert job.progress == 40
    with pytest.raises(services.LeaseLost):
        services.advance(job_id=job.pk, attempt=2, progress=50)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_many_claimers_one_wins() -> None:
    jobs = [make_job(str(number)).pk for number in range(10)]

    def claim_all(_worker: int) -> list[int]:
        try:
            return [job for job in jobs if services.claim(job_id=job, at=NOW)]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        won = [job for one in pool.map(claim_all, range(4)) for job in one]
    assert sorted(won) == jobs
