"""What a virus scanner says of an upload: clamd, asked by its INSTREAM command.

Source: https://docs.clamav.net/manual/Usage/Scanning.html#clamd and the manual page clamd(8).
"""

import logging
import socket
from contextlib import closing
from typing import IO

from django.conf import settings

log = logging.getLogger(__name__)

SECONDS = 20  # for each step; a file of the largest size takes a few
PIECE = 2**16


class Infected(Exception):
    """The scanner found something."""


class ScannerAway(Exception):
    """The scanner cannot be asked, or gives no verdict; its setting says that nothing is taken then."""


def scan(content: IO[bytes]) -> None:
    """Return where nothing is found, or nothing is set. Raises Infected, ScannerAway."""
    if not settings.CLAMD:
        return
    try:
        said = _ask(content)
    except OSError as error:
        said = str(error)
    content.seek(0)
    if said.endswith(" FOUND"):
        log.warning("an upload was refused: %s", said)
        raise Infected
    if not said.endswith(": OK"):
        log.error("the virus scanner gave no verdict: %s", said)
        if settings.CLAMD_INSISTS:
            raise ScannerAway


def _ask(content: IO[bytes]) -> str:
    with closing(_connection()) as line:
        line.sendall(b"zINSTREAM\0")
        content.seek(0)
        while piece := content.read(PIECE):
            line.sendall(len(piece).to_bytes(4, "big") + piece)
        line.sendall(bytes(4))
        said = b""
        while piece := line.recv(PIECE):
            said += piece
    return said.rstrip(b"\0\n").decode(errors="replace")


def _connection() -> socket.socket:
    if settings.CLAMD.startswith("/"):
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(SECONDS)
        line.connect(settings.CLAMD)
        return line
    host, _colon, port = settings.CLAMD.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS)
