"""Strict, typed readers of environment variables.

A value that cannot be read raises `ImproperlyConfigured` naming the variable: operators learn at start.
"""

import os
from ipaddress import ip_network
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    """Return the variable, or the content of the file that `NAME_FILE` points to, or the default."""
    file = os.environ.get(f"{name}_FILE", "")
    if not file:
        return os.environ.get(name, default)
    if name in os.environ:
        raise ImproperlyConfigured(f"{name} and {name}_FILE are both set; set one of them")
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{name}_FILE: cannot read {file} ({error.strerror})") from error


def choice(name: str, allowed: tuple[str, ...]) -> str:
    """Return one of the allowed words, the first of them where unset or empty."""
    value = text(name) or allowed[0]
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} is {value!r}; write one of: {', '.join(allowed)}")
    return value


def integer(name: str, *, default: int, minimum: int = 0) -> int:
    """Return a whole number of at least `minimum`."""
    value = text(name)
    if not value:
        return default
    if not value.isascii() or not value.isdigit() or int(value) < minimum:
        raise ImproperlyConfigured(f"{name} is {value!r}; write a whole number of at least {minimum}")
    return int(value)


def listing(name: str) -> list[str]:
    """Return the comma-separated items, without blanks."""
    return [item.strip() for item in text(name).split(",") if item.strip()]


def secure_address(name: str, *, insecure: bool) -> str:
    """Return an https address, "" where unset. `insecure`: http will do, on somebody's own machine."""
    value = text(name).rstrip("/")
    if value and not value.startswith(("https://", "http://") if insecure else "https://"):
        raise ImproperlyConfigured(f"{name} is {value!r}; it begins with https://")
    return value


def networks(name: str) -> list[str]:
    """Return the comma-separated networks, as `10.0.0.0/8`."""
    found = listing(name)
    for one in found:
        try:
            ip_network(one)
        except ValueError as error:
            raise ImproperlyConfigured(f"{name} has {one!r}; write networks as 10.0.0.0/8") from error
    return found


def contact(name: str) -> str:
    """Return an address that programs can follow, "" where unset."""
    value = text(name)
    if value and not value.startswith(("mailto:", "https://", "tel:")):
        raise ImproperlyConfigured(f"{name} is {value!r}; it begins with mailto:, https:// or tel:")
    return value
