"""The one font of the report, from a package: nothing installed on the machine is used.

Everything here is lazy: made before a worker forks, the compiler's threads would hang the child.
"""

import struct
from functools import cache
from pathlib import Path

import noto_cjk_sans_otc
import typst

FAMILY = "Noto Sans CJK SC"


@cache
def fonts() -> typst.Fonts:
    """Return the compiler's fonts: the package's and no others."""
    folder = str(Path(noto_cjk_sans_otc.__file__).parent)
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


@cache
def covered() -> frozenset[int]:
    """Return the code points that the font can show, from its character map (format 12)."""
    font = next(font for font in fonts().fonts() if font.family == FAMILY)
    data = Path(str(font.path)).read_bytes()
    (start,) = struct.unpack_from(">I", data, 12 + 4 * font.index)
    return frozenset(_mapped(data, _table(data, start, b"cmap")))


def _table(data: bytes, start: int, tag: bytes) -> int:
    (count,) = struct.unpack_from(">H", data, start + 4)
    for index in range(count):
        name, _checksum, offset, _length = struct.unpack_from(">4sIII", data, start + 12 + 16 * index)
        if name == tag:
            return int(offset)
    raise ValueError(f"the report font has no table {tag!r}")


def _mapped(data: bytes, cmap: int) -> set[int]:
    (count,) = struct.unpack_from(">H", data, cmap + 2)
    for index in range(count):
        _platform, _encoding, offset = struct.unpack_from(">HHI", data, cmap + 4 + 8 * index)
        if struct.unpack_from(">H", data, cmap + offset) == (12,):
            return _groups(data, cmap + offset)
    raise ValueError("the report font has no character map of format 12")


def _groups(data: bytes, start: int) -> set[int]:
    (count,) = struct.unpack_from(">I", data, start + 12)
    points: set[int] = set()
    for group in range(count):
        first, last, glyph = struct.unpack_from(">III", data, start + 16 + 12 * group)
        points.update(range(first + (glyph == 0), last + 1))  # glyph 0 is the empty box
    return points
