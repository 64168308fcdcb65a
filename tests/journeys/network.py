"""A network between browser and server that can fail as phones know it."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit


class Weather(StrEnum):
    CLEAR = "clear"
    SWALLOW = "swallow"  # what is sent goes nowhere, without an error: a dead spot
    DROP = "drop"  # connections break at once
    NO_REPLY = "no reply"  # what is sent arrives, its answer does not


class Network:
    """A proxy on the loopback; `weather` holds from the next packet on."""

    def __init__(self, server: str) -> None:
        parts = urlsplit(server)
        self._server = (parts.hostname, parts.port)
        self._open: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self.weather = Weather.CLEAR
        self._start(self._accept)

    def close(self) -> None:
        """Break all connections and wait for them to be gone."""
        self.weather = Weather.DROP
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for end in self._open:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(timeout=10)

    def _start(self, target: Callable[..., None], *arguments: Any) -> threading.Thread:
        thread = threading.Thread(target=target, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()
        return thread

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _address = self._listening.accept()
                self._start(self._connect, near)

    def _connect(self, near: socket.socket) -> None:
        with near, suppress(OSError), socket.create_connection(self._server) as far:
            self._open += [near, far]
            back = self._start(self._carry, far, near, True)
            self._carry(near, far, False)
            back.join()

    def _carry(self, source: socket.socket, target: socket.socket, is_reply: bool) -> None:
        with suppress(OSError):
            while packet := source.recv(65536):
                if self.weather == Weather.DROP:
                    break
                lost = self.weather == Weather.SWALLOW or (self.weather == Weather.NO_REPLY and is_reply)
                if not lost:
                    target.sendall(packet)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


@contextmanager
def network(server: str) -> Iterator[Network]:
    between = Network(server)
    try:
        yield between
    finally:
        between.close()
