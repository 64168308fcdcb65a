"""A database of each version that was kept is upgraded with all its rows."""

import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.db.migrations import AddField, AlterModelOptions, CreateModel, Migration, RemoveField, RunPython
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.models import DateTimeField, IntegerField

from tests.upgrades import old
from tests.upgrades.__main__ import upgraded
from tests.upgrades.demands import Demands, asks_more, read_demands
from tests.upgrades.rows import Table, lost, read
from tools.environment import ROOT


@pytest.fixture
def url(db: None) -> Iterator[str]:
    """Give the address of an empty PostgreSQL beside that of the tests; "" on SQLite."""
    if connection.vendor == "sqlite":
        yield ""
        return
    given = connection.settings_dict
    server = f"postgresql://{given['USER']}@{given['HOST']}:{given['PORT']}"
    name = f"upgrades_of_{given['NAME']}"  # each of the processes that test has its own
    with psycopg.connect(f"{server}/postgres", autocommit=True) as there:
        there.execute(f"CREATE DATABASE {name}")
        yield f"{server}/{name}"
        there.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.parametrize("revision", old.REVISIONS)
def test_a_kept_database_is_upgraded_with_all_its_rows(revision: str, url: str, tmp_path: Path) -> None:
    if url and not shutil.which("psql"):
        pytest.skip("psql puts the kept database back")
    old.put_back(revision, tmp_path / "var", url)
    assert upgraded(tmp_path / "var", url) == []


def test_each_kept_database_has_its_place_in_the_order() -> None:
    kept = [f"{revision}.{kind}.xz" for revision in old.REVISIONS for kind in ("sql", "sqlite3")]
    assert sorted(file.name for file in old.KEPT.iterdir()) == sorted(kept)


def test_what_an_upgrade_takes_away_is_named() -> None:
    answers = Table(("id", "code", "value"), ((1, "F01", "A"), (2, "F02", "B"), (3, "F03", "B")))
    before = {"answer": answers, "note": answers, "plan": answers, "more": answers}
    after = {
        "answer": Table(("value", "id", "code", "new"), (("A", 1, "F01", 0), ("C", 2, "F02", 0))),
        "note": Table(("id", "code"), ()),
        "more": Table(answers.columns, (*answers.rows, (4, "F04", "A"))),
    }
    found = ["answer: 2 rows are gone or changed", "note has lost value", "plan is gone"]
    assert lost(before, after) == found


# --- Code of before works on beside the new tables ------------------------------------------------

FIRM = "name varchar(20) NOT NULL, place varchar(20)"


@pytest.mark.parametrize(
    ("after", "found"),
    [
        (f"{FIRM}, since integer", ""),
        (f"{FIRM}, since integer NOT NULL DEFAULT 0", ""),
        (f"{FIRM}, since integer NOT NULL", "firm.since has to be given"),
        ("name varchar(20) NOT NULL, place varchar(20) NOT NULL", "firm.place has to be given"),
        ("name varchar(20) NOT NULL, town varchar(20)", "firm.place is gone"),
        ("name varchar(30) NOT NULL, place varchar(20)", ""),
        ("name varchar(10) NOT NULL, place varchar(20)", "firm.name was "),
        ("name integer NOT NULL, place varchar(20)", "firm.name was "),
        (f"{FIRM}, UNIQUE (name)", "firm has a new rule: "),
        (f"{FIRM}, since integer, UNIQUE (name, since)", ""),
        (f"{FIRM}, since integer NOT NULL DEFAULT 0, UNIQUE (name, since)", "firm has a new rule: "),
        (f"{FIRM}, part integer REFERENCES whole", ""),
        ("name varchar(20) NOT NULL, place varchar(20) REFERENCES whole (name)", "firm has a new rule: "),
    ],
)
def test_what_would_refuse_the_code_of_before_is_named(
    after: str, found: str, url: str, tmp_path: Path
) -> None:
    before = demands_of(tmp_path / "before", url, FIRM)
    named = list(asks_more(before, demands_of(tmp_path / "after", url, after)))
    assert [words[: len(found)] for words in named] == ([found] if found else [])
    assert list(asks_more(before, {})) == ["firm is gone", "whole is gone"]


def demands_of(file: Path, url: str, columns: str) -> dict[str, Demands]:
    """Make a table with these columns; return what it and the one that it may lead to ask for."""
    database: Any = psycopg.connect(url, autocommit=True) if url else sqlite3.connect(file)
    for statement in (
        "DROP TABLE IF EXISTS firm",
        "DROP TABLE IF EXISTS whole",
        "CREATE TABLE whole (id integer PRIMARY KEY, name varchar(20) UNIQUE)",
        f"CREATE TABLE firm (id integer PRIMARY KEY, {columns})",
    ):
        database.execute(statement)
    database.close()
    return read_demands(file, url)


# --- What stops writing meanwhile is named -------------------------------------------------------


def newer_migrations() -> Iterator[Migration]:
    """Return our migrations that the oldest kept database does not know yet."""
    with TemporaryDirectory() as folder:
        old.put_back(old.REVISIONS[0], Path(folder))
        known = set(read(old.sqlite_of(Path(folder)))["django_migrations"].counted(("app", "name")))
    for (app, name), migration in MigrationLoader(None).disk_migrations.items():
        if (ROOT / app).is_dir() and (repr(app), repr(name)) not in known:
            yield migration


def is_quiet(operation: Operation) -> bool:
    """Return whether people write on meanwhile: nothing that is there is read, changed or locked for long."""
    if isinstance(operation, AddField):
        field: Any = operation.field
        return field.null and not field.has_default() and not (field.unique or field.db_index)
    return isinstance(operation, CreateModel | AlterModelOptions)


def unnamed(migrations: Iterable[Migration]) -> list[str]:
    """Name the migrations that keep people from writing and do not say so (`blocks = "what, how long"`)."""
    return [
        str(one)
        for one in migrations
        if not getattr(one, "blocks", "") and not all(is_quiet(step) for step in one.operations)
    ]


def test_migrations_since_say_whether_they_keep_people_from_writing() -> None:
    assert unnamed(newer_migrations()) == []


@pytest.mark.parametrize(
    ("step", "quiet"),
    [
        (AddField("firm", "since", DateTimeField(null=True)), True),
        (AddField("firm", "since", IntegerField(default=1)), False),
        (AddField("firm", "since", DateTimeField(null=True, db_index=True)), False),
        (RemoveField("firm", "since"), False),
        (RunPython(RunPython.noop), False),
    ],
)
def test_what_keeps_people_from_writing(step: Operation, quiet: bool) -> None:
    migration: Any = Migration("0009_more", "enterprises")
    migration.operations = [step]
    assert unnamed([migration]) == ([] if quiet else ["enterprises.0009_more"])
    migration.blocks = "firms, a minute for a million"
    assert unnamed([migration]) == []
