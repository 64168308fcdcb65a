"""A service ends with its supervisor, its children with it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

LEASH = Path(__file__).parents[2] / "tools" / "leash.py"
# A service with a child; both say who they are and wait.
FAMILY = """
import os, sys, time
child = os.fork()
with open(sys.argv[1], "a") as log:
    print(os.getpid(), file=log, flush=True)
time.sleep(60)
"""


class Leashed:
    def __init__(self, folder: Path, service: str) -> None:
        self.log = folder / "log"
        reading, self.hold = os.pipe()
        command = [sys.executable, str(LEASH), str(reading), sys.executable, "-c", service, str(self.log)]
        self.process = subprocess.Popen(command, pass_fds=[reading], start_new_session=True)
        os.close(reading)

    def members(self) -> list[int]:
        """Wait for service and child to name themselves."""
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            names = self.log.read_text().split() if self.log.exists() else []
            if len(names) == 2:
                return [int(name) for name in names]
            time.sleep(0.02)
        raise AssertionError("the service did not start")

    def end(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def leashed(tmp_path: Path) -> Iterator[Leashed]:
    leashed = Leashed(tmp_path, FAMILY)
    yield leashed
    leashed.end()


def is_alive(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    if status.parent.parent.joinpath("self").exists():
        return status.exists() and status.read_text().rsplit(") ", 1)[1][0] != "Z"
    return subprocess.run(["ps", "-p", str(pid)], capture_output=True, check=False).returncode == 0


def test_service_and_child_end_when_the_supervisor_is_gone(leashed: Leashed) -> None:
    members = leashed.members()
    os.close(leashed.hold)  # what the kernel does when the supervisor is killed
    leashed.process.wait(timeout=10)
    deadline = time.monotonic() + 7
    while any(is_alive(pid) for pid in members) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not any(is_alive(pid) for pid in members)


def test_the_supervisor_learns_that_the_service_has_ended(tmp_path: Path) -> None:
    leashed = Leashed(tmp_path, "raise SystemExit(7)")
    assert leashed.process.wait(timeout=10) == 7
    os.close(leashed.hold)
