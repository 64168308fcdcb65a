"""The unified social credit code (统一社会信用代码, GB 32100-2015): what was typed, what is wrong.

Texts for people are not made here: `enterprises/forms` turns a `Problem` into a sentence.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import chain

from stdnum.cn import ric, uscc

from enterprises.domain import regions

LENGTH = 18
REGISTRATION_NUMBER_LENGTH = 15
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)  # of the organisation code's signs, GB 11714
ALPHABET = frozenset("0123456789ABCDEFGHJKLMNPQRTUWXY")  # GB 32100-2015: without I O S V Z
LIKELY = {"I": "1", "O": "0", "S": "5", "Z": "2"}  # V is impossible too but resembles nothing in particular
ENTERPRISE_PREFIXES = frozenset({"91", "92", "93"})  # company, sole trader, farmers' cooperative
# Registering authority and the kinds of bodies it registers; 9 is 其他. GB 32100-2015 with its amendments:
# 机构编制, 外交, 司法行政, 文化, 民政, 旅游, 宗教, 工会, 工商, 中央军委, 农业, 其他.
BODIES = {
    "1": "1239",
    "2": "19",
    "3": "123459",
    "4": "19",
    "5": "1239",
    "6": "129",
    "7": "129",
    "8": "19",
    "9": "1239",
    "A": "19",
    "N": "1239",
    "Y": "1",
}
READ_AS_DIGITS = str.maketrans("IO", "10")  # in the number of a person
RESEMBLANCE = {ord(letter): sign for letter, sign in LIKELY.items()}
DASHES = frozenset("-‐‑‒–—―−_")
RUNS = (re.compile(r"[0-9A-Z]+"), re.compile(r"[0-9A-Z .,·/]+"))  # a code in one piece, one in groups
BETWEEN = re.compile(r"[ .,·/]+")
LABEL = re.compile(r"^ *(?:[A-Z]{2,} +)+")  # USCC 9134 0800 …
BEFORE = re.compile(r"^[^0-9A-Z]+")  # 统一社会信用代码：
AFTER = re.compile(r"[^0-9A-Z]+$")
CENTURIES = ("18", "19", "20")
# Of a person, with a sign missing or some behind.
LONGER_NUMBER = re.compile(r"[0-9]{17}(?:[0-9X][0-9]{1,4})?")


class Kind(StrEnum):
    """What is wrong."""

    EMPTY = "empty"
    IDENTITY = "identity"  # the number of a person
    LETTER = "letter"
    LENGTH = "length"
    REGISTRATION_NUMBER = "registration_number"  # 15 digits: the number of licences before 2015
    ORGANISATION_CODE = "organisation_code"  # nine signs, part of the credit code since 2015
    PREFIX = "prefix"
    AUTHORITY = "authority"  # `letter` holds the first two signs
    CHECK_DIGIT = "check_digit"  # a question: some licences have such codes


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong. `place` counts from 1; `likely` is the sign that was probably meant."""

    kind: Kind
    place: int | None = None
    letter: str = ""
    likely: str = ""
    length: int | None = None


def normalise(typed: str) -> str:
    """Return the code in half-width capitals, without blanks, dashes, invisible signs and words around it.

    Where one code of 18 signs stands in a longer text, it is that; else what was typed stays together, so
    that what is no sign of a code can be named.
    """
    clean = _clean(typed)
    for pattern in RUNS:
        whole = {run for run in _runs(pattern, clean) if len(run) == LENGTH and re.search(r"\d", run)}
        if len(whole) == 1:
            return whole.pop()
    return AFTER.sub("", BEFORE.sub("", clean.replace(" ", "")))


def holds_identity_number(typed: str) -> bool:
    """Say whether the number of a person stands anywhere in what was typed."""
    clean = _clean(typed)
    return any(map(is_identity_number, {run for pattern in RUNS for run in _runs(pattern, clean)}))


def _clean(typed: str) -> str:
    """Return half-width capitals without dashes and invisible signs, all blanks alike."""
    if typed.isascii() and typed.isalnum():  # as most are, of a batch of answers too
        return typed.upper()
    wide = unicodedata.normalize("NFKC", typed).upper()
    return "".join(
        " " if sign.isspace() or unicodedata.category(sign)[0] == "Z" else sign
        for sign in wide
        if sign not in DASHES and (sign.isspace() or unicodedata.category(sign)[0] not in "CM")
    )


def _runs(pattern: re.Pattern[str], clean: str) -> set[str]:
    return {BETWEEN.sub("", LABEL.sub("", run)) for run in pattern.findall(clean)}


