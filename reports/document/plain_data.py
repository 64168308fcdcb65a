"""A document as JSON: its blocks as they are, without the drawings."""

import json
from dataclasses import asdict
from typing import Any

from reports.document.blocks import Document
from reports.document.spoken import said

FORMAT = 1


def data_file(document: Document, remark: str) -> bytes:
    """Return the .json of a document. `remark`: what this file is beside the PDF."""
    data = {"format": FORMAT, "remark": remark, **_undrawn(asdict(document))}
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def _undrawn(value: Any) -> Any:
    match value:
        case str():
            return said(value)
        case dict():
            return {key: _undrawn(one) for key, one in value.items() if key not in ("svg", "ramp", "width")}
        case list() | tuple():
            return [_undrawn(one) for one in value]
    return value
