"""Canonical JSON: the same values give the same bytes, today and years later."""

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from editing.domain.decimals import plain

_encode = json.JSONEncoder(ensure_ascii=False).encode  # `json.dumps` would make an encoder for each value


def canonical_json(value: Any) -> str:
    """Return JSON with sorted keys, no spaces, Chinese as it is, and decimals with their exact digits.

    Raises TypeError for a float or any other type: nothing inexact is written.
    """
    match value:
        case Mapping():
            pairs = (f"{_encode(key)}:{canonical_json(value[key])}" for key in sorted(value))
            return "{" + ",".join(pairs) + "}"
        case list() | tuple():
            return "[" + ",".join(canonical_json(item) for item in value) + "]"
        case str() | bool() | int() | None:
            return _encode(value)
        case Decimal():
            return plain(value)
        case _:
            raise TypeError(f"{type(value).__name__} has no canonical JSON")


def digest(text: str) -> str:
    """Return the SHA-256 of the text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()
