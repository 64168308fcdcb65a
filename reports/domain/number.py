"""The number under which a report is checked: 15 drawn characters and one that catches slips.

The alphabet has neither 0 nor O, neither 1 nor I nor L. It has 31 characters, a prime, so that the last
one, a weighted sum modulo 31, tells of any wrong character and of any two that have changed places.
"""

import unicodedata
from enum import Enum, auto

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
DRAWN = 15  # characters, of 74 bits: nobody finds a number by trying
GROUP = 4
DASHES = frozenset("-‐‑‒–—―−－_·.")


class Slip(Enum):
    """What is wrong with a number as it was typed."""

    LENGTH = auto()
    CHARACTER = auto()
    CHECK = auto()


class InvalidNumber(ValueError):
    """No number of a report; `detail` is the character that none has, or what was counted."""

    def __init__(self, slip: Slip, detail: str = "") -> None:
        super().__init__(slip.name)
        self.slip = slip
        self.detail = detail


def number_of(drawn: str) -> str:
    """Return the number of drawn characters, in groups: 7K3M-9QXA-BCDE-FGHX."""
    whole = drawn + _check(drawn)
    return "-".join(whole[start : start + GROUP] for start in range(0, len(whole), GROUP))


def read_number(text: str) -> str:
    """Return the number that somebody typed, as it is printed. Case, width, blanks and dashes are free.

    Raises:
        InvalidNumber: it is none.
    """
    typed = unicodedata.normalize("NFKC", text).upper()
    whole = "".join(sign for sign in typed if not sign.isspace() and sign not in DASHES)
    strange = next((sign for sign in whole if sign not in ALPHABET), None)
    if strange is not None:
        raise InvalidNumber(Slip.CHARACTER, strange)
    if len(whole) != DRAWN + 1:
        raise InvalidNumber(Slip.LENGTH, str(len(whole)))
    if _check(whole[:DRAWN]) != whole[DRAWN]:
        raise InvalidNumber(Slip.CHECK)
    return number_of(whole[:DRAWN])


def _check(drawn: str) -> str:
    weighed = sum(place * ALPHABET.index(sign) for place, sign in enumerate(drawn, start=1))
    return ALPHABET[weighed % len(ALPHABET)]
