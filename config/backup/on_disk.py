"""A mapping that lies on disk: a backup knows each file by its name, and of a province there are millions."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar
from weakref import finalize

from config.backup.trouble import BackupFailed

Value = TypeVar("Value", str, int)


class OnDisk(Mapping[str, Value]):
    """Values by name, given in the order of the names. It lies in a temporary file of SQLite's own, which is
    gone with the mapping, whatever ends the process."""

    def __init__(self, given: Iterable[tuple[str, Value]] = ()) -> None:
        with _told():
            self._table = sqlite3.connect("", isolation_level=None)
            finalize(self, self._table.close)
            self._table.execute("PRAGMA journal_mode = OFF")  # nothing is ever taken back
            self._table.execute("CREATE TABLE held (name TEXT PRIMARY KEY, value) WITHOUT ROWID")
            self._table.executemany("INSERT OR REPLACE INTO held VALUES (?, ?)", given)

    def __setitem__(self, name: str, value: Value) -> None:
        with _told():
            self._table.execute("INSERT OR REPLACE INTO held VALUES (?, ?)", (name, value))

    def __getitem__(self, name: str) -> Value:
        found: tuple[Value] | None
        found = self._table.execute("SELECT value FROM held WHERE name = ?", (name,)).fetchone()
        if found is None:
            raise KeyError(name)
        return found[0]

    def __iter__(self) -> Iterator[str]:
        return (name for (name,) in self._table.execute("SELECT name FROM held ORDER BY name"))

    def __len__(self) -> int:
        count: tuple[int] = self._table.execute("SELECT count(*) FROM held").fetchone()
        return count[0]


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise BackupFailed(f"The folder for temporary files (TMPDIR) takes no more: {error}.") from error
