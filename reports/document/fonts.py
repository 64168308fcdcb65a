"""The one font of the report, from a package: nothing installed on the machine is used.

Everything here is lazy: made before a worker forks, the compiler's threads would hang the child.
"""

from collections.abc import Iterator
from functools import cache
from mmap import ACCESS_READ, mmap
from pathlib import Path
from struct import iter_unpack, pack, pack_into, unpack_from
from tempfile import TemporaryDirectory

import noto_cjk_sans_otc
import typst

FAMILY = "Noto Sans CJK SC"
COLLECTION = Path(noto_cjk_sans_otc.__file__).parent / "NotoSansCJK-Regular.ttc"
PLACE = 2  # of the family in the collection
EXTENDED, MANY = 7, 100
ONE_LETTER = f'#set text(font: "{FAMILY}")\n数'

Tables = dict[bytes, memoryview]


@cache
def fonts() -> typst.Fonts:
    """Return the compiler's fonts: the report's and no others. They are read while their folder is there."""
    with TemporaryDirectory() as folder:
        with (Path(folder) / "report.otf").open("wb") as file:
            file.writelines(_lean_font())
        found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
        letter = typst.Compiler(ONE_LETTER.encode(), font_paths=found, ignore_system_fonts=True)
        letter.compile(format="svg")
    return found


@cache
def covered() -> frozenset[int]:
    """Return the code points that the font can show, from its character map (format 12)."""
    return frozenset(_mapped(_tables()[b"cmap"]))


def _lean_font() -> Iterator[bytes | memoryview]:
    """Give the font as a file of its own, without what it would do in other languages."""
    tables = _tables()
    tables[b"GSUB"] = _without_other_languages(tables[b"GSUB"])
    step = 1 << len(tables).bit_length() - 1
    yield pack(">4s4H", b"OTTO", len(tables), 16 * step, step.bit_length() - 1, 16 * (len(tables) - step))
    at = 12 + 16 * len(tables)
    for tag, table in tables.items():
        yield pack(">4sIII", tag, 0, at, len(table))
        at += len(table) + -len(table) % 4
    for table in tables.values():
        yield table
        yield bytes(-len(table) % 4)


def _without_other_languages(table: memoryview) -> memoryview:
    """Return the substitutions (GSUB) without the long ones: shapes of some 30,000 characters in Japan,
    Korea, Taiwan and Hong Kong, and old Korean syllables. For each text in a picture all are read again."""
    lean = bytearray(table)
    (start,) = unpack_from(">H", table, 8)
    (count,) = unpack_from(">H", table, start)
    for (place,) in iter_unpack(">H", table[start + 2 : start + 2 + 2 * count]):
        kind, _flags, parts = unpack_from(">HHH", table, start + place)
        if kind == EXTENDED or parts > MANY:
            pack_into(">H", lean, start + place + 4, 0)
    return memoryview(lean)


def _tables() -> Tables:
    with COLLECTION.open("rb") as file:
        data = memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))
    (start,) = unpack_from(">I", data, 12 + 4 * PLACE)
    (count,) = unpack_from(">H", data, start + 4)
    listed = iter_unpack(">4sIII", data[start + 12 : start + 12 + 16 * count])
    return {tag: data[at : at + length] for tag, _checksum, at, length in listed}


def _mapped(cmap: memoryview) -> set[int]:
    (count,) = unpack_from(">H", cmap, 2)
    for _platform, _encoding, offset in iter_unpack(">HHI", cmap[4 : 4 + 8 * count]):
        if unpack_from(">H", cmap, offset) == (12,):
            return _groups(cmap, offset)
    raise ValueError("the report font has no character map of format 12")


def _groups(cmap: memoryview, start: int) -> set[int]:
    (count,) = unpack_from(">I", cmap, start + 12)
    points: set[int] = set()
    for first, last, glyph in iter_unpack(">III", cmap[start + 16 : start + 16 + 12 * count]):
        points.update(range(first + (glyph == 0), last + 1))  # glyph 0 is the empty box
    return points
