"""A whole installation of one's own, in either set-up: database, broker, web server and worker."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.chaos.people import Filling
from tests.chaos.processes import Torment, wait_for
from tests.chaos.stored import Stored
from tests.databases import FOLDER, forget_unused, kept_file
from tests.servers import POSTGRES, REDIS, Program, free_port, make_postgres, make_redis
from tools.environment import ROOT, clean
from tools.serve import WEB_LIMITS

EMBEDDED, PRODUCTION = "embedded", "production"  # SQLite and files; PostgreSQL and Redis
SETUPS = (EMBEDDED, PRODUCTION)
KEPT = 4  # prepared databases of each, of about 40 MB


class Site:
    """Its servers by name: `database` and `broker` in production only; `web` and `worker` once started."""

    def __init__(self, folder: Path, setup: str, at_end: ExitStack, **settings: str) -> None:
        self.folder = folder
        self.port = free_port()
        self.servers: dict[str, Torment] = {}
        self._at_end = at_end
        self.env = clean({"DJANGO_SETTINGS_MODULE": "tests.chaos.settings"})
        # Checks are half of the start of a worker: they load every page.
        self.env |= {"SHUJIE_VAR_DIR": str(folder / "var"), "CELERY_SKIP_CHECKS": "1", **settings}
        (folder / "var").mkdir()
        if setup == PRODUCTION:
            self._have_servers()
        else:
            self._have_tables(folder / "var" / "shujie.sqlite3")

    def _have_servers(self) -> None:
        postgres, redis = make_postgres(self.folder, free_port()), make_redis(self.folder, free_port())
        self.env["DATABASE_URL"] = POSTGRES.address.format(port=postgres.port)
        self.env["CELERY_BROKER_URL"] = REDIS.address.format(port=redis.port)
        self._have_tables(self.folder / "postgres" / "data", postgres)
        for name, program in (("database", postgres), ("broker", redis)):
            self._serve(name, program)

    def _have_tables(self, place: Path, program: Program | None = None) -> None:
        """Copy in a migrated database with its standard; the first time it is made, and kept."""
        kept = _kept_place(place.name)
        if not kept.exists():
            if program:
                self._serve("database", program)
            self.run("-m", "tests.chaos.people", "0")
            if program:
                self.servers.pop("database").stop()
            _copy(place, kept)
            forget_unused(kept.parent.glob(f"*.{place.name}"), KEPT)
            return
        kept.touch()
        if place.is_dir():
            owner = place.stat()
            shutil.rmtree(place)
            _copy(kept, place)
            for one in (place, *place.rglob("*")):
                os.chown(one, owner.st_uid, owner.st_gid)
        else:
            _copy(kept, place)

    def _serve(self, name: str, program: Program) -> None:
        self._add(name, Torment(program.start))
        program.wait_until_open(self.servers[name].process)

    def _add(self, name: str, server: Torment) -> None:
        self.servers[name] = server
        self._at_end.callback(server.kill)

    def firms(self, count: int) -> list[Filling]:
        """Return as many new firms with a draft each."""
        return [Filling(**one) for one in json.loads(self.run("-m", "tests.chaos.people", str(count)))]

    def stored(self) -> Stored:
        """Return what the database holds. Raises CalledProcessError where it cannot be read."""
        found: Stored = json.loads(self.run("-m", "tests.chaos.stored"))
        return found

    def run(self, *arguments: str) -> str:
        """Run a Python command within the site and return what it says. Raises CalledProcessError."""
        env = {**self.env, "SHUJIE_DB_STATEMENT_SECONDS": "0", "SHUJIE_DB_POOL_SECONDS": "60"}
        command = [sys.executable, *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True, check=True
        ).stdout

    def start_web(self) -> None:
        command = [
            "-m",
            "granian",
            "--interface",
            "wsgi",
            "config.wsgi:application",
            "--log-level",
            "warning",
        ]
        self.start("web", [*command, "--host", "127.0.0.1", "--port", str(self.port), *WEB_LIMITS])
        wait_for(lambda: self.status("/healthz") == 200, "the web server does not answer", 90)

    def start_worker(self) -> None:
        command = ["-m", "celery", "--quiet", "-A", "config", "worker", "-c", "1", "--loglevel", "warning"]
        self.start("worker", [*command, "--without-gossip", "--without-mingle", "--without-heartbeat"])

    def start(self, name: str, command: list[str], given: Path | None = None) -> None:
        """Start a Python command within the site. `given`: a file that it reads as its input."""

        def start() -> subprocess.Popen[bytes]:
            with (self.folder / f"{name}.log").open("ab") as log, (given or Path(os.devnull)).open() as read:
                return subprocess.Popen(
                    [sys.executable, *command], cwd=ROOT, env=self.env, stdin=read, stdout=log, stderr=log
                )

        self._add(name, Torment(start))

    def status(self, path: str, timeout: float = 15) -> int:
        """Return the status of a page, 0 where nothing answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=timeout) as page:
                return int(page.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0


@contextmanager
def site(setup: str, **settings: str) -> Iterator[Site]:
    """Give a site whose servers end with the block; web and worker are not started yet."""
    with TemporaryDirectory(prefix="shujie-chaos-") as folder, ExitStack() as at_end:
        yield Site(Path(folder), setup, at_end, **settings)


def _kept_place(name: str) -> Path:
    """Return where the prepared database of this state of code and standard lies."""
    digest = hashlib.sha256(kept_file().name.encode())
    for file in sorted((ROOT / "standards" / "data").glob("*.yaml")):
        digest.update(file.read_bytes())
    return FOLDER / "whole" / f"{digest.hexdigest()}.{name}"


def _copy(source: Path, target: Path) -> None:
    """Copy a file or a folder; it appears under its name once it is complete, and the first one stays."""
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f"{target.name}.{os.getpid()}")
    if source.is_dir():
        shutil.copytree(source, unfinished)
    else:
        shutil.copyfile(source, unfinished)
    if target.exists():
        shutil.rmtree(unfinished) if unfinished.is_dir() else unfinished.unlink()
    else:
        unfinished.rename(target)
