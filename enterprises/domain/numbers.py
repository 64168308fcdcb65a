"""The one reader of numbers that people type, paste or write into files.

It reads what it understands wholly and refuses the rest with a reason: nothing is dropped, nothing is joined.
Full-width signs are their half-width ones. A grouping is groups of three digits after one to three, parted by
the same sign. A field's own unit may stand beside the number; any other unit is refused by its name, with
the number in the field's unit where the two can be converted.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from enterprises.domain.traditional import simplified
from enterprises.domain.units import bare, converted, is_own, unit_of

MOST_TYPED = 60  # characters
MOST_VALUE = Decimal("99999999999.9999")  # what the columns of figures hold
MOST_PLACES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberKind:
    """What a field takes. `unit`: its own, as pages show it, and in English; empty: a bare number.

    `most`: the largest value, None without bound; `places`: decimals, None without bound.
    """

    unit: str = ""
    english: str = ""
    whole: bool = False
    places: int | None = MOST_PLACES
    most: Decimal | None = MOST_VALUE


MONEY = NumberKind(unit="万元", english="10,000 RMB", most=Decimal(10) ** 9)  # more than any firm has
PEOPLE = NumberKind(unit="人", english="people", whole=True, most=Decimal(10) ** 7)
PERCENT = NumberKind(unit="%", english="%")
MONTHS = NumberKind(unit="个月", english="months", whole=True)
EXACT = NumberKind(places=None, most=None)  # of files: the content says what it may be


class Reason(StrEnum):
    """Why a text is no number, or none that may stand here."""

    TOO_LONG = "too long"
    NO_NUMBER = "no digits"
    WORDS = "Chinese numerals"
    SIGN = "a sign that is no decimal digit"
    SEVERAL = "several numbers"
    GROUPING = "separators that are no grouping"
    TEN_THOUSANDS = "groups of four digits"
    POINTS = "several decimal points"
    NOTATION = "not a plain decimal number"
    HIDDEN = "hidden characters among the digits"
    NEGATIVE = "negative"
    BRACKETS = "in brackets, as negative numbers are in accounts"
    OTHER_UNIT = "another unit"
    UNKNOWN = "something that is not understood"
    NOT_WHOLE = "not whole"
    TOO_PRECISE = "too many decimals"
    TOO_LARGE = "too large"


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a text is refused: the sign or unit in question, the numbers found, the field's kind."""

    reason: Reason
    kind: NumberKind
    sign: str = ""
    numbers: tuple[str, ...] = ()
    value: Decimal | None = None  # the number in the field's unit, where another was given
    given: Decimal | None = None  # the number as it was given


