"""Celery's filesystem transport without its race.

Kombu opens a message file and then writes it; a worker that looks in between reads half a message, and
the error ends the worker (celery/kombu issue 1551). Here a message appears under its name when it is
complete, and the table of queues is read and written under one lock.
"""

import fcntl
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

from kombu.transport import filesystem
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    def _put(self, queue: str, payload: Any, **_kwargs: Any) -> None:  # type: ignore[override]
        folder = Path(self.data_folder_out)
        name = f"{round(monotonic() * 1000)}_{uuid.uuid4()}"
        unfinished = folder / f"{name}.part"
        unfinished.write_text(dumps(payload), encoding="utf-8")
        unfinished.rename(folder / f"{name}.{queue}.msg")

    def get_table(self, exchange: str) -> Any:
        with self._table_lock():
            return super().get_table(exchange)

    def _queue_bind(self, *args: Any) -> None:
        with self._table_lock():
            super()._queue_bind(*args)

    @contextmanager
    def _table_lock(self) -> Iterator[None]:
        handle = os.open(self.control_folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)


class Transport(filesystem.Transport):
    Channel = Channel
