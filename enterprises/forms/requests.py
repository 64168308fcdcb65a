"""The person behind a request, where it comes from, and the keys that it names."""

from ipaddress import ip_address

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from enterprises.domain.lines import one_line
from enterprises.models import AGENT_LENGTH, User


def signed_in(request: HttpRequest) -> User:
    """Return the signed-in user. SignInMiddleware has sent everybody else to sign-in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def client_ip(request: HttpRequest) -> str | None:
    """Return the address a request comes from: the one our outermost proxy saw, None where that is none."""
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    seen = forwarded[-settings.PROXIES].strip() if 0 < settings.PROXIES <= len(forwarded) else ""
    address = seen or str(request.META.get("REMOTE_ADDR", ""))
    try:
        return str(ip_address(address.partition("%")[0]))  # without the zone, which PostgreSQL does not take
    except ValueError:
        return None


def local_address(request: HttpRequest, url: str) -> str:
    """Return the path if it leads back to this site, else nothing."""
    safe = url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    # Anything else `redirect` takes for the name of a view.
    return url if safe and url.startswith("/") else ""


def browser_name(request: HttpRequest) -> str:
    """Return what the browser calls itself, as a column takes it; "" where it says nothing."""
    return one_line(request.headers.get("User-Agent", "").replace("\x00", ""))[:AGENT_LENGTH]


def wants_part(request: HttpRequest) -> bool:
    """Return whether htmx asks for a part of a page, not for the whole that a boosted link leads to."""
    htmx = request.htmx  # type: ignore[attr-defined]  # of its middleware
    return bool(htmx) and not htmx.boosted


def key_from(text: str) -> int:
    """Return the key of a row that an address or a form names, 0, which no row has, where it names none."""
    return int(text[:18]) if text.isascii() and text.isdigit() else 0
