"""Numbers as people type them, and as pages show them.

Full-width digits, spaces and thousands separators are accepted; anything that would need guessing is not.
"""

import re
import unicodedata
from decimal import ROUND_HALF_EVEN, Decimal

from django.utils.translation import gettext as _

from editing.domain.decimals import shortest

MAX_INTEGER_DIGITS = 11
MAX_DECIMALS = 4
_MAX_TYPED = 60
_SPACES = re.compile(r"[\s\u200b\u200c\u200d\u2060\ufeff_]+")
_GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d*)?|\d{1,4}(,\d{4})+(\.\d*)?")
_PLAIN = re.compile(r"\d+(\.\d*)?|\.\d+")


class NotANumber(ValueError):
    """The text cannot be read as a number; the message says why, in the user's language."""


def parse(text: str, *, whole: bool) -> Decimal | None:
    """Return the number typed, or None for an empty text.

    Raises:
        NotANumber: with a sentence for the user.
    """
    if len(text) > _MAX_TYPED:
        raise NotANumber(_("数字太长，请检查。"))
    cleaned = _SPACES.sub("", unicodedata.normalize("NFKC", text)).replace("、", ",").replace("。", ".")
    if not cleaned:
        return None
    sign, digits = ("-", cleaned[1:]) if cleaned[0] in "-−–" else ("", cleaned.removeprefix("+"))
    if "," in digits:
        if not _GROUPED.fullmatch(digits):
            raise NotANumber(_("逗号的位置不像千分位。请去掉逗号，小数点用“.”。"))
        digits = digits.replace(",", "")
    if not digits.isascii() or not _PLAIN.fullmatch(digits):
        raise NotANumber(_("请只填数字，不带单位和文字，例如 120 或 45.5。"))
    return _within_limits(Decimal(sign + digits), whole=whole)


def _within_limits(value: Decimal, *, whole: bool) -> Decimal:
    if value < 0:
        raise NotANumber(_("不能是负数。"))
    if value >= 10**MAX_INTEGER_DIGITS:
        raise NotANumber(_("数字太大，请检查单位。"))
    if whole and value != value.to_integral_value():
        raise NotANumber(_("请填整数。"))
    if value != value.quantize(Decimal(1).scaleb(-MAX_DECIMALS), rounding=ROUND_HALF_EVEN):
        raise NotANumber(_("最多保留四位小数。"))
    return shortest(value)


def number_text(value: Decimal) -> str:
    """Return the number as it is read: with thousands separators."""
    return f"{shortest(value):,f}"
