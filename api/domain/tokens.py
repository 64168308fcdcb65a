"""What opens the interface: tokens, what they may be used for, and how long."""

import hashlib
import secrets
from enum import StrEnum

MARK = "sj_"  # so that a token which got out is recognised as one
BYTES = 32  # drawn at random: nobody guesses it, and a plain digest is enough to keep
SHOWN = 4  # characters at the end by which its owner tells it from others
DAYS, MOST_DAYS = 90, 365
MOST_TOKENS = 20  # of one member in one firm


class Scope(StrEnum):
    """What a token may be used for: never for more than its owner may do in the firm."""

    READ = "read"
    ANSWER = "answer"  # start assessments and answer them
    SUBMIT = "submit"
    REPORT = "report"  # ask for reports


def draw() -> str:
    """Return a new token."""
    return MARK + secrets.token_urlsafe(BYTES)


def digest(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
