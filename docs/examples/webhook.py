"""Check that a webhook is from Shujie and new. Needs only Python.

event = read(request.headers, request.body, secret)     # raises ValueError
"""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from typing import Any

MINUTES = 5  # older messages are refused: somebody may have recorded them


def read(headers: Mapping[str, str], body: bytes, secret: str) -> dict[str, Any]:
    """Return what the message says. `headers`: by names in small letters; `secret`: `whsec_…`."""
    message, sent = headers["webhook-id"], headers["webhook-timestamp"]
    if abs(time.time() - int(sent)) > MINUTES * 60:
        raise ValueError("too old, or a clock is wrong")
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = hmac.new(key, f"{message}.{sent}.".encode() + body, hashlib.sha256).digest()
    given = [one.removeprefix("v1,") for one in headers["webhook-signature"].split()]
    if not any(hmac.compare_digest(base64.b64encode(signed).decode(), one) for one in given):
        raise ValueError("not signed with this secret")
    found: dict[str, Any] = json.loads(body)
    return found
