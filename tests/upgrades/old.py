"""Databases of a revision of before: made by its own code with demonstration data, kept, put back."""

import lzma
import os
import re
import sqlite3
import subprocess
from pathlib import Path

from tests.servers import find_postgres
from tools.environment import ROOT, VENV

KEPT = Path(__file__).parent / "kept"
REVISIONS = ("8c4a2232",)  # whose databases are kept there, the oldest first
# What a psql or server older than the pg_dump does not know.
UNKNOWN = re.compile(rb"^(SET transaction_timeout|\\(un)?restrict).*$", re.MULTILINE)
LOCK = "requirements/run.txt"


def make(revision: str, folder: Path, url: str = "") -> Path:
    """Have the code of a revision make its database with demonstration firms; return its data folder.

    `url`: of an empty PostgreSQL, "" for SQLite. Packages are ours where it pins the same, else its own.
    """
    code, var = folder / "code", folder / "var"
    code.mkdir()
    archive = subprocess.run(["git", "archive", revision], cwd=ROOT, check=True, capture_output=True)
    subprocess.run(["tar", "-x"], cwd=code, check=True, input=archive.stdout)
    if (code / LOCK).read_bytes() == (ROOT / LOCK).read_bytes():
        (code / ".venv").symlink_to(VENV)
    else:
        subprocess.run(["python3", "dev.py", "messages"], cwd=code, check=True)  # makes its environment
    manage(code, var, url, "prepare", "--first-admin", "--demo")
    return var


def manage(code: Path, var: Path, url: str, *command: str) -> str:
    """Run a command of `manage.py` with this code over this installation; return what it says.

    As an operator without other settings would. Raises CalledProcessError.
    """
    ours = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    settings = {**ours, "SHUJIE_VAR_DIR": str(var), **({"DATABASE_URL": url} if url else {})}
    call: list[str | Path] = [code / ".venv" / "bin" / "python", "manage.py", *command]
    done = subprocess.run(call, cwd=code, env=settings, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


def sqlite_of(var: Path) -> Path:
    return var / "shujie.sqlite3"


def keep(revision: str, var: Path, url: str = "") -> Path:
    """Write the database into a file that is small enough to be committed; return it."""
    KEPT.mkdir(exist_ok=True)
    if url:
        dump = [f"{find_postgres()}/pg_dump", "--no-owner", "--no-privileges", "--dbname", url]
        made = subprocess.run(dump, check=True, capture_output=True).stdout
        content, file = UNKNOWN.sub(b"", made), KEPT / f"{revision}.sql.xz"
    else:
        copy = var / "copy"
        with sqlite3.connect(sqlite_of(var)) as database:
            database.execute("VACUUM INTO ?", [str(copy)])
        content, file = copy.read_bytes(), KEPT / f"{revision}.sqlite3.xz"
    file.write_bytes(lzma.compress(content, preset=9))
    return file


def put_back(revision: str, var: Path, url: str = "") -> None:
    """Make the database that was kept of a revision: a file in the data folder, or in an empty PostgreSQL."""
    var.mkdir(exist_ok=True)
    if not url:
        sqlite_of(var).write_bytes(lzma.decompress((KEPT / f"{revision}.sqlite3.xz").read_bytes()))
        return
    restore = [f"{find_postgres()}/psql", "--quiet", "--dbname", url, "--set", "ON_ERROR_STOP=1"]
    sql = lzma.decompress((KEPT / f"{revision}.sql.xz").read_bytes())
    subprocess.run(restore, check=True, input=sql, stdout=subprocess.DEVNULL)
