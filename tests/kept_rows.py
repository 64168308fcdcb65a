"""Rows that a service wrote once in this process and that are copied in afterwards.

To publish the library takes seconds; its rows, with their keys and histories, are the same each time. They
are those of the first time, which goes through the service. Freezing triggers and the checks of foreign keys
rest meanwhile: as the service wrote them, the rows passed both.
"""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.backends.utils import CursorWrapper

from tests.frozen import thawed

Rows = dict[str, list[Any]]  # by table: lines of COPY on PostgreSQL, tuples on SQLite
_KEPT: dict[str, Rows] = {}


def write_once(name: str, write: Callable[[], object]) -> None:
    """Have in the database what `write` writes, which adds the same rows each time.

    Its foreign keys are checked here: those of rows that tests share would be checked at the end of each.
    """
    with transaction.atomic():
        if not (name in _KEPT and _put(_KEPT[name])):
            _write(name, write)
        connection.check_constraints()


def _write(name: str, write: Callable[[], object]) -> None:
    before = _read()
    write()
    added = _added(before, _read())
    if added is not None:
        _KEPT.setdefault(name, added)


def _put(rows: Rows) -> bool:
    """Copy the rows in and return whether it was possible: a key may be taken.

    A draft's rows need no rest of the triggers, which takes longer than to copy them.
    """
    for resting in (nullcontext, thawed):
        try:
            with transaction.atomic(), resting(), connection.cursor() as cursor:
                for table, lines in rows.items():
                    _insert(cursor, table, lines)
            return True
        except IntegrityError:
            continue
    return False


def _added(before: Rows, after: Rows) -> Rows | None:
    """Return what is new; None where something else stood there and has changed: that is no second time."""
    added = {}
    for table, lines in after.items():
        known = set(before[table])
        if not known <= set(lines):
            return None
        if new := [line for line in lines if line not in known]:
            added[table] = new
    return added


def _read() -> Rows:
    with connection.cursor() as cursor:
        tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
        # Not the log of who did what: its entries hang together.
        tables = [table for table in tables if not table.startswith("audit_")]
        return {table: list(_select(cursor, table)) for table in tables}


if connection.vendor == "sqlite":

    def _columns(cursor: CursorWrapper, table: str) -> list[str]:
        # Django's own description parses the table's SQL, which takes seconds for all tables.
        return [f'"{name}"' for _place, name, *_more in cursor.execute(f'PRAGMA table_info("{table}")')]

    def _select(cursor: CursorWrapper, table: str) -> Iterator[Any]:
        bare = ", ".join(f"+{column}" for column in _columns(cursor, table))  # as stored
        yield from cursor.execute(f'SELECT {bare} FROM "{table}"').fetchall()

    def _insert(cursor: CursorWrapper, table: str, lines: list[Any]) -> None:
        columns = _columns(cursor, table)
        places = ", ".join(["%s"] * len(columns))
        cursor.executemany(f'INSERT INTO "{table}" ({", ".join(columns)}) VALUES ({places})', lines)

else:

    def _select(cursor: CursorWrapper, table: str) -> Iterator[Any]:
        with cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
            data = b"".join(bytes(block) for block in copy)
        yield from data.splitlines(keepends=True)

    def _insert(cursor: CursorWrapper, table: str, lines: list[Any]) -> None:
        with connection.wrap_database_errors, cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
            copy.write(b"".join(lines))
