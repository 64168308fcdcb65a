"""Fill in, submit and fetch the report of a firm by the interface. Needs only Python.

    SHUJIE_URL=https://… SHUJIE_TOKEN=sj_… python3 client.py answers.json

`answers.json`: `{"answers": {item: answer}, "declaration": …}`, each answer with its kind (`docs/api.md`).
"""

import json
import os
import sys
import time
import urllib.request
from email.message import Message
from pathlib import Path
from typing import Any
from uuid import uuid4


def ask(method: str, path: str, body: object = None, **headers: str) -> tuple[Any, Message]:
    """Return what an address answers: JSON as Python, a file as bytes; and the headers."""
    request = urllib.request.Request(
        os.environ["SHUJIE_URL"] + "/api/v1" + path,
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": "Bearer " + os.environ["SHUJIE_TOKEN"], **headers},
    )
    if body is not None:
        request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request) as response:
        content = response.read()
        is_json = response.headers.get_content_type() == "application/json"
        return json.loads(content) if is_json else content, response.headers


def main(answers: dict[str, Any], declaration: dict[str, Any], report: str = "report.pdf") -> tuple[int, str]:
    """Start, answer item by item, submit, and write the report; return the level and how the report ended."""
    draft, _ = ask("POST", "/assessments", {}, **{"Idempotency-Key": str(uuid4())})
    where = "/assessments/" + draft["id"]
    for item, given in answers.items():
        _, read = ask("GET", where + "/answers/" + item)
        ask("PUT", where + "/answers/" + item, given, **{"If-Match": read["ETag"]})
    check, _ = ask("GET", where + "/check")
    if not check["progress"]["complete"]:
        sys.exit("open: " + ", ".join(check["progress"]["open"] + check["progress"]["unconfirmed"]))
    result, _ = ask("POST", where + "/submit", declaration, **{"Idempotency-Key": str(uuid4())})
    made, _ = ask("POST", "/results/" + result["id"] + "/reports", {})
    while made["state"] in ("queued", "running"):
        time.sleep(1)
        made, _ = ask("GET", "/reports/" + made["id"])
    if made["state"] == "done":
        content, _ = ask("GET", "/reports/" + made["id"] + "/file")
        Path(report).write_bytes(content)
    return result["level"], made["state"]


if __name__ == "__main__":
    given = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    print(*main(given["answers"], given["declaration"]))
