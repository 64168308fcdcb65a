"""A digest of every row of a database, by table and key, so that two can be compared row by row.

Sequences and triggers are looked at as rows, too: a restored database without its triggers would not freeze
what is published.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple, TypeAlias

from django.db import connection

Places: TypeAlias = "dict[tuple[str, str], Row]"
MOST = 20  # differences of a table that are named one by one

# What PostgreSQL makes a text of must not depend on who asks.
PLAIN = "SET LOCAL DateStyle TO 'ISO, YMD'; SET LOCAL TimeZone TO 'UTC'; SET LOCAL extra_float_digits TO 1"
# Whether a table's next key comes after all that it holds. Not the number itself: it goes on outside of any
# transaction, so that it is a later one than the rows of a backup that is made while people write.
NEXT_KEY = """
    SELECT %s,
        coalesce(pg_sequence_last_value(%s::regclass), 0) >= (SELECT coalesce(max({key}), 0) FROM {table})
"""
TRIGGERS = """
    SELECT tgrelid::regclass::text || '.' || tgname, pg_get_triggerdef(oid), tgenabled::text
    FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1
"""
SCHEMA = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"


class Row(NamedTuple):  # of every row: making and writing dataclasses took a third of the time
    table: str
    key: str
    digest: str


def digests() -> Iterator[Row]:
    """Give every row of the database of Django's connection, table by table. Inside one transaction."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(PLAIN)
        tables = sorted(connection.introspection.table_names(cursor))
        keys = [connection.introspection.get_primary_key_columns(cursor, table) or [] for table in tables]
        sequences = [
            found for table in tables for found in connection.introspection.get_sequences(cursor, table)
        ]
    if connection.vendor == "postgresql":
        for found in sequences:
            yield from _next_key(found["table"], found["column"], found["name"])
        yield from _asked("(triggers)", TRIGGERS)
    else:
        yield from _asked("(schema)", SCHEMA)
    for table, names in zip(tables, keys, strict=True):
        yield from _asked(table, _query(table, names))


def _next_key(table: str, column: str, sequence: str) -> Iterator[Row]:
    quote = connection.ops.quote_name
    query = NEXT_KEY.format(key=quote(column), table=quote(table))
    yield from _asked("(sequences)", query, sequence, sequence)


def _query(table: str, keys: list[str]) -> str:
    """Return the query for a row's key as text and its values: one text of them where the server makes it."""
    quote = connection.ops.quote_name
    key = " || ',' || ".join(f"CAST({quote(name)} AS text)" for name in keys) or "''"
    order = ", ".join(quote(name) for name in keys) or "2"
    values = "t::text" if connection.vendor == "postgresql" else "t.*"
    return f"SELECT {key}, {values} FROM {quote(table)} t ORDER BY {order}"  # noqa: S608 - our tables' names


def _asked(table: str, query: str, *given: str) -> Iterator[Row]:
    with connection.chunked_cursor() as cursor:  # not all rows at once
        cursor.execute(query, given or None)
        while some := cursor.fetchmany(1000):
            yield from (Row(table, str(key), _digest(values)) for key, *values in some)


def _digest(values: list[object]) -> str:
    return hashlib.sha256(repr(values).encode()).hexdigest()[:32]


def differences(kept: Iterator[Row], here: Iterator[Row]) -> Iterator[str]:
    """Name each row that only one of the two has, or that differs; of a table `MOST`, then their number.

    Both come in the same order, so that only rows wait in memory that have not been met on the other side.
    """
    missing: Places = {}  # only kept, so far
    new: Places = {}  # only here, so far
    found: defaultdict[str, list[str]] = defaultdict(list)
    for before, now in zip_longest(kept, here):
        if before != now:
            for row in (_met(before, missing, new), _met(now, new, missing)):
                if row is not None:
                    found[row.table].append(f"{row.table} {row.key} differs")
    for table, key in new:
        found[table].append(f"{table} {key} is not in the backup")
    for table, key in missing:
        found[table].append(f"{table} {key} is missing")
    for table, lines in sorted(found.items()):
        yield from lines[:MOST]
        if len(lines) > MOST:
            yield f"{table}: {len(lines) - MOST} rows more"


def _met(row: Row | None, own: Places, others: Places) -> Row | None:
    """Return a row whose other side is there and differs; where it is not there yet, the row waits."""
    if row is None:
        return None
    other = others.pop((row.table, row.key), None)
    if other is None:
        own[row.table, row.key] = row
        return None
    return None if other == row else row
