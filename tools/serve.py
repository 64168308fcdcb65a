"""`dev.py run`: prepare, then keep web and worker alive until told to stop.

`python -m tools.serve web` and `… worker` become the one or the other, for whatever keeps them alive in
production: systemd, a container. Both ways run the same commands.
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from tools import environment
from tools.environment import PYTHON, ROOT, say

QUIET = "ignore:You're running the worker with superuser"  # celery says so; here it serves one machine
LEASH = Path(__file__).with_name("leash.py")
STOP_SECONDS = 8.5  # longer than a leash waits
STEADY_SECONDS = 10.0  # a service that lived this long is restarted at once
LONGEST_PAUSE = 30.0
FEW = 2  # web processes on somebody's own machine: SQLite takes one write at a time
# Open connections (a browser keeps six, idle), requests at a time, seconds for open requests at the end.
# With more at a time some wait for SQLite until they are refused (docs/performance.md, "Fifty at once").
WEB_LIMITS = ("--backpressure", "1024", "--blocking-threads", "4", "--workers-kill-timeout", "3")


@dataclass
class Service:
    """A process that is started again whenever it ends."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    hold: int = -1  # the writing end of the leash's pipe
    started: float = 0.0
    pause: float = 0.0  # before the next start
    due: float = field(default=0.0)

    def start(self) -> None:
        reading, self.hold = os.pipe()
        self.process = subprocess.Popen(
            [sys.executable, str(LEASH), str(reading), *self.command],
            cwd=ROOT,
            pass_fds=[reading],
            start_new_session=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONWARNINGS": QUIET},
        )
        os.close(reading)
        self.started = time.monotonic()

    def tend(self) -> None:
        """Start it if it is due; notice if it has ended."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.due:
                self.start()
            return
        code = self.process.poll()
        if code is None:
            return
        self._clear()
        self.pause = 0.2 if now - self.started > STEADY_SECONDS else min(self.pause * 2 + 1, LONGEST_PAUSE)
        self.due = now + self.pause
        say(f"{self.name} ended (exit {code}); it starts again in {self.pause:.1f} s")

    def release(self) -> None:
        """Let the leash end the service."""
        if self.hold >= 0:
            os.close(self.hold)
            self.hold = -1

    def wait(self, deadline: float) -> None:
        with suppress(subprocess.TimeoutExpired):
            if self.process is not None:
                self.process.wait(timeout=max(0.1, deadline - time.monotonic()))
        self._clear()

    def _clear(self) -> None:
        """End what is left of the group: children outlive a parent that was killed."""
        if self.process is None:
            return
        self.release()
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None


def run(*, port: int, demo: bool) -> int:
    """Prepare, start and supervise; returns when told to stop."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        code = _prepare(demo=demo)
    except KeyboardInterrupt:  # `subprocess.run` has ended what was running
        say("Stopped. The next start goes on from here.")
        return 130
    return code or _serve(port)


def _prepare(*, demo: bool) -> int:
    environment.ensure("run")
    environment.compile_translations()
    return environment.manage("prepare", "--first-admin", *(["--demo"] if demo else []))


def _serve(port: int) -> int:
    stop = _Stop()
    free = _free_port(port)
    if free != port:
        say(f"Port {port} is taken; using {free}")
    # Reports print where they can be checked; a worker is not asked for by any address.
    os.environ.setdefault("SHUJIE_PUBLIC_URL", f"http://127.0.0.1:{free}")
    services = [Service("web", web(port=free, workers=min(FEW, cores()))), Service("worker", worker())]
    try:
        _supervise(services, stop, address=f"http://127.0.0.1:{free}/")
    finally:
        say("Stopping …")
        for service in services:
            service.release()
        deadline = time.monotonic() + STOP_SECONDS
        for service in services:
            service.wait(deadline)
    say("Stopped.")
    return 0


class _Stop:
    """Set by SIGINT and SIGTERM."""

    def __init__(self) -> None:
        self.asked = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._ask)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True


def _supervise(services: list[Service], stop: _Stop, *, address: str) -> None:
    announced = False
    while not stop.asked:
        for service in services:
            service.tend()
        if not announced and _is_ready(address):
            announced = True
            say(f"\nShujie is ready: {address}\nStop it with Ctrl+C.\n")
        time.sleep(0.2)


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def web(*, port: int, workers: int, host: str = "127.0.0.1") -> list[str]:
    """Return the command of the web server: a process for each worker."""
    command = [str(PYTHON), "-m", "granian", "--interface", "wsgi", "config.wsgi:application"]
    command += ["--host", host, "--port", str(port), "--workers", str(workers)]
    return [*command, "--log-level", "warning", *WEB_LIMITS]


def worker() -> list[str]:
    """Return the command of the background work; `SHUJIE_WORKERS` says how many at a time."""
    command = [str(PYTHON), "-m", "celery", "--quiet", "-A", "config", "worker", "--loglevel", "warning"]
    return [*command, "--without-gossip", "--without-mingle", "--without-heartbeat"]


def _free_port(wanted: int) -> int:
    for port in range(wanted, min(wanted + 100, 65536)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with suppress(OSError):
                probe.bind(("127.0.0.1", port))
                return port
    sys.exit(f"No free port from {wanted} on")


def _is_ready(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}healthz", timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def main(arguments: list[str] | None = None) -> None:
    """Become the web server or the worker: signals reach it as they reach any program."""
    parser = argparse.ArgumentParser(prog="python -m tools.serve")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("worker")
    serving = commands.add_parser("web")
    serving.add_argument("--host", default="127.0.0.1")
    serving.add_argument("--port", type=int, default=8000)
    serving.add_argument("--workers", type=int, default=cores(), help="processes; default one for each core")
    given = parser.parse_args(arguments)
    command = (
        worker()
        if given.command == "worker"
        else web(port=given.port, workers=given.workers, host=given.host)
    )
    os.chdir(ROOT)
    os.execv(command[0], command)  # noqa: S606 - ours


if __name__ == "__main__":
    main()
