"""Jobs with real worker processes that are killed, hang, crash and starve."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from jobs.models import Job, JobState
from jobs.services import life as services
from jobs.wording import INTERRUPTED, TOO_LARGE, TOO_LONG
from tests.jobs.workers import Workers, broker_url, workers

pytestmark = [pytest.mark.workers, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def enqueue(pool: Workers, kind: str, key: str) -> Job:
    job = services.enqueue(kind=kind, key=key, payload={"name": key}, by=None, at=timezone.now())
    pool.wake(job)
    return job


@pytest.mark.parametrize(
    ("broker", "children"), [("filesystem", False), pytest.param("redis", True, marks=pytest.mark.redis)]
)
def test_six_jobs_outlive_a_killed_worker_and_are_done_once_each(
    tmp_path: Path, broker: str, children: bool
) -> None:
    """Killed alone or with its children. `tests/reports/test_killed_workers.py`: with them, over files."""
    names = [f"report {number}" for number in range(6)]
    with workers(tmp_path, broker=broker_url(broker)) as pool:
        for name in names:
            enqueue(pool, "ink", name)
        pool.start()
        pool.wait_for_arrival()
        pool.kill(children=children)
        pool.start()
        pool.open_gate()
        pool.wait_until_over()
    assert set(Job.objects.values_list("state", flat=True)) == {JobState.DONE}
    assert sorted(name.rsplit(" ", 1)[0] for name in Group.objects.values_list("name", flat=True)) == names


@pytest.mark.sqlite
def test_a_job_whose_message_was_lost_is_done_once_a_worker_reaches_its_broker(tmp_path: Path) -> None:
    services.enqueue(kind="ink", key="1", payload={"name": "leaf"}, by=None, at=timezone.now())
    with workers(tmp_path, broker="filesystem://", lease_seconds=600, sweep_seconds=600) as pool:
        pool.open_gate()
        pool.start()
        pool.wait_until_over()
    assert Job.objects.get(kind="ink").state == JobState.DONE


def test_a_job_beyond_its_limits_ends_failed_and_the_next_one_runs(tmp_path: Path) -> None:
    reasons = {"dawdle": TOO_LONG, "gobble": TOO_LARGE, "crash": INTERRUPTED, "ignore_signals": INTERRUPTED}
    with workers(tmp_path, broker="filesystem://", time_seconds=1, lease_seconds=3) as pool:
        pool.open_gate()
        for kind in reasons:
            enqueue(pool, kind, "bad")
            enqueue(pool, "ink", f"after {kind}")
        pool.start()
        pool.wait_until_over()
    failed = Job.objects.filter(kind__in=reasons)
    assert dict(failed.values_list("kind", "error")) == reasons
    assert set(failed.values_list("state", flat=True)) == {JobState.FAILED}
    assert set(Job.objects.filter(kind="ink").values_list("state", flat=True)) == {JobState.DONE}
