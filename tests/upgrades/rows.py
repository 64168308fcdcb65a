"""All rows of a database, read without Django, and which of them an upgrade has lost or changed."""

import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
}
# What the installation itself keeps anew with each version; nobody wrote it.
KEPT_ANEW = frozenset({"django_migrations", "auth_permission", "auth_group_permissions", "audit_logstate"})


@dataclass(frozen=True, slots=True)
class Table:
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def counted(self, columns: tuple[str, ...]) -> Counter[tuple[Any, ...]]:
        """Return how often each row is there, by these columns alone. KeyError: a column is gone."""
        places = [{name: place for place, name in enumerate(self.columns)}[name] for name in columns]
        return Counter(tuple(repr(row[place]) for place in places) for row in self.rows)


def read(file: Path, url: str = "") -> dict[str, Table]:
    """Return the tables of an SQLite file, or of the PostgreSQL at an address."""
    database: Any = psycopg.connect(url) if url else sqlite3.connect(file)
    try:
        cursor = database.cursor()
        cursor.execute(TABLES["postgresql" if url else "sqlite"])
        return {name: _table(cursor, name) for (name,) in cursor.fetchall()}
    finally:
        database.close()


def lost(before: Mapping[str, Table], after: Mapping[str, Table]) -> list[str]:
    """Name each table, column and number of rows of before that is not there as it was.

    Rows may have been added, and columns: those of before are looked at alone.
    """
    found = []
    for name, table in sorted(before.items()):
        if name in KEPT_ANEW:
            continue
        if name not in after:
            found.append(f"{name} is gone")
        elif gone := sorted(set(table.columns) - set(after[name].columns)):
            found.append(f"{name} has lost {', '.join(gone)}")
        elif missing := table.counted(table.columns) - after[name].counted(table.columns):
            found.append(f"{name}: {missing.total()} rows are gone or changed")
    return found


def _table(cursor: Any, name: str) -> Table:
    cursor.execute(f'SELECT * FROM "{name}"')  # a name that the database gave
    columns = tuple(column[0] for column in cursor.description)
    return Table(columns, tuple(cursor.fetchall()))
