"""A database of before 0.2 is recognised and refused, and nothing in it changes."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dj_database_url
import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.utils import ConnectionHandler

from config import old_database

ROOT = Path(__file__).parent.parent.parent
OLD_ROWS = [
    ("contenttypes", "0001_initial"),
    ("enterprises", "0001_initial"),
    ("criteria", "0001_standards"),
    ("assessment", "0001_assessments"),
]
OLD_TABLES = (
    "CREATE TABLE django_migrations (id integer PRIMARY KEY, app text, name text, applied timestamp)",
    "CREATE TABLE criteria_standard (code varchar(32))",
    "INSERT INTO criteria_standard VALUES ('miit-sme-2024')",
)
# What `dev.py test` uses, and what everybody has.
DATABASES = ["sqlite", *(["postgresql"] if "DATABASE_URL" in os.environ else [])]
pytestmark = pytest.mark.django_db


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    url: str
    place: str  # how a refusal names it


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database of its own."""
    if request.param == "sqlite":
        file = tmp_path / "var" / "shujie.sqlite3"
        file.parent.mkdir()
        yield Database(url=f"sqlite:///{file}", place=str(file))
        return
    settings = connection.settings_dict
    server = f"{settings['HOST']}:{settings['PORT']}"
    name = f"old_{os.getpid()}"
    with opened(os.environ["DATABASE_URL"]) as maintenance, maintenance.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
        yield Database(
            url=f"postgresql://{settings['USER']}:secret@{server}/{name}", place=f"{name} @ {server}"
        )
        cursor.execute(f"DROP DATABASE {name}")


@contextmanager
def opened(url: str) -> Iterator[BaseDatabaseWrapper]:
    """Give a connection beside those of the tests."""
    handler = ConnectionHandler({"default": dict(dj_database_url.parse(url))})
    try:
        yield handler["default"]
    finally:
        handler["default"].close()


def make_old(database: Database, rows: list[tuple[str, str]]) -> None:
    with opened(database.url) as old, old.cursor() as cursor:
        if old.vendor == "sqlite":
            cursor.execute("PRAGMA journal_mode=WAL")  # as every version had it
        for statement in OLD_TABLES:
            cursor.execute(statement)
        for number, (app, name) in enumerate(rows):
            cursor.execute(
                "INSERT INTO django_migrations VALUES (%s, %s, %s, '2026-01-01 00:00:00')",
                [number, app, name],
            )


def content(database: Database) -> Any:
    """Return all there is: the bytes of a file, else tables and rows."""
    with opened(database.url) as old:
        if old.vendor == "sqlite":
            old.close()
            return Path(database.place).read_bytes()
        with old.cursor() as cursor:
            found = {}
            for table in sorted(old.introspection.table_names(cursor)):
                cursor.execute(f"SELECT * FROM {table} ORDER BY 1")
                found[table] = cursor.fetchall()
            return found


def start_everything(database: Database, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "DATABASE_URL": database.url, "SHUJIE_VAR_DIR": str(tmp_path / "var")}
    command = [sys.executable, "-m", "tests.config.starting"]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_nothing_starts_on_an_old_database_and_nothing_in_it_changes(
    database: Database, tmp_path: Path
) -> None:
    make_old(database, OLD_ROWS)
    before = content(database)
    done = start_everything(database, tmp_path)
    assert done.stdout.splitlines() == [
        "prepare refused",
        "migrate refused",
        "web refused",
        "worker refused",
    ], done.stderr
    assert content(database) == before
    assert f"CommandError: 数据库 {database.place} 由 0.2 之前的开发版本建立" in done.stderr
    assert f"The database {database.place} was made by a development version before 0.2" in done.stderr
    assert "(shujie.E010)" in done.stderr
    assert "secret" not in done.stderr


@pytest.mark.parametrize("beginning", sorted(old_database.BEGINNINGS))
def test_each_beginning_is_enough(beginning: tuple[str, str], tmp_path: Path) -> None:
    file = tmp_path / "old.sqlite3"
    database = Database(url=f"sqlite:///{file}", place=str(file))
    make_old(database, [beginning])
    with opened(database.url) as old:
        assert str(file) in old_database.refusal_of(old)


def test_a_new_database_and_an_empty_one_are_not_refused(database: Database) -> None:
    assert old_database.refuse_old_database() == ""  # that of the tests
    with opened(database.url) as empty:
        assert old_database.refusal_of(empty) == ""
        assert empty.introspection.table_names() == []


def test_no_migration_of_ours_is_taken_for_an_old_one() -> None:
    ours = set(MigrationLoader(None).disk_migrations)
    assert ours.isdisjoint(old_database.BEGINNINGS)


def test_a_database_that_does_not_answer_is_not_called_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    nowhere = ConnectionHandler({"default": dict(dj_database_url.parse(f"sqlite:///{tmp_path}/none/db"))})
    monkeypatch.setattr(old_database, "connections", nowhere)
    assert old_database.refuse_old_database() == ""
    assert "The age of the database could not be seen" in caplog.text
