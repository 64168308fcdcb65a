"""Numbers as they are read, and why a text was not taken as one."""

from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from enterprises.domain.numbers import NotANumber, NumberKind, Reason


def typed(figure: Decimal | int | None) -> str:
    """Return a figure as a person would type it: 5600, not 5600.00; nothing where there is none."""
    return "" if figure is None else f"{Decimal(figure).normalize():f}"


CURRENCIES = ("¥", "RMB", "CNY", "人民币")
NUMBER_REFUSALS: dict[Reason, Promise] = {
    Reason.TOO_LONG: gettext_lazy("内容太长，不像一个数，请检查。"),
    Reason.NO_NUMBER: gettext_lazy("没有读到数字，请填写数字，例如 120。"),
    Reason.WORDS: gettext_lazy("“%(sign)s”请改用数字填写，例如 120。"),
    Reason.SIGN: gettext_lazy("“%(sign)s”不是 0–9 的数字，请重新填写，例如 120。"),
    Reason.SEVERAL: gettext_lazy("这里有 %(count)s 个数：%(numbers)s，请只填一个。"),
    Reason.GROUPING: gettext_lazy(
        "“%(sign)s”里的逗号或撇号不是千分位（每三位一个）。请去掉后重填，小数点用“.”。"
    ),
    Reason.TEN_THOUSANDS: gettext_lazy("“%(sign)s”按四位分组，容易读错。请去掉逗号，填 %(numbers)s。"),
    Reason.POINTS: gettext_lazy("“%(sign)s”里有不止一个小数点，请检查。"),
    Reason.NOTATION: gettext_lazy("“%(sign)s”不是通常的写法，请直接写出全部数字，例如 120。"),
    Reason.HIDDEN: gettext_lazy("数字中间有看不见的字符，请删去整个数后手工填写。"),
    Reason.NEGATIVE: gettext_lazy("不能是负数。"),
    Reason.BRACKETS: gettext_lazy("括号里的数在报表中是负数，这里不能是负数。如不是负数，请去掉括号。"),
    Reason.OTHER_UNIT: gettext_lazy("“%(sign)s”不是这里的单位，%(here)s，请换算后填写。"),
    Reason.UNKNOWN: gettext_lazy("看不懂“%(sign)s”，请只填数字，例如 120。"),
    Reason.NOT_WHOLE: gettext_lazy("请填整数。"),
    Reason.TOO_PRECISE: gettext_lazy("最多保留 %(places)s 位小数。"),
    Reason.TOO_LARGE: gettext_lazy("不能大于 %(most)s，请核对数字和单位。"),
}


def number_text(value: Decimal) -> str:
    """Return the number as it is read: with thousands separators, without trailing zeros."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount_text(value: Decimal, kind: NumberKind) -> str:
    """Return a number with its unit, where it has one."""
    unit = unit_name(kind)
    return (
        _("%(number)s %(unit)s") % {"number": number_text(value), "unit": unit}
        if unit
        else number_text(value)
    )


def unit_name(kind: NumberKind) -> str:
    """Return the unit of a field in the language of the page."""
    return kind.english if kind.english and (get_language() or "").startswith("en") else kind.unit


def number_refusal(error: NotANumber) -> str:
    """Return why a text was not taken as a number, and what to do."""
    refused, kind = error.refused, error.refused.kind
    if refused.reason is Reason.SEVERAL and len(refused.numbers) == 2:
        first, second = refused.numbers
        return _("这里有两个数：%(first)s 和 %(second)s，请只填一个。") % {"first": first, "second": second}
    if refused.value is not None and refused.given is not None:
        return _converted(refused.sign, refused.value, refused.given, kind)
    unit = unit_name(kind)
    return str(NUMBER_REFUSALS[refused.reason]) % {
        "sign": refused.sign,
        "count": len(refused.numbers),
        "numbers": _("、").join(refused.numbers),
        "here": _("这里的单位是%(unit)s") % {"unit": unit} if unit else _("这里只填数字"),
        "places": kind.places,
        "most": "" if kind.most is None else amount_text(kind.most, kind),
    }


def _converted(sign: str, value: Decimal, given: Decimal, kind: NumberKind) -> str:
    """Return what to fill in where the number was given in another unit."""
    values = {
        "sign": sign,
        "unit": unit_name(kind),
        "value": amount_text(value, kind),
        "given": number_text(given),
    }
    if sign in CURRENCIES:
        text = _(
            "“%(sign)s”表示元，这里的单位是%(unit)s：%(given)s 元应填 %(value)s。如本是%(unit)s，请去掉它。"
        )
        return text % values
    return _("“%(sign)s”不是这里的单位，这里的单位是%(unit)s。应填 %(value)s？") % values
