"""Which errors say that database or disk are out of reach for a while, not that the program is wrong."""

import errno
import sqlite3
from collections.abc import Iterator

import psycopg

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})
BUSY_SQLITE = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_READONLY,
    }
)
# Classes of SQLSTATE: connection, rollback asked for, resources, operator, system; and two single states.
AWAY = ("08", "40", "53", "57", "58", "25006", "55P03")


def is_outage(error: BaseException | None) -> bool:
    """Return whether an error, or what it came from, will be gone once the database or the disk is back."""
    return any(_says_so(one) for one in _chain(error))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _says_so(error: BaseException) -> bool:
    if isinstance(error, sqlite3.OperationalError):
        return getattr(error, "sqlite_errorcode", 0) & 0xFF in BUSY_SQLITE
    if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):  # without state: no connection
        return error.sqlstate is None or error.sqlstate.startswith(AWAY)
    return isinstance(error, OSError) and error.errno in FULL
