"""A kept database serves only the code that it follows from, and few are kept."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import dj_database_url
import pytest
from django.db.utils import ConnectionHandler
from pytest_django import DjangoDbBlocker

from tests import databases


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("plans/migrations/0001_initial.py", "requirements/test.txt", "config/settings.py"):
        file = tmp_path / name
        file.parent.mkdir(parents=True)
        file.write_text(name, encoding="utf-8")
    monkeypatch.setattr(databases, "ROOT", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "changed",
    [
        "plans/migrations/0001_initial.py",
        "plans/migrations/0002_more.py",
        "requirements/test.txt",
        "config/settings.py",
    ],
)
def test_whatever_it_follows_from_makes_another(changed: str, root: Path) -> None:
    before = databases.kept_file()
    assert databases.kept_file() == before
    (root / changed).write_text("something else", encoding="utf-8")
    assert databases.kept_file() != before


def test_what_is_kept_is_the_whole_and_what_nobody_uses_goes(
    tmp_path: Path, django_db_blocker: DjangoDbBlocker
) -> None:
    others = [tmp_path / f"{number}.sqlite3" for number in range(databases.KEPT)]
    for age, other in enumerate(others):
        other.touch()
        os.utime(other, (1000 - age, 1000 - age))
    source = ConnectionHandler({"default": dict(dj_database_url.parse("sqlite://:memory:"))})["default"]
    with django_db_blocker.unblock(), source.cursor() as cursor:
        cursor.execute("CREATE TABLE firm (name text)")
        cursor.execute("INSERT INTO firm VALUES ('示例')")
        databases.keep(source, tmp_path / "new.sqlite3")
        source.close()
    assert {file.name for file in tmp_path.iterdir()} == {
        "new.sqlite3",
        *(other.name for other in others[:-1]),
    }
    with closing(sqlite3.connect(tmp_path / "new.sqlite3")) as kept:
        assert kept.execute("SELECT name FROM firm").fetchall() == [("示例",)]


def test_folders_that_nobody_uses_go_too(tmp_path: Path) -> None:
    for age, name in enumerate(("new", "used", "old")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").touch()
        os.utime(tmp_path / name, (1000 - age, 1000 - age))
    databases.forget_unused(tmp_path.iterdir(), 2)
    assert {folder.name for folder in tmp_path.iterdir()} == {"new", "used"}
