"""What counts as an outage: what passes by itself, not what is wrong with the program."""

import errno
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from unittest import mock

import psycopg
import pytest
from django.conf import settings
from django.db import OperationalError
from django.test import Client
from psycopg.errors import (
    AdminShutdown,
    DeadlockDetected,
    DiskFull,
    QueryCanceled,
    TooManyConnections,
    UndefinedTable,
)

from config import views
from config.outages import is_outage
from tools.environment import ROOT


def raised_by(cause: Exception) -> Exception:
    """Return an error as Django wraps it."""
    error = OperationalError("wrapped")
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    "error",
    [
        raised_by(psycopg.OperationalError("connection refused")),
        raised_by(psycopg.InterfaceError("the connection is closed")),
        raised_by(AdminShutdown()),
        raised_by(DeadlockDetected()),
        raised_by(DiskFull()),
        raised_by(QueryCanceled()),
        raised_by(TooManyConnections()),
        OSError(errno.ENOSPC, "No space left on device"),
    ],
    ids=repr,
)
def test_what_passes_by_itself_is_an_outage(error: Exception) -> None:
    assert is_outage(error)


@pytest.mark.parametrize(
    "error",
    [
        None,
        KeyError("a"),
        raised_by(UndefinedTable()),
        FileNotFoundError(errno.ENOENT, "gone"),
        OperationalError(),
    ],
    ids=repr,
)
def test_what_is_wrong_with_the_program_is_none(error: Exception | None) -> None:
    assert not is_outage(error)


def error_of(database: sqlite3.Connection, statement: str) -> Exception:
    with pytest.raises(sqlite3.Error) as raised:
        database.execute(statement)
    return raised_by(raised.value)


def test_sqlite_says_itself_that_it_is_busy_full_or_asked_for_nonsense(tmp_path: Path) -> None:
    file = tmp_path / "some.sqlite3"
    with (
        closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as one,
        closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as two,
    ):
        one.execute("CREATE TABLE some (text)")
        one.execute("BEGIN IMMEDIATE")
        assert is_outage(error_of(two, "BEGIN IMMEDIATE"))
        one.execute("COMMIT")
        one.execute("PRAGMA max_page_count = 2")
        assert is_outage(error_of(one, "INSERT INTO some VALUES (zeroblob(100000))"))
        assert not is_outage(error_of(one, "SELECT * FROM nowhere"))


@pytest.mark.django_db
def test_a_full_disk_gets_the_words_of_an_outage() -> None:
    client = Client(raise_request_exception=False)
    full = OSError(errno.ENOSPC, "No space left on device")
    with mock.patch("allauth.account.views.LoginView.dispatch", side_effect=full):
        shown, posted = client.get("/accounts/login/"), client.post("/accounts/login/", {})
    for response, words in ((shown, "已保存的内容不会丢失"), (posted, "填写的内容还在")):
        assert (response.status_code, response["Retry-After"]) == (503, str(views.RETRY_SECONDS))
        assert words in response.content.decode()


def test_all_waits_together_end_before_a_page_gives_up() -> None:
    script = (ROOT / "static" / "js" / "filling.js").read_text(encoding="utf-8")
    patience = re.search(r"PATIENCE_MS = (\d+)", script)
    assert patience is not None
    longest = settings.DB_POOL_SECONDS + settings.DB_STATEMENT_SECONDS + 1  # hung: one more
    assert max(longest, settings.DB_CONNECT_SECONDS) < int(patience[1]) / 1000
