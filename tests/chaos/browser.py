"""What a browser sends, without one: cookies and the token of a form. Plain Python, quick to start."""

import http.client
from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic
from urllib.parse import urlencode

TOKEN = "t" * 32  # of the cookie and the form alike


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What came back: status 0 where nothing did, and how long that took in seconds."""

    status: int
    text: str
    headers: Mapping[str, str]
    seconds: float


def ask(
    port: int,
    path: str,
    form: Mapping[str, str] | None = None,
    *,
    session: str = "",
    headers: Mapping[str, str] | None = None,
    patience: float = 15,
) -> Answered:
    """Send one request over a connection of its own, a POST where a form is given."""
    begin = monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=patience)
    cookies = f"csrftoken={TOKEN}" + (f"; sessionid={session}" if session else "")
    sent = {"Cookie": cookies, "X-CSRFToken": TOKEN, **(headers or {})}
    try:
        if form is None:
            connection.request("GET", path, headers=sent)
        else:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
            connection.request("POST", path, urlencode(form), sent)
        response = connection.getresponse()
        text = response.read().decode(errors="replace")
        found = {name.lower(): value for name, value in response.getheaders()}
        return Answered(status=response.status, text=text, headers=found, seconds=monotonic() - begin)
    except (OSError, http.client.HTTPException):
        return Answered(status=0, text="", headers={}, seconds=monotonic() - begin)
    finally:
        connection.close()
