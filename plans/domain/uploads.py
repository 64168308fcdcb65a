"""Which files are taken: by the ending of their name, and by how their content begins.

The content is not read any further: whoever opens a file does so on an own computer, as with any mail.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

HEAD_BYTES = 2048  # of the content are looked at
LONGEST_NAME = 120
_UNSAFE = re.compile(r'[\\/:*?"<>|]')
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})  # controls, bidi marks, lone surrogates, unassigned


class FileProblem(StrEnum):
    """Why a file is not taken."""

    TYPE = "type"  # none of the kinds that are taken
    CONTENT = "content"  # it is not what its name says
    EMPTY = "empty"
    LARGE = "large"  # larger than one file may be
    FULL = "full"  # the plan would hold more than it may
    KNOWN = "known"  # the same content is there already


@dataclass(frozen=True, slots=True, kw_only=True)
class FileType:
    """A kind of file. `starts`: how its content may begin, from `offset`; empty: as text, without NUL."""

    mime: str
    starts: tuple[bytes, ...] = ()
    offset: int = 0


_ZIPPED = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
_OFFICE = "application/vnd.openxmlformats-officedocument."
_JPEG = FileType(mime="image/jpeg", starts=(b"\xff\xd8\xff",))
TYPES: Mapping[str, FileType] = {
    "pdf": FileType(mime="application/pdf", starts=(b"%PDF-",)),
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "png": FileType(mime="image/png", starts=(b"\x89PNG\r\n\x1a\n",)),
    "heic": FileType(mime="image/heic", starts=(b"ftyp",), offset=4),
    "webp": FileType(mime="image/webp", starts=(b"WEBP",), offset=8),
    "doc": FileType(mime="application/msword", starts=_OLE),
    "docx": FileType(mime=f"{_OFFICE}wordprocessingml.document", starts=_ZIPPED),
    "xls": FileType(mime="application/vnd.ms-excel", starts=_OLE),
    "xlsx": FileType(mime=f"{_OFFICE}spreadsheetml.sheet", starts=_ZIPPED),
    "ppt": FileType(mime="application/vnd.ms-powerpoint", starts=_OLE),
    "pptx": FileType(mime=f"{_OFFICE}presentationml.presentation", starts=_ZIPPED),
    "wps": FileType(mime="application/vnd.ms-works", starts=_OLE + _ZIPPED),
    "et": FileType(mime="application/octet-stream", starts=_OLE + _ZIPPED),
    "dps": FileType(mime="application/octet-stream", starts=_OLE + _ZIPPED),
    "txt": FileType(mime="text/plain"),
    "csv": FileType(mime="text/csv"),
    "zip": FileType(mime="application/zip", starts=_ZIPPED),
}


def ending(name: str) -> str:
    """Return the ending of a file's name in small letters, without the dot."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def problem(name: str, head: bytes) -> FileProblem | None:
    """Return why a file of this name cannot be taken. `head`: its first HEAD_BYTES, empty if it is empty."""
    kind = TYPES.get(ending(name))
    if kind is None:
        return FileProblem.TYPE
    if not head:
        return FileProblem.EMPTY
    fits = head.startswith(kind.starts, kind.offset) if kind.starts else b"\x00" not in head
    return None if fits else FileProblem.CONTENT


def mime(name: str) -> str:
    """Return the type that a file of this name is sent as."""
    kind = TYPES.get(ending(name))
    return kind.mime if kind else "application/octet-stream"


def cleaned(name: str) -> str:
    """Return the name as it is kept: one line that any file system takes, with its ending, never empty."""
    kept = "".join(
        letter
        for letter in unicodedata.normalize("NFC", name)
        if unicodedata.category(letter) not in _DROPPED
    )
    stem, dot, last = _UNSAFE.sub("_", kept).rstrip(" .").rpartition(".")
    if not dot:
        stem, last = last, ""
    stem = stem[: LONGEST_NAME - len(dot) - len(last)].strip(" .") or "_"
    return f"{stem}{dot}{last}"[:LONGEST_NAME]
