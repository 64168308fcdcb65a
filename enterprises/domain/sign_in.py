"""Who guesses passwords waits ever longer; nobody is kept out for good."""

from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil

WINDOW = timedelta(hours=1)  # what went wrong longer ago is forgotten


@dataclass(frozen=True, slots=True)
class Slowing:
    """So many wrong passwords are free; then each wait is twice the one before, up to the longest."""

    free: int
    longest: int  # seconds


SAME_PERSON_AND_PLACE = Slowing(free=10, longest=900)
# Where the person has signed in before: many share an office's address, and one of them may guess.
KNOWN_PLACE = Slowing(free=100, longest=60)
# Whoever else comes from a new place waits too while somebody guesses: a minute at most.
SAME_PERSON = Slowing(free=20, longest=60)
SAME_PLACE = Slowing(free=100, longest=60)  # a training room shares one


def seconds_left(slowing: Slowing, wrong: int, since_last: timedelta) -> int:
    """Return how long the next attempt has to wait, 0 if it may be made now."""
    if wrong < slowing.free:
        return 0
    doublings = min(wrong - slowing.free, slowing.longest.bit_length())  # keep the number small
    return max(0, ceil(min(1 << doublings, slowing.longest) - since_last.total_seconds()))


def network(address: str) -> str:
    """Return what stands for one place: an IPv4 address, or the /64 within which IPv6 addresses change."""
    found = ip_address(address)
    if not isinstance(found, IPv6Address):
        return address
    return str(found.ipv4_mapped or ip_network(f"{found}/64", strict=False))