class NotANumber(ValueError):
    """The text cannot be read as a number of this kind; `refused` says why."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.reason)
        self.refused = refused


# --- characters ------------------------------------------------------------------------------------

_FULL_WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_SAME = {
    "。": ".",
    "｡": ".",
    "﹒": ".",
    "﹐": ",",
    "﹪": "%",
    "￥": "¥",
    "’": "'",
    "ʼ": "'",
    "−": "-",
    "–": "-",
    "—": "-",
    "‐": "-",
    "‑": "-",
    "‒": "-",
    "﹣": "-",
    "〔": "(",
    "〕": ")",
    "【": "(",
    "】": ")",
}
_WIDTHS = str.maketrans({**_FULL_WIDTH, **_SAME})
_LINES = "\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029"  # part cells and lines: never a grouping
_RIGHT_TO_LEFT = "\u202b\u202e\u2067"  # digits after these are not shown as they stand
_HIDDEN = "\u200b"  # stands for every invisible character once a text is tidy
_NUMERALS = frozenset("〇零一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟")
_MULTIPLIERS = frozenset("万亿")


def _tidy(text: str) -> str:
    """Return the text in half-width and simplified signs, one for all blanks and one for all invisible."""
    signs = []
    for sign in simplified(text.translate(_WIDTHS)):
        if sign in _LINES:
            signs.append("\t")
        elif sign.isspace():
            signs.append(" ")
        elif unicodedata.category(sign) == "Cf" and sign not in _RIGHT_TO_LEFT:
            signs.append(_HIDDEN)
        else:
            signs.append(sign)
    return "".join(signs).strip(f" \t{_HIDDEN}")


def _named(sign: str) -> str:
    """Return a sign as it can be shown."""
    return sign if sign.isprintable() and unicodedata.category(sign)[0] != "M" else f"U+{ord(sign):04X}"


# --- reading -------------------------------------------------------------------------------------------

_NUMBER = r"(?:\d+(?:\.\d*)?|\.\d+)"
_GROUPED = re.compile(rf"[1-9]\d{{0,2}}([,' {_HIDDEN}])\d{{3}}(?:\1\d{{3}})*(?:\.\d*)?", re.ASCII)
_PLAIN = re.compile(_NUMBER, re.ASCII)
_FOURS = re.compile(r"\d{1,4}(?:,\d{4})+(?:\.\d*)?", re.ASCII)
_EXPONENT = re.compile(rf"{_NUMBER}\s*(?:[eE]|[xX×*]\s*10\s*\^?)\s*[+-]?\d+", re.ASCII)
_OTHER_BASE = re.compile(r"0[xXbBoO][0-9a-fA-F]+", re.ASCII)
_SPACED_POINT = re.compile(r"\d+ *[.·点點^] *\d+", re.ASCII)  # 5.6 written or said otherwise, 10^3
_DECIMAL_COMMA = re.compile(r"\d{1,3}(?:[ ']\d{3})+,\d+", re.ASCII)
_TOKEN = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+", re.ASCII)
_CORE = re.compile(r"\.?\d(?:.*\d)?\.*", re.ASCII | re.DOTALL)
_PREFIX = re.compile(r"([+-]?)\s*(¥|\$|€|£|RMB|CNY|人民币)?\s*([+-]?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Reader:
    """One reading: the text as it is judged, and the field that it is for."""

    text: str
    kind: NumberKind

    def refuse(self, reason: Reason, sign: str = "", *numbers: str) -> NotANumber:
        return NotANumber(Refused(reason, self.kind, sign, numbers))

    def value(self) -> Decimal:
        """Return the number in the field's unit. Raises NotANumber."""
        self._check_signs()
        found = _CORE.search(self.text)
        if found is None:
            words = _NUMERALS.intersection(self.text)
            raise self.refuse(Reason.WORDS if words else Reason.NO_NUMBER, self.text)
        before, core, after = self.text[: found.start()], found[0], self.text[found.end() :]
        self._check_notation(core, after)
        if before.strip() == "(" and after.strip().startswith(")"):
            raise self.refuse(Reason.BRACKETS)
        currency, negative = self._prefix(before)
        number = self._number(core)
        if negative and number:
            raise self.refuse(Reason.NEGATIVE)
        self._check_unit(number, currency, after)
        return number

    def _check_signs(self) -> None:
        for sign in self.text:
            category = unicodedata.category(sign)
            if sign in _RIGHT_TO_LEFT or (category[0] in "CM" and sign not in f"\t{_HIDDEN}"):
                raise self.refuse(Reason.UNKNOWN, _named(sign))
            if category[0] == "N" and not ("0" <= sign <= "9" or sign in _NUMERALS):
                raise self.refuse(Reason.SIGN, sign)

    def _check_notation(self, core: str, after: str) -> None:
        for text in (core + after.strip(), core):
            if _OTHER_BASE.fullmatch(text) or _EXPONENT.fullmatch(text):
                raise self.refuse(Reason.NOTATION, text)

    def _prefix(self, before: str) -> tuple[str, bool]:
        """Return the currency before the number, and whether a minus stands there."""
        found = _PREFIX.fullmatch(before.replace(_HIDDEN, "").strip())
        if found is None or (found[1] and found[3]):
            raise self.refuse(Reason.UNKNOWN, before.replace(_HIDDEN, "").strip())
        return found[2] or "", "-" in (found[1], found[3])

    def _number(self, core: str) -> Decimal:
        if _PLAIN.fullmatch(core) or _GROUPED.fullmatch(core):
            return _decimal(re.sub(r"[^\d.]", "", core))
        raise self._why_none(core)

    def _why_none(self, core: str) -> NotANumber:
        """Return why digits, and what stands among them, are no number."""
        gaps = set(re.sub(r"[\d.]", "", core))
        if _FOURS.fullmatch(core):
            return self.refuse(Reason.TEN_THOUSANDS, core, core.replace(",", ""))
        if _HIDDEN in gaps:
            return self.refuse(Reason.HIDDEN)
        if gaps <= {",", "'"} or _DECIMAL_COMMA.fullmatch(core):
            return self.refuse(Reason.POINTS if core.count(".") > 1 else Reason.GROUPING, core)
        if gaps <= _NUMERALS | _MULTIPLIERS:
            return self.refuse(Reason.WORDS, self.text)
        if re.search(r"[A-Za-z_]\d", core, re.ASCII) or _SPACED_POINT.fullmatch(core):
            return self.refuse(Reason.NOTATION, core)
        return self.refuse(Reason.SEVERAL, "", *_TOKEN.findall(core))

    def _check_unit(self, number: Decimal, currency: str, after: str) -> None:
        """Refuse what stands beside the number, unless it is the field's own unit."""
        given = re.sub(rf"[\s{_HIDDEN}]", "", after)
        named = unit_of(given)
        yuan = named is not None and named.base in ("", "yuan") and unit_of(currency) == unit_of("元")
        if currency and not yuan:
            given = currency + given
        if not given or is_own(given, self.kind.unit, self.kind.english):
            return
        if unit_of(given) is None:
            raise self.refuse(Reason.UNKNOWN, given)
        value = converted(number, given, self.kind.unit)
        meant = None if value is None else _decimal(format(value, "f"))
        if meant is not None and _beyond(meant, self.kind):
            meant = None  # what would be refused in its turn is not offered
        raise NotANumber(Refused(Reason.OTHER_UNIT, self.kind, bare(given), value=meant, given=number))


