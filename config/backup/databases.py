"""The database as one stream of bytes, of one moment, and back: SQLite's own copy, PostgreSQL's pg_dump."""

import os
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection, transaction
from psycopg.conninfo import make_conninfo

from config.backup import rows
from config.backup.folder import told
from config.backup.trouble import BackupFailed

Take = Callable[[IO[bytes]], None]
TakeRows = Callable[[Iterator[rows.Row]], None]

# What every version of PostgreSQL's programs knows of a place; the password goes by the environment.
PLACE = {
    "dbname",
    "user",
    "host",
    "port",
    "passfile",
    "service",
    "sslmode",
    "sslrootcert",
    "sslcert",
    "sslkey",
}


def is_empty() -> bool:
    """Return whether the database holds no table."""
    with connection.cursor() as cursor:
        return not connection.introspection.table_names(cursor)


def dump(take: Take, take_rows: TakeRows) -> None:
    """Give the database of one moment to `take`, and the digests of that moment's rows to `take_rows`."""
    if connection.vendor == "sqlite":
        _dump_sqlite(take, take_rows)
    else:
        _dump_postgres(take, take_rows)


def load(give: Take) -> None:
    """Bring back what `dump` gave; `give` writes it to the file it is handed. The database is empty."""
    if connection.vendor == "sqlite":
        _load_sqlite(give)
    else:
        _load_postgres(give)


@contextmanager
def one_moment() -> Iterator[None]:
    """Have Django's connection show one and the same state inside, and keep nobody from writing meanwhile."""
    if connection.vendor == "sqlite":
        with _copy() as copy, _connected_to(copy):
            yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


# --- SQLite -----------------------------------------------------------------------------------


@contextmanager
def _plain_file() -> Iterator[Path]:
    """A file beside the database that only its owner reads, gone afterwards."""
    var = settings.VAR_DIR
    with told(var), tempfile.TemporaryDirectory(dir=var, prefix="backup-") as folder:
        yield Path(folder) / "copy.sqlite3"


def _dump_sqlite(take: Take, take_rows: TakeRows) -> None:
    with _copy() as copy:
        with copy.open("rb") as reader:
            take(reader)
        with _connected_to(copy):
            take_rows(rows.digests())


@contextmanager
def _copy() -> Iterator[Path]:
    with _plain_file() as copy:
        connection.ensure_connection()
        target = sqlite3.connect(copy)
        try:
            with _sqlite_told():
                connection.connection.backup(target)
        finally:
            target.close()
        yield copy


@contextmanager
def _connected_to(copy: Path) -> Iterator[None]:
    """Have Django's connection lead to the copy."""
    here = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(copy)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = here


def _load_sqlite(give: Take) -> None:
    with _plain_file() as copy:
        with copy.open("wb") as writer:
            give(writer)
        source = sqlite3.connect(copy)
        try:
            connection.ensure_connection()
            with _sqlite_told():
                source.backup(connection.connection)
        finally:
            source.close()
            connection.close()


@contextmanager
def _sqlite_told() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise BackupFailed(f"SQLite: {error}") from error


# --- PostgreSQL -------------------------------------------------------------------------------


def _dump_postgres(take: Take, take_rows: TakeRows) -> None:
    with one_moment():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_export_snapshot()")
            (moment,) = cursor.fetchone()
        with _program(
            "pg_dump", "--format=custom", f"--snapshot={moment}", stdout=subprocess.PIPE
        ) as running:
            assert running.stdout is not None  # noqa: S101 - asked for
            take(running.stdout)
        take_rows(rows.digests())


def _load_postgres(give: Take) -> None:
    options = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")
    with _program("pg_restore", *options, stdin=subprocess.PIPE) as running:
        assert running.stdin is not None  # noqa: S101 - asked for
        give(running.stdin)


@contextmanager
def _program(
    name: str, *options: str, stdin: int | None = None, stdout: int | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program of PostgreSQL on Django's database. Raises BackupFailed with what it says."""
    given = connection.get_connection_params()
    place = make_conninfo(**{key: given[key] for key in PLACE & given.keys()})
    environment = {**os.environ, **({"PGPASSWORD": given["password"]} if given.get("password") else {})}
    command = [name, *options, f"--dbname={place}"]
    with tempfile.TemporaryFile() as said:
        try:
            running = subprocess.Popen(command, env=environment, stdin=stdin, stdout=stdout, stderr=said)  # noqa: S603
        except FileNotFoundError as error:
            hint = "install PostgreSQL's client programs, as new as the server"
            raise BackupFailed(f"{name} is not there: {hint}.") from error
        try:
            yield running
        except BrokenPipeError:
            pass  # the program has ended and says why
        finally:
            _end(running)
        if running.returncode:
            said.seek(0)
            raise BackupFailed(f"{name}: {said.read().decode(errors='replace').strip()}")


def _end(running: subprocess.Popen[bytes]) -> None:
    for pipe in (running.stdin, running.stdout):
        if pipe is not None:
            with suppress(BrokenPipeError):
                pipe.close()
    running.wait()
