"""An address at a firm's own domain, and the code that is sent there: a weaker sign of who a firm is."""

import hashlib
import hmac
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from enterprises.domain.identity import tidy

PROVIDERS = Path(__file__).parent.parent / "data" / "mail_providers.txt"
DIGITS = 8
PERIOD = timedelta(hours=1)  # a code is good for one to two of them


def domain_of(address: str) -> str:
    """Return the domain that mail to an address goes to, in small ASCII letters; "" where it names none.

    Mail to １６３.com goes to 163.com: the name is spelled as it is looked up.
    """
    try:
        name = tidy(address.rpartition("@")[2]).rstrip(".").encode("idna").decode().lower()
    except UnicodeError:
        return ""
    is_name = "." in name and not name.rpartition(".")[2].isdigit() and not name.startswith("[")
    return name if is_name else ""


def is_public(domain: str) -> bool:
    """Return whether a domain is none, or it or one above it is that of a provider who gives addresses to
    anybody."""
    if not domain:
        return True
    labels = domain.split(".")
    return any(".".join(labels[start:]) in providers() for start in range(len(labels)))


@cache
def providers() -> frozenset[str]:
    """Return the domains of the file."""
    lines = PROVIDERS.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def code(secret: str, *about: str, at: datetime) -> str:
    """Return the code that is sent about something at a time: the same until the period ends."""
    period = int(at.timestamp() // PERIOD.total_seconds())
    text = "\n".join((*about, str(period))).encode()
    found = hmac.new(secret.encode(), text, hashlib.sha256).digest()
    return f"{int.from_bytes(found[:8]) % 10**DIGITS:0{DIGITS}}"


def is_code(typed: str, secret: str, *about: str, at: datetime) -> bool:
    """Return whether this is the code of this period or of the last one. Who asks must be slowed."""
    good = [code(secret, *about, at=at), code(secret, *about, at=at - PERIOD)]
    return any(hmac.compare_digest(tidy(typed).encode(), one.encode()) for one in good)
