"""Processes that are killed, hung and started again, children included. Reads /proc: Linux."""

import os
import signal
import subprocess
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


class Torment:
    """What one server is made to suffer."""

    def __init__(self, start: Callable[[], subprocess.Popen[bytes]]) -> None:
        self._start = start
        self.process = start()

    def hang(self) -> None:
        """Stop all of it: connections are accepted by the kernel, and nothing answers."""
        self._stop_all()

    def resume(self) -> None:
        for pid in family(self.process.pid):
            _send(pid, signal.SIGCONT)

    def kill(self) -> None:
        """Kill -9 all of it at once."""
        for pid in self._stop_all():
            _send(pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """End it as an operator does; what does not end in time is killed."""
        self.process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=10)
        self.kill()

    def restart(self) -> None:
        self.process = self._start()

    def _stop_all(self) -> set[int]:
        """Return what is stopped: also what was begun while the first of it were stopped."""
        stopped: set[int] = set()
        while begun := [pid for pid in family(self.process.pid) if pid not in stopped]:
            for pid in begun:
                _send(pid, signal.SIGSTOP)
            stopped.update(begun)
        return stopped


def _send(pid: int, number: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)


def family(pid: int) -> list[int]:
    """Return the process, its children, theirs and so on."""
    children = defaultdict(list)
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has just ended
            fields = stat.read_text(errors="replace").rpartition(")")[2].split()
            children[int(fields[1])].append(int(stat.parent.name))
    found = [pid]
    for one in found:  # grows while it is walked
        found += children[one]
    return found


def wait_for(condition: Callable[[], bool], trouble: str, timeout: float = 30) -> None:
    """Return once the condition holds. Raises TimeoutError."""
    deadline = time.monotonic() + timeout
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(trouble)
        time.sleep(0.05)
