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
    data["blocks"] = [one for block in data["blocks"] for one in _apart(block)]
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def _apart(block: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the blocks of one: what stands together on paper is no matter of data."""
    inner: list[dict[str, Any]] = block["blocks"] if block["kind"] == "together" else [block]
    return inner


def _undrawn(value: Any) -> Any:
    match value:
        case str():
            return said(value)
        case dict():
            return {key: _undrawn(one) for key, one in value.items() if key not in ("svg", "ramp", "width")}
        case list() | tuple():
            return [_undrawn(one) for one in value]
    return value
