"""A YAML file from outside as plain data: its encoding, its size, and what YAML may not do."""

import codecs
from typing import Any

from editing.domain.strict_data import StrictDataError, load_yaml
from editing.files.refusals import FileRefused
from editing.wording.files import (
    NO_TEXT,
    OTHER_ENCODING,
    UNREADABLE,
    UNREADABLE_LINE,
    UNREADABLE_VALUE,
    WIDE_ENCODING,
    YAML_TOO_LARGE,
)
from editing.wording.refusals import sentence

MOST_BYTES = 2**20  # ten times the largest file that we write ourselves
OTHER_ENCODINGS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_yaml(content: bytes) -> Any:
    """Return the mappings, lists and scalars of a YAML file. Raises FileRefused naming the place."""
    if len(content) > MOST_BYTES:
        raise FileRefused(YAML_TOO_LARGE, most=MOST_BYTES // 2**20)
    try:
        return load_yaml(_decoded(content))
    except StrictDataError as error:
        reason = sentence(error.reason, error.detail)
        if not error.line:
            raise FileRefused(UNREADABLE, reason=reason) from None
        if not error.keys:
            raise FileRefused(UNREADABLE_LINE, line=error.line, reason=reason) from None
        raise FileRefused(UNREADABLE_VALUE, line=error.line, path=error.path, reason=reason) from None


def _decoded(content: bytes) -> str:
    if content.startswith(OTHER_ENCODINGS):
        raise FileRefused(WIDE_ENCODING)
    if b"\0" in content:
        raise FileRefused(NO_TEXT)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise FileRefused(OTHER_ENCODING, line=line) from None
