"""Make any string safe to typeset: what the font lacks or a page cannot show is replaced, never fatal.

User text stays literal: it reaches the layout only as a value inside one JSON document.
"""

import re
import unicodedata
from dataclasses import fields
from typing import Any

from reports.document.fonts import covered

MISSING = "〓"  # the printers' mark for a character that is not to be had
BREAK = "\u200b"
LONGEST_RUN = 20
_LATIN_RUN = re.compile(rf"[!-~\u00a1-\u024f]{{{LONGEST_RUN + 1},}}")
DROPPED = frozenset({"Cc", "Cf", "Cs"})  # controls, bidi marks and joiners, lone surrogates


def clean(text: str) -> str:
    """Return the text as it can be set: NFC, one line, no control or bidi characters, all in the font."""
    if not _is_clean(text):
        one_line = re.sub(r"[\r\n\t\u2028\u2029]+", " ", unicodedata.normalize("NFC", text))
        text = "".join(_glyph(c) for c in one_line if unicodedata.category(c) not in DROPPED)
    return _LATIN_RUN.sub(_breakable, text)


def clean_all(value: Any) -> Any:
    """Return dataclasses as plain data, every string clean. In a field `url` only addresses pass, in `svg`
    pictures."""
    match value:
        case str():
            return clean(value)
        case list() | tuple():
            return [clean_all(entry) for entry in value]
        case bool() | int() | None:
            return value
    return {field.name: _entry(field.name, getattr(value, field.name)) for field in fields(value)}


def address(url: str) -> str:
    """Return the address if it may be a link in a document, else nothing."""
    allowed = url.startswith(("https://", "http://", "mailto:")) and url.isascii() and url.isprintable()
    return url if allowed and " " not in url else ""


def _entry(key: str, value: Any) -> Any:
    if key == "svg":
        return value if _is_clean(value) else _clean_picture(value)
    return address(value) if key == "url" else clean_all(value)


def _clean_picture(svg: str) -> str:
    return "".join(_glyph(c) for c in unicodedata.normalize("NFC", svg) if c.isprintable())


def _is_clean(text: str) -> bool:
    """Whether no character has to change, as in nearly all texts: this is told four times as fast."""
    return (
        text.isprintable() and unicodedata.is_normalized("NFC", text) and covered().issuperset(map(ord, text))
    )


def _glyph(character: str) -> str:
    if ord(character) in covered():
        return character
    # Variation selectors, skin tones and combining marks: nothing is lost without them.
    modifier = unicodedata.category(character) in ("Mn", "Me", "Sk")
    return "" if modifier else MISSING


def _breakable(run: re.Match[str]) -> str:
    text = run.group()
    return BREAK.join(text[start : start + LONGEST_RUN] for start in range(0, len(text), LONGEST_RUN))
