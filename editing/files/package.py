"""The zip archive of a workbook: looked over before anything is unpacked, and packed anew for the reader.

What a reader behind this module gets was read here byte by byte. So it never meets the archive from
outside, whose directory may lie about sizes and names.
"""

import io
import re
import struct
import zipfile
import zlib

from editing.files.refusals import FileRefused, damaged
from editing.wording.files import (
    BINARY_EXCEL,
    HAS_EMBEDDED,
    HAS_LINKS,
    HAS_MACROS,
    HAS_PASSWORD,
    NO_WORKBOOK,
    NUMBERS_TABLE,
    OLD_EXCEL,
    OPEN_DOCUMENT,
    TOO_LARGE,
    TOO_LARGE_UNPACKED,
    TOO_MANY_PARTS,
)

MOST_BYTES = 8 * 2**20
MOST_ENTRIES = 200
MOST_DIRECTORY = 2**16  # bytes of the archive's directory
MOST_UNPACKED = 48 * 2**20
MOST_RATIO = 200  # unpacked to packed, of entries over RATIO_FROM
RATIO_FROM = 2**20

OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # the container of old and of encrypted Office files
END = struct.Struct("<4s4H2LH")  # the end record of a zip archive

# What readers need; all else of a workbook (themes, pictures, printer settings) is left behind.
NEEDED = re.compile(
    r"\[content_types\]\.xml|_rels/\.rels|xl/workbook\.xml|xl/_rels/workbook\.xml\.rels"
    r"|xl/sharedstrings\.xml|xl/styles\.xml|xl/worksheets/[a-z0-9_.-]+\.xml"
)
MACROS = re.compile(r".*vbaproject.*|xl/macrosheets/.*|xl/dialogsheets/.*")
OUTSIDE = re.compile(r"xl/externallinks/.*|xl/connections\.xml|xl/querytables/.*|xl/model/.*")
EMBEDDED = re.compile(r"xl/(embeddings|activex|ctrlprops)/.*|.*\.(zip|xlsx|xlsm|xls|docx|exe|ole|7z|rar|gz)")


def is_workbook(content: bytes) -> bool:
    """Return whether a file is, or pretends to be, one of Excel's, by its first bytes, not its name."""
    return content.startswith((b"PK", OLE))


def unpack(content: bytes) -> dict[str, bytes]:
    """Return the parts of a workbook that matter, by name in lower case. Raises FileRefused."""
    _check_container(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _check_entries(entries)
            parts = {
                _name(entry): _read(archive, entry) for entry in entries if NEEDED.fullmatch(_name(entry))
            }
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        if isinstance(error, FileRefused):
            raise
        raise damaged() from None
    if b"macroEnabled" in parts.get("[content_types].xml", b""):
        raise FileRefused(HAS_MACROS)
    return parts


def _name(entry: zipfile.ZipInfo) -> str:
    """Return a part's name as the rules spell it: some programs write backslashes, or begin at the root."""
    return entry.filename.replace("\\", "/").lstrip("/").lower()


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Return a part. Asked for all of it, `zipfile` would inflate more than the directory announces."""
    with archive.open(entry) as part:
        return part.read(entry.file_size + 1)


def repack(parts: dict[str, bytes]) -> bytes:
    """Return an archive of exactly these parts, not compressed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(_SPELLING.get(name, name), content)
    return packed.getvalue()


_SPELLING = {"[content_types].xml": "[Content_Types].xml", "xl/sharedstrings.xml": "xl/sharedStrings.xml"}


def _check_container(content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise FileRefused(TOO_LARGE, most=MOST_BYTES // 2**20)
    if content.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise FileRefused(HAS_PASSWORD)
        raise FileRefused(OLD_EXCEL)
    if not content.startswith(b"PK\x03\x04"):
        raise FileRefused(NO_WORKBOOK)
    entries, directory = _directory(content)
    if entries > MOST_ENTRIES or directory > MOST_DIRECTORY:
        raise FileRefused(TOO_MANY_PARTS)


def _directory(content: bytes) -> tuple[int, int]:
    """Return how many entries the archive announces, and how many bytes their directory has."""
    start = content.rfind(b"PK\x05\x06", max(0, len(content) - 2**16 - END.size))
    if start < 0 or len(content) - start < END.size:
        raise damaged()
    _sign, _disk, _first, _here, entries, size, _offset, _comment = END.unpack_from(content, start)
    return entries, size


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    names = [_name(entry) for entry in entries]
    if len(set(names)) < len(names) or any(".." in name for name in names):
        raise damaged()
    if any(entry.flag_bits & 1 for entry in entries):
        raise FileRefused(HAS_PASSWORD)
    _check_sizes(entries)
    _check_kinds(names)


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise FileRefused(TOO_MANY_PARTS)
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED or any(
        entry.file_size > RATIO_FROM and entry.file_size > MOST_RATIO * entry.compress_size
        for entry in entries
    ):
        raise FileRefused(TOO_LARGE_UNPACKED)


def _check_kinds(names: list[str]) -> None:
    if any(MACROS.fullmatch(name) for name in names):
        raise FileRefused(HAS_MACROS)
    if any(OUTSIDE.fullmatch(name) for name in names):
        raise FileRefused(HAS_LINKS)
    if any(EMBEDDED.fullmatch(name) for name in names):
        raise FileRefused(HAS_EMBEDDED)
    if "xl/workbook.bin" in names:
        raise FileRefused(BINARY_EXCEL)
    if "content.xml" in names and "mimetype" in names:
        raise FileRefused(OPEN_DOCUMENT)
    if any(name.startswith("index/") for name in names):
        raise FileRefused(NUMBERS_TABLE)
    if "xl/workbook.xml" not in names:
        raise FileRefused(NO_WORKBOOK)
