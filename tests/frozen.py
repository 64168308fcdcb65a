"""Empties the database after a transactional test, of frozen rows too.

Django's flush truncates all tables and makes content types and permissions anew, which takes longer than
most tests. They stay here: no test adds any. On SQLite the triggers of frozen rows would refuse it besides;
they are back before the next test, and the product has no way to lift them.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.test import TransactionTestCase

STAY = {"django_content_type", "auth_permission"}


@contextmanager
def thawed() -> Iterator[None]:
    """Within a transaction: let freezing triggers and the checks of foreign keys rest."""
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            cursor.execute("SET LOCAL session_replication_role = replica")
            yield
            cursor.execute("SET LOCAL session_replication_role = origin")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = [(name, sql) for name, sql in cursor.fetchall() if name.startswith("frozen_")]
        for name, _sql in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        yield
        for _name, sql in triggers:
            cursor.execute(sql)


def empty_database() -> None:
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    names = [f'"{table}"' for table in tables if table not in STAY]
    with transaction.atomic(), thawed(), connection.cursor() as cursor:
        if connection.vendor != "sqlite":  # requests that are still under way end first
            cursor.execute(f"LOCK TABLE {', '.join(names)} IN EXCLUSIVE MODE")
        for name in names:
            cursor.execute(f"DELETE FROM {name}")


@pytest.fixture(autouse=True, scope="session")
def _emptied() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _self: empty_database())
        yield
