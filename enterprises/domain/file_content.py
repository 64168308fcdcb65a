"""What a file is, by its content: the endings that its name may have.

Only the beginning and one more place are looked at. Whoever opens a file does so on an own computer, as with
any mail; what a browser might run as a page, and what a computer might run as a program, is never taken.
"""

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass

HEAD_BYTES = 2**16  # of the content are looked at, and as many at `second_look`

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIPPED = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


@dataclass(frozen=True, slots=True)
class Content:
    """The endings that fit a content. `usual`: for a name with none of them; empty: nobody can tell."""

    endings: tuple[str, ...]
    usual: str = ""


def _content(*endings: str) -> Content:
    return Content(endings, endings[0])


OLD_OFFICE = ("doc", "xls", "ppt", "wps", "et", "dps")
OFFICE = ("docx", "xlsx", "pptx")
WRITTEN = ("txt", "csv")  # without any sign of their own
_SIGNS: tuple[tuple[bytes, Content], ...] = (
    (b"\xff\xd8\xff", _content("jpg", "jpeg", "jfif")),
    (b"\x89PNG\r\n\x1a\n", _content("png")),
    (b"GIF87a", _content("gif")),
    (b"GIF89a", _content("gif")),
    (b"II*\x00", _content("tif", "tiff")),
    (b"MM\x00*", _content("tif", "tiff")),
    (b"II+\x00", _content("tif", "tiff")),  # of over 4 GB, and of some scanners
    (b"MM\x00+", _content("tif", "tiff")),
    (b"Rar!\x1a\x07", _content("rar")),
    (b"7z\xbc\xaf\x27\x1c", _content("7z")),
    (b"{\\rtf", _content("rtf", "doc", "wps")),
)
_BRANDS: Mapping[bytes, Content] = {
    **dict.fromkeys((b"avif", b"avis"), _content("avif")),
    **dict.fromkeys(
        (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"), _content("heic", "heif")
    ),
}
_STREAMS: tuple[tuple[str, Content], ...] = (  # of the container that old Office kinds share
    ("WordDocument", _content("doc", "wps")),
    ("Workbook", _content("xls", "et")),
    ("Book", _content("xls", "et")),
    ("PowerPoint Document", _content("ppt", "dps")),
)
_PARTS: tuple[tuple[bytes, Content], ...] = (  # of the archive that new Office kinds share
    (b"ofd.xml", _content("ofd")),
    (b"word/", _content("docx", "wps")),
    (b"xl/", _content("xlsx", "et")),
    (b"ppt/", _content("pptx", "dps")),
)
_PROGRAM_PARTS = re.compile(rb"androidmanifest\.xml|meta-inf/manifest\.mf|.*\.class")
_MACROS = re.compile(rb".*vbaproject\.bin")
_OLD_MACROS = tuple(f"{name}\0".encode("utf-16-le") for name in ("_VBA_PROJECT", "_VBA_PROJECT_CUR"))
_PDF = re.compile(rb"%PDF-\d")
_PDF_BEGINS = 1024  # bytes within which readers of PDF look for its sign
_PDF_OBJECT = re.compile(rb"\d obj\b")  # every PDF holds some; a text that names the sign has none
_INSTALLER = bytes.fromhex("84100c0000000000c000000000000046")  # what an .msi says it is
_ENTRY = re.compile(rb"PK(?:\x01\x02.{24}(..).{16}|\x03\x04.{22}(..)..)", re.DOTALL)

_PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",  # of Java, and of several kinds of Mac
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"#!",
    b"L\x00\x00\x00\x01\x14",  # a shortcut
)
_OTHER_ARCHIVES = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd", b"MSCF")  # of gz, bz2, xz …
_TAR = (257, b"ustar")
_PAGE = re.compile(
    r"<(?:!doctype\s+(?:html|svg)|(?:[\w.-]+:)?(?:html|svg|script|head|body|iframe|object|embed)[\s/>])"
    r"|<\?(?:php|=|xml-stylesheet)|<%|www\.w3\.org/(?:1999/xhtml|2000/svg)",
    re.IGNORECASE,
)
# What a program wrote as a page for Excel or Word, without any frame around it.
_FRAGMENT = re.compile(
    r"\s*(?:<(?:table|tr|meta|div|p|br|style|link|form|font|span|title|h[1-6])[\s/>]|mime-version:)",
    re.IGNORECASE,
)
_SCRIPT = re.compile(r"\s*(?:@echo\s|<job)", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f]")  # no text has these
_ELEMENT = re.compile(r"<(?:\?xml\s|!--|[^\W\d][\w.:-]*[\s/>])")


def second_look(head: bytes, size: int) -> int:
    """Return where else a file of this many bytes is to be looked at: where its contents are listed."""
    if head.startswith(_OLE) and len(head) >= 512:
        sector = 1 << min(int.from_bytes(head[30:32], "little"), 12)
        return (int.from_bytes(head[48:52], "little") + 1) * sector
    return max(0, size - HEAD_BYTES)


