"""Which pictures of a business licence are taken: what every browser shows to the staff who compare it."""

from enum import Enum, auto

MOST_BYTES = 8 * 2**20
HEAD_BYTES = 8
BEGINNINGS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"%PDF-", "application/pdf"),
)


class Unfit(Enum):
    """Why a file is not taken."""

    EMPTY = auto()
    LARGE = auto()
    KIND = auto()


def media_type(head: bytes) -> str | None:
    """Return what a file is by its first bytes, however it is called; None for what is not taken."""
    return next((kind for beginning, kind in BEGINNINGS if head.startswith(beginning)), None)


def unfit(head: bytes, size: int) -> Unfit | None:
    """Return why a file is not taken, None where it is."""
    if not size:
        return Unfit.EMPTY
    if size > MOST_BYTES:
        return Unfit.LARGE
    return None if media_type(head) else Unfit.KIND
