"""One POST to an address that somebody else has chosen: to public addresses only, without detours."""

import socket
import ssl
from http.client import HTTPException, HTTPSConnection
from ipaddress import ip_network
from typing import cast
from urllib.parse import urlsplit

from django.conf import settings

from api.domain.webhooks import may_be_sent_to

SECONDS = 5  # for each step of it; the job has its own end


class NotSent(Exception):
    """Why nothing came back, in a word of ours."""


class PinnedConnection(HTTPSConnection):
    """Connects to an address that was looked at before, and asks the host of the name for its certificate."""

    def __init__(self, host: str, port: int, address: str) -> None:
        self.context = ssl.create_default_context()
        super().__init__(host, port, timeout=SECONDS, context=self.context)
        self.address = address

    def connect(self) -> None:
        """Connect; the name is not looked up again, so that it cannot lead elsewhere meanwhile."""
        plain = socket.create_connection((self.address, self.port), self.timeout)
        try:
            self.sock = self.context.wrap_socket(plain, server_hostname=self.host)
        except BaseException:
            plain.close()
            raise


def post(url: str, *, body: bytes, headers: dict[str, str]) -> int:
    """Send it and return the status of the answer; a redirect is an answer. Raises NotSent."""
    parts = urlsplit(url)
    host, port = str(parts.hostname), parts.port or 443
    connection = PinnedConnection(host, port, _public_address(host, port))
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request("POST", target, body, headers)
        status = connection.getresponse().status
    except ssl.SSLError as error:
        raise NotSent("certificate") from error
    except TimeoutError as error:
        raise NotSent("timeout") from error
    except (OSError, HTTPException, ValueError) as error:
        raise NotSent("connection") from error
    finally:
        connection.close()
    return status


def _public_address(host: str, port: int) -> str:
    """Look a name up and return its first address; refuse it where any of them is not public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotSent("name") from error
    addresses = [cast(str, sockaddr[0]) for *_rest, sockaddr in found]
    allowed = [ip_network(text) for text in settings.WEBHOOK_NETWORKS]
    if not addresses or not all(may_be_sent_to(address, allowed=allowed) for address in addresses):
        raise NotSent("address")
    return addresses[0]
