"""PostgreSQL told on whose behalf statements are; without psycopg, which SQLite does not need."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection


@contextmanager
def named_connection(name: str) -> Iterator[None]:
    """Have PostgreSQL know, in `pg_stat_activity` and its log, on whose behalf the statements inside are.

    It is told before the first one; what asks nothing costs nothing.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with connection.execute_wrapper(_Naming(name)):
        yield


class _Naming:
    def __init__(self, name: str) -> None:
        self.name = name
        self.told: object = None  # the connection that knows: a lost one is replaced

    def __call__(self, execute: Callable[..., Any], *statement: Any) -> Any:
        server = connection.connection
        if self.told is not server:
            with connection.wrap_database_errors, server.cursor() as cursor:
                cursor.execute("SELECT set_config('application_name', %s, false)", [self.name])
            self.told = server
        return execute(*statement)
