"""Names of files that people send and save: what every system can keep, and the header that carries them."""

import re
import unicodedata
from urllib.parse import quote

LONGEST_NAME = 120
# What Windows calls devices: no file may have such a name, whatever its ending.
DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
_UNSAFE = re.compile(r'[\\/:*?"<>|]')
_DROPPED = frozenset(
    {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
)  # controls, bidi marks, lone surrogates, line ends
_PLAIN = re.compile(r"[^A-Za-z0-9._()-]+")


def clean_name(name: str) -> str:
    """Return the name as it is kept: one line that any file system takes, with its ending, never empty."""
    kept = "".join(
        letter
        for letter in unicodedata.normalize("NFC", name)
        if unicodedata.category(letter) not in _DROPPED
    )
    stem, dot, last = _UNSAFE.sub("_", kept).rstrip(" .\u3000").rpartition(".")
    if not dot:
        stem, last = last, ""
    stem = stem[: LONGEST_NAME - len(dot) - len(last)].strip(" .\u3000") or "_"
    if stem.partition(".")[0].strip().casefold() in DEVICES:
        stem = f"_{stem}"
    return f"{stem}{dot}{last}"[:LONGEST_NAME]


def disposition(name: str, *, plain: str = "", as_attachment: bool = True) -> str:
    """Return the Content-Disposition header of a download, in ASCII.

    It has the name twice: by RFC 5987, and for old views (those of Android among them) in plain letters.
    `plain`: the stem of the latter, where the name's own letters say little.
    """
    name = clean_name(name)
    stem, dot, ending = name.rpartition(".") if "." in name else (name, "", "")
    letters = _PLAIN.sub("_", unicodedata.normalize("NFKD", plain or stem)).strip("._-")
    known = _PLAIN.sub("", ending)
    readable = clean_name(f"{letters or 'file'}{dot if known else ''}{known}")
    kind = "attachment" if as_attachment else "inline"
    return f"{kind}; filename=\"{readable}\"; filename*=UTF-8''{quote(name, safe='')}"
