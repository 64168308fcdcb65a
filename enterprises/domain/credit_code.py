"""The unified social credit code (统一社会信用代码, GB 32100-2015): what was typed, what is wrong.

Texts for people are not made here: `enterprises/forms` turns a `Problem` into a sentence.
"""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from stdnum.cn import uscc

LENGTH = 18
ALPHABET = frozenset("0123456789ABCDEFGHJKLMNPQRTUWXY")  # GB 32100-2015: without I O S V Z
LIKELY = {"I": "1", "O": "0", "S": "5", "Z": "2"}  # V is impossible too but resembles nothing in particular
ENTERPRISE_PREFIXES = frozenset({"91", "92", "93"})  # company, sole trader, farmers' cooperative
DASHES = frozenset("-‐‑‒–—―−_")


class Kind(StrEnum):
    """What is wrong."""

    EMPTY = "empty"
    LETTER = "letter"
    LENGTH = "length"
    REGISTRATION_NUMBER = "registration_number"  # 15 digits: the number of licences before 2015
    PREFIX = "prefix"
    CHECK_DIGIT = "check_digit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong. `place` counts from 1; `likely` is the sign that was probably meant."""

    kind: Kind
    place: int | None = None
    letter: str = ""
    likely: str = ""
    length: int | None = None


def normalise(typed: str) -> str:
    """Return the code in half-width capitals without blanks, dashes and invisible signs."""
    wide = unicodedata.normalize("NFKC", typed).upper()
    return "".join(
        sign
        for sign in wide
        if sign not in DASHES and unicodedata.category(sign)[0] not in "CMZ"  # invisible, combining, blank
    )


def problems(code: str) -> tuple[Problem, ...]:
    """Return what is wrong with a normalised code, nothing if it is right.

    Ordering: impossible signs by place, then the length; prefix and check digit only if those are fine.
    """
    if not code:
        return (Problem(kind=Kind.EMPTY),)
    found = [
        Problem(kind=Kind.LETTER, place=place, letter=sign, likely=LIKELY.get(sign, ""))
        for place, sign in enumerate(code, start=1)
        if sign not in ALPHABET
    ]
    if len(code) == 15 and code.isdigit():
        found.append(Problem(kind=Kind.REGISTRATION_NUMBER, length=15))
    elif len(code) != LENGTH:
        found.append(Problem(kind=Kind.LENGTH, length=len(code)))
    if found:
        return tuple(found)
    for place, sign in enumerate(code[:8], start=1):
        if not sign.isdigit():  # authority, kind and region of registration
            return (Problem(kind=Kind.PREFIX, place=place, letter=sign),)
    if uscc.calc_check_digit(code[:17]) != code[17]:
        return (Problem(kind=Kind.CHECK_DIGIT, place=LENGTH),)
    return ()


def unusual_prefix(code: str) -> str:
    """Return the first two signs of a right code if firms do not usually have them, else nothing."""
    return "" if code[:2] in ENTERPRISE_PREFIXES else code[:2]


def registration_region(code: str) -> str:
    """Return the six digits of the place of registration: for prefilling only, the place may have moved."""
    return code[2:8]
