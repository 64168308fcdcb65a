"""Real worker processes for tests: start, kill -9, a gate at which every job waits until it is opened.

    with workers(tmp_path, broker="filesystem://") as pool:
        pool.start()
        ...enqueue jobs, pool.wake(job)...
        pool.wait_for_arrival()
        pool.kill()
        pool.start()
        pool.open_gate()
        pool.wait_until_over()

Needs `transactional_db`: the workers see only what is committed. Job kinds of `config.settings.JOB_HANDLERS`
run behind the gate.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from celery import Celery
from django.conf import settings
from django.db import connection

from jobs.models import Job, JobState

ROOT = Path(__file__).parent.parent.parent


def broker_url(name: str) -> str:
    """Return the address of a broker; without Redis the test is skipped. Each xdist worker has its own."""
    if name == "filesystem":
        return "filesystem://localhost//"
    if "TEST_REDIS_URL" not in os.environ:
        pytest.skip("no Redis: run with --redis")
    number = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    return f"{os.environ['TEST_REDIS_URL']}/{int(number) % 16}"


class Workers:
    """One worker at a time, over one broker, on the database of the running test."""

    def __init__(self, folder: Path, broker: str, limits: dict[str, int]) -> None:
        self.folder = folder
        self.gate = folder / "gate"
        self.log = folder / "worker.log"
        self.process: subprocess.Popen[bytes] | None = None
        queue = folder / "var" / "queue"
        self.env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.worker_settings",
            "CELERY_SKIP_CHECKS": "1",  # half of a start: they load every page
            "DATABASE_URL": _database_url(),
            "CELERY_BROKER_URL": broker,
            "SHUJIE_VAR_DIR": str(folder / "var"),
            "TEST_GATE": str(self.gate),
            "TEST_FILES": str(settings.FILES),
            **{f"SHUJIE_JOB_{name.upper()}": str(value) for name, value in limits.items()},
        }
        self.sender = Celery("sender", broker=broker)
        if broker.startswith("filesystem"):
            (queue / "messages").mkdir(parents=True)
            (queue / "control").mkdir()
            self.sender.conf.broker_transport_options = {
                "data_folder_in": str(queue / "messages"),
                "data_folder_out": str(queue / "messages"),
                "control_folder": str(queue / "control"),
            }

    def start(self) -> None:
        command = [sys.executable, "-m", "celery", "-A", "config", "worker", "-c", "1", "-l", "info"]
        command += ["--without-gossip", "--without-mingle", "--without-heartbeat"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, env=self.env, cwd=ROOT, stdout=log, stderr=log, start_new_session=True
            )

    def kill(self, *, children: bool = True) -> None:
        """Kill -9 the worker, with its pool processes or (as an operator would) without them."""
        if self.process is None:
            return
        if children:
            os.killpg(self.process.pid, signal.SIGKILL)
        else:
            self.process.kill()
        self.process.wait()

    def wake(self, job: Job) -> None:
        self.sender.send_task("jobs.run_job", kwargs={"job_id": job.pk})

    def open_gate(self) -> None:
        self.gate.touch()

    def wait_for_arrival(self, timeout: float = 30) -> None:
        self._wait((self.folder / "arrived").exists, "no job came to the gate", timeout)

    def wait_until_over(self, timeout: float = 60) -> None:
        waiting = Job.objects.filter(state__in=[JobState.QUEUED, JobState.RUNNING])
        self._wait(lambda: not waiting.exists(), "jobs do not end", timeout)

    def _wait(self, condition: Callable[[], bool], trouble: str, timeout: float) -> None:
        deadline = time.monotonic() + timeout
        while not condition():
            if time.monotonic() > deadline:
                states = list(Job.objects.values_list("kind", "state", "attempt", "error"))
                raise AssertionError(f"{trouble}: {states}\n{self.log.read_text(errors='replace')[-4000:]}")
            time.sleep(0.05)


@contextmanager
def workers(folder: Path, *, broker: str, **limits: int) -> Iterator[Workers]:
    """Give workers with short leases: a second of sweep, three of lease. They end with the block.

    Limits are the settings of jobs: `time_seconds`, `memory_mb`, `sweep_seconds`, `lease_seconds`.
    """
    pool = Workers(folder, broker, {"sweep_seconds": 1, "lease_seconds": 3, **limits})
    try:
        yield pool
    finally:
        if pool.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(pool.process.pid, signal.SIGKILL)
            pool.process.wait()


def _database_url() -> str:
    found = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{found['NAME']}"
    return f"postgresql://{found['USER']}@{found['HOST']}:{found['PORT']}/{found['NAME']}"