def recognised(head: bytes, more: bytes = b"") -> Content | None:
    """Return what a content is; None for what is not taken. `more`: what stands at `second_look`."""
    if head.startswith(_PROGRAMS):
        return None
    for sign, content in _SIGNS:
        if head.startswith(sign):
            return content
    if head.startswith(_ZIPPED):
        return _zipped(head + more)
    if head.startswith(_OLE):
        return _ole(more)
    return _with_offset(head) or _written(head)


def holds_macros(head: bytes, more: bytes = b"") -> bool:
    """Return whether a file is one of Office that holds macros."""
    if head.startswith(_OLE):
        return any(name in more for name in _OLD_MACROS)
    return head.startswith(_ZIPPED) and any(_MACROS.fullmatch(name) for name in _names(head + more))


def is_page(head: bytes) -> bool:
    """Return whether a file is one that a browser would show as a page, whatever it is called."""
    text = _decoded(head)
    return text is not None and bool(_PAGE.search(text) or _FRAGMENT.match(text))


def is_other_archive(head: bytes) -> bool:
    """Return whether a file is an archive of a kind that is not taken."""
    place, sign = _TAR
    return head.startswith(_OTHER_ARCHIVES) or head[place:].startswith(sign)


def _with_offset(head: bytes) -> Content | None:
    """Recognise what has its sign somewhere behind its first byte."""
    if head[4:8] == b"ftyp":
        length = max(16, min(int.from_bytes(head[:4], "big"), 256))
        brands = [head[at : at + 4] for at in (8, *range(16, length, 4))]
        return next((_BRANDS[brand] for brand in _by_weight(brands)), None)
    if head.startswith(b"RIFF"):
        return _content("webp") if head[8:12] == b"WEBP" else None
    if head.startswith(b"BM") and b"\x00" in head:
        return _content("bmp")
    return _content("pdf") if _is_pdf(head) else None


def _is_pdf(head: bytes) -> bool:
    pdf = _PDF.search(head, 0, _PDF_BEGINS)
    if pdf is None or pdf.start() == 0:
        return pdf is not None
    holds_one = is_other_archive(head) or is_page(head[: pdf.start()])
    return not holds_one and _PDF_OBJECT.search(head, pdf.end()) is not None


def _by_weight(brands: list[bytes]) -> list[bytes]:
    """Return the known brands of a picture, general ones (mif1) last."""
    known = [brand for brand in brands if brand in _BRANDS]
    return sorted(known, key=lambda brand: brand in (b"mif1", b"msf1"))


def _zipped(sample: bytes) -> Content | None:
    names = _names(sample)
    if any(_PROGRAM_PARTS.fullmatch(name) or _MACROS.fullmatch(name) for name in names):
        return None
    if not names:  # its list is not where we look: its name decides
        return Content(("zip", *OFFICE, "ofd", "wps", "et", "dps"), "zip")
    office = b"[content_types].xml" in names
    for part, content in _PARTS:
        if part in names or (office and part.endswith(b"/") and any(name.startswith(part) for name in names)):
            return content
    return _content("zip")


def _names(sample: bytes) -> set[bytes]:
    return {name.replace(b"\\", b"/").lower() for name in _entry_names(sample)}


def _entry_names(sample: bytes) -> list[bytes]:
    names = []
    for found in _ENTRY.finditer(sample):
        length = int.from_bytes(found[1] or found[2], "little")
        names.append(sample[found.end() : found.end() + length])
    return [name for name in names if name]


def _ole(directory: bytes) -> Content | None:
    if _INSTALLER in directory or any(name in directory for name in _OLD_MACROS):
        return None
    if "EncryptedPackage".encode("utf-16-le") in directory:
        return Content((*OFFICE, "wps", "et", "dps"))
    found = [kind for name, kind in _STREAMS if f"{name}\0".encode("utf-16-le") in directory]
    if not found:
        return Content(OLD_OFFICE)
    return Content(tuple(ending for kind in found for ending in kind.endings), found[0].usual)


def _written(head: bytes) -> Content | None:
    """Recognise text, and XML that no browser would show as a page."""
    text = _decoded(head)
    if text is None or _CONTROLS.search(text) or _SCRIPT.match(text) or is_page(head):
        return None
    start = text.lstrip("\ufeff \t\r\n")
    return Content(("xml", *WRITTEN), "xml") if _ELEMENT.match(start) else Content(WRITTEN, "txt")


def _decoded(head: bytes) -> str | None:
    utf16 = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if b"\x00" in head and not utf16:
        return None
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", "gb18030"):
        try:
            return codecs.getincrementaldecoder(encoding)().decode(head)
        except UnicodeDecodeError:
            continue
    return None
