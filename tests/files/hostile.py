"""Workbooks as an attacker or a broken program would send them."""

import io
import zipfile
from collections.abc import Mapping

SHEET = "xl/worksheets/sheet1.xml"


def unzipped(content: bytes) -> dict[str, bytes]:
    """Return the parts of an archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Mapping[str, bytes], *, stored: bool = False) -> bytes:
    """Return an archive of these parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return packed.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """Return a workbook with a part added or replaced."""
    return zipped({**unzipped(content), name: part})


def sheet_of(cells: str, head: str = "") -> bytes:
    """Return a sheet's XML with these cells."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'{head}<worksheet xmlns="{space}"><sheetData>{cells}</sheetData></worksheet>'.encode()


def lying_about_sizes(content: bytes, name: str, size: int) -> bytes:
    """Return the archive with another unpacked size of a part in its directory."""
    found = bytearray(content)
    at = 0
    while (at := found.find(b"PK\x01\x02", at)) >= 0:
        length = int.from_bytes(found[at + 28 : at + 30], "little")
        if bytes(found[at + 46 : at + 46 + length]).decode() == name:
            found[at + 24 : at + 28] = size.to_bytes(4, "little")
        at += 4
    return bytes(found)
