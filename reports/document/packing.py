"""Pack the objects of a PDF into streams: its tags are one object each, a third of the file.

typst will do so itself some day (its issue 7142). Until then this packs what typst writes and nothing else:
one table of references, each object once and in turn, nothing encrypted. qpdf takes four times as long.
"""

import re
from itertools import pairwise
from struct import pack
from zlib import compress

IN_ONE = 400  # objects of a stream: whoever reads one of them unpacks all
FREE, IN_FILE, IN_STREAM = 0, 1, 2  # where an object is: ISO 32000-1, table 18
_END = re.compile(rb"trailer\n<</Size \d+(?P<rest>.*)>>\nstartxref\n(?P<table>\d+)\n%%EOF\s*$", re.DOTALL)
_ENTRY = re.compile(rb"(\d{10}) 00000 n")


def packed(pdf: bytes) -> bytes:
    """Return the same document with its objects in streams. Raises ValueError: typst did not write it."""
    end = _END.search(pdf)
    if end is None:
        raise ValueError("the PDF does not end as typst ends it")
    table = int(end["table"])
    starts = [int(start) for start in _ENTRY.findall(pdf, table)]
    out = bytearray(pdf[: starts[0]])
    places = {0: (FREE, 0, 0)}
    small: list[tuple[int, bytes]] = []
    for number, (start, stop) in enumerate(pairwise([*starts, table]), start=1):
        written = pdf[start:stop]
        if b"\nstream\n" in written:
            places[number] = (IN_FILE, len(out), 0)
            out += written
        else:
            small.append((number, written[written.index(b"\n") + 1 : written.rindex(b"\nendobj")]))
    free = len(starts) + 1
    for first in range(0, len(small), IN_ONE):
        group = small[first : first + IN_ONE]
        places |= {number: (IN_STREAM, free, index) for index, (number, _) in enumerate(group)}
        places[free] = (IN_FILE, len(out), 0)
        out += _together(free, group)
        free += 1
    places[free] = (IN_FILE, len(out), 0)
    rows = b"".join(pack(">BIH", *places[number]) for number in range(free + 1))
    references = _stream(free, b"/Type/XRef/W[1 4 2]/Size %d%s" % (free + 1, end["rest"]), rows)
    return b"%s%sstartxref\n%d\n%%%%EOF\n" % (out, references, len(out))


def _together(number: int, group: list[tuple[int, bytes]]) -> bytes:
    """Return a stream of objects: their numbers and where they begin, then what they are."""
    listed: list[bytes] = []
    at = 0
    for one, written in group:
        listed.append(b"%d %d\n" % (one, at))
        at += len(written) + 1
    head = b"".join(listed)
    body = b"\n".join(written for _, written in group)
    return _stream(number, b"/Type/ObjStm/N %d/First %d" % (len(group), len(head)), head + body)


def _stream(number: int, entries: bytes, data: bytes) -> bytes:
    small = compress(data)
    head = b"%d 0 obj\n<<%s/Filter/FlateDecode/Length %d>>" % (number, entries, len(small))
    return b"%s\nstream\n%s\nendstream\nendobj\n" % (head, small)