def _decimal(digits: str) -> Decimal:
    """Return digits with at most one point in the one spelling of a number: 40, never 40.00 or 4E+1."""
    whole, _point, places = digits.partition(".")
    places = places.rstrip("0")
    return Decimal(f"{whole.lstrip('0') or '0'}{'.' if places else ''}{places}")


def read_number(text: str, kind: NumberKind) -> Decimal | None:
    """Return the number that a text says, in the field's unit; None for an empty text. Raises NotANumber."""
    tidy = _tidy(text)
    if not tidy:
        return None
    reader = _Reader(tidy, kind)
    if len(tidy) > MOST_TYPED:
        raise reader.refuse(Reason.TOO_LONG)
    value = reader.value()
    _check_limits(value, reader)
    return value


def _check_limits(value: Decimal, reader: _Reader) -> None:
    if reason := _beyond(value, reader.kind):
        raise reader.refuse(reason)


def _beyond(value: Decimal, kind: NumberKind) -> Reason | None:
    """Return why a number may not stand in a field of this kind, None where it may."""
    exponent = value.as_tuple().exponent
    if kind.most is not None and value > kind.most:
        return Reason.TOO_LARGE
    if kind.whole and value != value.to_integral_value():
        return Reason.NOT_WHOLE
    if kind.places is not None and isinstance(exponent, int) and -exponent > kind.places:
        return Reason.TOO_PRECISE
    return None


def is_plainly_typed(text: str, value: Decimal) -> bool:
    """Return whether a text says this number as it is written here, so that nobody need be told."""
    return text.strip() == format(value, "f")
