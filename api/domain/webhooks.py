"""Webhooks: what is told, how it is signed, where it may be sent, and when it is tried again.

Signed as Standard Webhooks say (https://www.standardwebhooks.com).
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

MARK = "whsec_"
BYTES = 32
LOOKS_BACK = timedelta(days=3)  # what happened before is not told any more, should the worker have stood
KEPT = timedelta(days=30)  # deliveries stay in the log
OFF_AFTER = timedelta(hours=24)  # nothing but failures for so long
# After each failed try; then it is given up, a day after the first.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 2 * 60, 6 * 60, 16 * 60))
# Python calls much of IPv6 global that is not: IPv4 addresses hide in NAT64, in ::/96 and in 6to4.
UNICAST, HIDING = ip_network("2000::/3"), ip_network("2002::/16")
Network = IPv4Network | IPv6Network


class Event(StrEnum):
    """What is told."""

    SUBMITTED = "result.submitted"
    CORRECTED = "result.corrected"
    REPORT = "report.ready"
    PLAN = "plan.finished"
    TEST = "test"


def draw_secret() -> str:
    """Return a new secret, as its receiver is given it."""
    return MARK + base64.b64encode(secrets.token_bytes(BYTES)).decode()


def signature(secret: str, *, message: str, timestamp: int, body: bytes) -> str:
    """Return the header `webhook-signature` for a message sent at a time (seconds since 1970)."""
    key = base64.b64decode(secret.removeprefix(MARK))
    signed = f"{message}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def next_try(tries: int, *, at: datetime) -> datetime | None:
    """Return when the next try is due after so many, the last one just now; None after the last."""
    return at + WAITS[tries - 1] if tries <= len(WAITS) else None


def is_address(url: str) -> bool:
    """Return whether something may be sent there at all: https, a host, nobody's password."""
    try:
        parts = urlsplit(url)
        port_is_one = parts.port is None or parts.port > 0
    except ValueError:
        return False
    plain = url.isascii() and url.isprintable() and " " not in url and "\\" not in url
    return bool(
        plain and parts.scheme == "https" and parts.hostname and port_is_one and "@" not in parts.netloc
    )


def may_be_sent_to(address: str, *, allowed: Sequence[Network]) -> bool:
    """Return whether an IP address is public, or within a network that the operator allows."""
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    if any(found.version == network.version and found in network for network in allowed):
        return True
    if isinstance(found, IPv6Address) and (found not in UNICAST or found in HIDING):
        return False
    return found.is_global and not found.is_multicast
