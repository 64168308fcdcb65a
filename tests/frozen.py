"""Lifts the triggers of frozen rows while a transactional test empties its database.

Django's flush deletes row by row on SQLite, which the triggers refuse. PostgreSQL truncates, and no row
trigger fires. The triggers are back before the next test; the product has no way to lift them.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import TransactionTestCase


@contextmanager
def thawed(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Drop the triggers of a SQLite database and make them again."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = [(name, sql) for name, sql in cursor.fetchall() if name.startswith("frozen_")]
        for name, _sql in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for _name, sql in triggers:
                cursor.execute(sql)


@pytest.fixture(autouse=True, scope="session")
def _flush_thawed() -> Iterator[None]:
    flush = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def thawing(self: TransactionTestCase) -> None:
        with ExitStack() as stack:
            for name in self._databases_names(include_mirrors=False):  # type: ignore[attr-defined]
                stack.enter_context(thawed(connections[name]))
            flush(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", thawing)
        yield