def problems(code: str) -> tuple[Problem, ...]:
    """Return what is wrong with a normalised code, nothing if it is right.

    Ordering: a person's number alone; impossible signs by place, then the length; the prefix and the check
    digit only if those are fine.
    """
    if not code:
        return (Problem(kind=Kind.EMPTY),)
    if is_identity_number(code):
        return (Problem(kind=Kind.IDENTITY),)
    found = tuple(chain(_letters(code), _length(code))) or tuple(_prefix(code))
    if not found and check_digit_fails(code):
        return (Problem(kind=Kind.CHECK_DIGIT, place=LENGTH),)
    return found


def _letters(code: str) -> Iterable[Problem]:
    for place, sign in enumerate(code, start=1):
        if sign not in ALPHABET:
            yield Problem(kind=Kind.LETTER, place=place, letter=sign, likely=LIKELY.get(sign, ""))


def _length(code: str) -> Iterable[Problem]:
    if len(code) == REGISTRATION_NUMBER_LENGTH and code.isdigit():
        yield Problem(kind=Kind.REGISTRATION_NUMBER, length=len(code))
    elif _is_organisation_code(code):
        yield Problem(kind=Kind.ORGANISATION_CODE, length=len(code))
    elif len(code) != LENGTH:
        yield Problem(kind=Kind.LENGTH, length=len(code))


def _is_organisation_code(code: str) -> bool:
    """Say whether these are the nine signs of an organisation code (组织机构代码, GB 11714)."""
    if not re.fullmatch(r"[0-9A-Z]{8}[0-9X]", code):
        return False
    total = sum(weight * int(sign, 36) for weight, sign in zip(ORGANISATION_WEIGHTS, code, strict=False))
    return "0123456789X0"[11 - total % 11] == code[-1]


def _prefix(code: str) -> Iterable[Problem]:
    for place, sign in enumerate(code[:8], start=1):  # authority, kind and region of registration
        if not sign.isdigit() and not (place == 1 and sign in BODIES):
            yield Problem(kind=Kind.PREFIX, place=place, letter=sign)
            return
    if not _known_body(code):
        yield Problem(kind=Kind.AUTHORITY, letter=code[:2])


def _known_body(code: str) -> bool:
    return code[1] in BODIES.get(code[0], "")


def check_digit_fails(code: str) -> bool:
    """Say whether a code of 18 possible signs has another check digit than GB 32100 gives it."""
    return bool(uscc.calc_check_digit(code[:17]) != code[17])


def is_doubtful(code: str) -> bool:
    """Say whether a code as it is kept is right but for its check digit."""
    return [problem.kind for problem in problems(code)] == [Kind.CHECK_DIGIT]


def likely_code(code: str) -> str:
    """Return the code with the letters it cannot hold replaced by what they resemble.

    Empty if there are none or the result is not right either: it is offered, not taken. An l for a 1 is a
    letter that a code may hold, but not among the digits of kind and region.
    """
    other = code.translate(RESEMBLANCE)
    other = other[0:1] + other[1:8].replace("L", "1") + other[8:]
    return other if other != code and not problems(other) else ""


def is_identity_number(code: str) -> bool:
    """Say whether this looks like the number of a person (身份证号, GB 11643), which must not be kept.

    With a date and a right check digit it does. With an impossible date or a wrong check digit too, unless it
    can be read as a right credit code. Old ones have 15 digits, cards of foreign residents begin with 9. One
    sign short, or with the digits that old tax numbers of sole traders add, it is told by place and date.
    """
    digits = code.translate(READ_AS_DIGITS)
    if len(digits) == REGISTRATION_NUMBER_LENGTH and digits.isdecimal():
        return digits[:2] in _birthplaces() and _is_day("19" + digits[6:12])
    if len(digits) != LENGTH and LONGER_NUMBER.fullmatch(digits):
        return digits[:2] in _birthplaces() and _is_day(digits[6:14])
    if not re.fullmatch(r"[0-9]{17}[0-9X]", digits):
        return False
    of_a_person = _is_day(digits[6:14]) and ric.calc_check_digit(digits) == digits[17]
    if digits[:2] not in _birthplaces():
        return of_a_person and digits[0] == "9" and check_digit_fails(digits)
    if not digits[6:].startswith(CENTURIES):
        return not _known_body(digits)
    return of_a_person or not _reads_as_code(digits)


@cache
def _birthplaces() -> frozenset[str]:
    """What people's numbers (GB 11643) begin with: a province, or 83 of Taiwan's who live on the mainland."""
    return frozenset({region.code[:2] for region in regions.provinces()} | {"83"})


def _reads_as_code(digits: str) -> bool:
    listed = regions.is_listed(registration_region(digits))
    return _known_body(digits) and listed and not check_digit_fails(digits)


def _is_day(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return digits.startswith(CENTURIES)


def unusual_prefix(code: str) -> str:
    """Return the first two signs of a right code if firms do not usually have them, else nothing."""
    return "" if code[:2] in ENTERPRISE_PREFIXES else code[:2]


def registration_region(code: str) -> str:
    """Return the six digits of the place of registration: for prefilling only, the place may have moved."""
    return code[2:8]
