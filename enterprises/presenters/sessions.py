"""The sessions of a person as devices."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from enterprises.domain.devices import device
from enterprises.models import Session
from enterprises.selectors.sign_in import session_handle
from enterprises.wording.accounts import say_device


class SignedIn(NamedTuple):
    """A device that somebody is signed in on; None or "" where a session does not know."""

    handle: str
    name: str
    address: str | None
    signed_in_at: datetime | None
    seen_at: datetime | None
    is_here: bool


def signed_in_devices(sessions: Iterable[Session], *, here: str | None) -> tuple[SignedIn, ...]:
    """Return the devices, this one first."""
    devices = [
        SignedIn(
            handle=session_handle(session.pk),
            name=say_device(device(session.agent)),
            address=session.address,
            signed_in_at=session.signed_in_at,
            seen_at=session.seen_at,
            is_here=session.pk == here,
        )
        for session in sessions
    ]
    return tuple(sorted(devices, key=lambda one: not one.is_here))
