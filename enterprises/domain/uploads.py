"""Which files are taken, and under which name: the content decides, the name follows it."""

from collections.abc import Mapping
from enum import StrEnum

from enterprises.domain.file_content import holds_macros, is_other_archive, is_page, recognised
from enterprises.domain.file_names import LONGEST_NAME, clean_name


class FileProblem(StrEnum):
    """Why a file is not taken."""

    TYPE = "type"  # none of the kinds that are taken
    CONTENT = "content"  # damaged, or none of the kinds that are taken, though its name says so
    MACROS = "macros"  # of Office, with macros
    PAGE = "page"  # a page, called as a kind that is taken: what many programs export as .xls
    ARCHIVE = "archive"  # packed by another program than is taken
    EMPTY = "empty"
    LARGE = "large"  # larger than one file may be
    FULL = "full"  # the plan would hold more than it may
    FIRM_FULL = "firm_full"  # the firm would
    FIRM_MANY = "firm_many"  # the firm has as many as it may
    KNOWN = "known"  # the same content is there already
    GONE = "gone"  # somebody has just deleted what was to be used again


MOST_FILES = 5000  # of a firm: the smallest takes room on a disk too, and a line on a page

_OFFICE = "application/vnd.openxmlformats-officedocument."
_OTHER = "application/octet-stream"
TYPES: Mapping[str, str] = {  # what each ending is sent as, in the order in which pages name them
    "pdf": "application/pdf",
    "ofd": "application/ofd",
    "xml": "application/xml",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "jfif": "image/jpeg",
    "png": "image/png",
    "heic": "image/heic",
    "heif": "image/heif",
    "avif": "image/avif",
    "webp": "image/webp",
    "gif": "image/gif",
    "bmp": "image/bmp",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "doc": "application/msword",
    "docx": f"{_OFFICE}wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": f"{_OFFICE}spreadsheetml.sheet",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": f"{_OFFICE}presentationml.presentation",
    "wps": "application/vnd.ms-works",
    "et": _OTHER,
    "dps": _OTHER,
    "rtf": "application/rtf",
    "txt": "text/plain",
    "csv": "text/csv",
    "zip": "application/zip",
    "rar": "application/vnd.rar",
    "7z": "application/x-7z-compressed",
}
# Programs and pages, refused by their name too: whoever sends one under it means one.
_PROGRAMS = (
    "apk",
    "app",
    "bat",
    "class",
    "cmd",
    "com",
    "cpl",
    "dll",
    "dmg",
    "exe",
    "jar",
    "lnk",
    "msi",
    "scr",
)
_SCRIPTS = ("js", "jse", "php", "ps1", "py", "reg", "sh", "vbe", "vbs", "wsf")
_PAGES = ("chm", "hta", "htm", "html", "mht", "mhtml", "shtml", "svg", "url", "xht", "xhtml", "xsl", "xslt")
NEVER = frozenset((*_PROGRAMS, *_SCRIPTS, *_PAGES))


def ending(name: str) -> str:
    """Return the ending of a cleaned name in small letters, without the dot."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def problem(name: str, head: bytes, more: bytes = b"") -> FileProblem | None:
    """Return why a file of this cleaned name cannot be taken. `head`, `more`: see `file_content`."""
    if not head.strip():
        return FileProblem.EMPTY
    if ending(name) in NEVER:
        return FileProblem.TYPE
    known = ending(name) in TYPES
    content = recognised(head, more)
    if content is None:
        return _not_taken(name, head, more)
    if ending(name) in content.endings:
        return None
    if not content.usual:
        return FileProblem.CONTENT if known else FileProblem.TYPE
    # Text has no sign of its own: under a foreign ending it may be a script of any kind.
    foreign = "." in name and not known
    return FileProblem.TYPE if foreign and content.usual in ("txt", "xml") else None


def _not_taken(name: str, head: bytes, more: bytes) -> FileProblem:
    """Return why a content is not taken, with advice where there is any."""
    if holds_macros(head, more):
        return FileProblem.MACROS
    if is_other_archive(head):
        return FileProblem.ARCHIVE
    if ending(name) not in TYPES:
        return FileProblem.TYPE
    return FileProblem.PAGE if is_page(head) else FileProblem.CONTENT


def named_by_content(name: str, head: bytes, more: bytes = b"") -> str:
    """Return the cleaned name of a file that is taken with the ending that its content has.

    An ending of another kind is replaced; what only looks like one (报告2024.12) stays before the right one.
    """
    content = recognised(head, more)
    if content is None or ending(name) in content.endings:
        return name
    stem = name
    while ending(stem) in TYPES and ending(stem) not in content.endings:
        stem = stem.rpartition(".")[0]
    if ending(stem) in content.endings:
        return clean_name(stem)
    stem = stem[: LONGEST_NAME - len(content.usual) - 1]
    return clean_name(f"{stem}.{content.usual}")


def mime(name: str) -> str:
    """Return the type that a file of this name is sent as."""
    return TYPES.get(ending(name), _OTHER)
