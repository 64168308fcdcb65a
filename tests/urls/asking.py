"""Asking for addresses: which there are, and what a request wrote."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver, reverse
from django.urls.resolvers import RoutePattern, URLResolver

from tests.urls.world import Objects

# Kept for the signed-in and by the probe, at any request: no data of anybody's.
BOOKKEEPING = frozenset({"jobs_heartbeat", "enterprises_session", "audit_record", "audit_logstate"})
READ = re.compile(r"\s*\(?(?:SELECT|SAVEPOINT|RELEASE SAVEPOINT|ROLLBACK TO SAVEPOINT)\b")
WORD = re.compile(r"\w+")
WRITE = re.compile(r"""\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"(\w+)\"""")


@cache
def addresses() -> Mapping[str, URLPattern]:
    """Return all addresses by name, with their namespace. Those without a name are `…:?`."""
    return dict(_addresses(get_resolver(), ""))


def _addresses(resolver: URLResolver, namespace: str) -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{entry.namespace}:" if entry.namespace else ""
            yield from _addresses(entry, namespace + inner)
        else:
            yield f"{namespace}{entry.name or '?'}", entry


def parameters(name: str) -> tuple[str, ...]:
    """Return the names of the parameters of an address."""
    pattern = addresses()[name].pattern
    if isinstance(pattern, RoutePattern):
        return tuple(pattern.converters)
    return tuple(pattern.regex.groupindex)


def address(name: str, objects: Objects) -> str:
    """Return the address of the objects it takes."""
    return reverse(name, kwargs={key: objects[key] for key in parameters(name)})


@dataclass(slots=True)
class Written:
    """What was written, once the request is over: the rows each table gained, and the statements."""

    rows: dict[str, int] = field(default_factory=dict)
    statements: list[str] = field(default_factory=list)


@contextmanager
def undone(given: Callable[[], object] | None = None) -> Iterator[Written]:
    """Record what is written after what is given, then undo both.

    Rows are counted only in the tables that are named where a statement did more than read: to count all
    takes longer than most requests. Triggers write nowhere else, they refuse.
    """
    written = Written()
    with transaction.atomic():
        if given:
            given()
        with transaction.atomic():
            with CaptureQueriesContext(connection) as queries:
                yield written
            statements = [query["sql"] for query in queries if not READ.match(query["sql"])]
            named = {word for statement in statements for word in WORD.findall(statement)} - BOOKKEEPING
            after = count_rows(named)
            transaction.set_rollback(True)
        before = count_rows(named)
        transaction.set_rollback(True)
    for statement in statements:
        match = WRITE.match(statement)
        if match and match[1] not in BOOKKEEPING:
            written.statements.append(statement)
            written.rows[match[1]] = 0
    for table in before:
        if after[table] != before[table]:
            written.rows[table] = after[table] - before[table]


@cache
def all_tables() -> frozenset[str]:
    return frozenset(model._meta.db_table for model in apps.get_models(include_auto_created=True))


def count_rows(names: Collection[str]) -> dict[str, int]:
    """Return how many rows each of these tables has. What is the name of no table is left out."""
    tables = sorted(all_tables().intersection(names))
    if not tables:
        return {}
    counts = " UNION ALL ".join(f"SELECT '{table}', COUNT(*) FROM \"{table}\"" for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(counts)
        return dict(cursor.fetchall())


INLINE = re.compile(
    r"""<style|\sstyle=|\son[a-z]+=|hx-on|javascript:|<script(?![^>]*(?:\ssrc=|application/json))""",
    re.IGNORECASE,
)


def check_headers(response: Any) -> None:
    """Check that an answer has what protects the browser."""
    headers = response.headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    if headers.get("Content-Type", "").startswith("text/html"):
        policy = headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "base-uri 'none'" in policy
        assert "unsafe" not in policy
        assert not INLINE.search(response.content.decode())
