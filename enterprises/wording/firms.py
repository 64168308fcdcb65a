"""Words for a firm's size, the figures it rests on, its division and sector, shared by all pages."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from enterprises.domain import credit_code, divisions
from enterprises.domain.numbers import MONEY, NotANumber, NumberKind, Reason
from enterprises.domain.plausibility import Oddity, RuleKind
from enterprises.domain.sectors import SectorMap
from enterprises.domain.size import SizeClass
from enterprises.domain.standing import Ownership, Tag

SIZES: dict[SizeClass, Promise] = {
    SizeClass.LARGE: gettext_lazy("大型"),
    SizeClass.MEDIUM: gettext_lazy("中型"),
    SizeClass.SMALL: gettext_lazy("小型"),
    SizeClass.MICRO: gettext_lazy("微型"),
    SizeClass.UNKNOWN: gettext_lazy("无法判定"),
}
OWNERSHIPS: dict[Ownership, Promise] = {
    Ownership.PRIVATE: gettext_lazy("民营"),
    Ownership.STATE: gettext_lazy("国有"),
    Ownership.FOREIGN: gettext_lazy("外资"),
    Ownership.OTHER: gettext_lazy("其他"),
}
TAGS: dict[Tag, Promise] = {
    Tag.ABOVE_SCALE: gettext_lazy("规上工业企业"),
    Tag.INNOVATIVE: gettext_lazy("创新型中小企业"),
    Tag.SPECIALISED: gettext_lazy("省级专精特新中小企业"),
    Tag.LITTLE_GIANT: gettext_lazy("专精特新“小巨人”企业"),
}
NOT_GIVEN = gettext_lazy("未填写")
FIGURES: dict[str, Promise] = {
    "employees": gettext_lazy("从业人员"),
    "revenue": gettext_lazy("营业收入"),
    "assets": gettext_lazy("资产总额"),
}


def size_name(size: str) -> str:
    """Return the name of a size class."""
    return str(SIZES[SizeClass(size)])


def credit_code_text(code: str, *, shown: str = "") -> str:
    """Return a credit code, or what is shown of it, with a mark if its check digit fails."""
    if credit_code.is_doubtful(code):
        return _("%(code)s（校验位不符）") % {"code": shown or code}
    return shown or code


def division_name(code: str) -> str:
    """Return the name of a division. Raises KeyError."""
    return divisions.division(code).name.plain(get_language() or "")


def trade_name(division: str, industry_class: str = "") -> str:
    """Return the division and, where it is known, the class with their codes. Raises KeyError."""
    whole = f"{division} {division_name(division)}"
    if not industry_class:
        return whole
    return f"{industry_class} {divisions.industry_class(industry_class).name} · {whole}"


def sector_name(sectors: SectorMap, code: str) -> str:
    """Return the name of a sector, for one that is no longer there its code."""
    sector = sectors.by_code.get(code)
    return sector.name.plain(get_language() or "") if sector else code


def default_sector(name: str) -> str:
    """Return the name of a sector that nobody chose."""
    return _("%(sector)s（默认）") % {"sector": name}


def figure_name(figure: str) -> str:
    """Return the name of a figure that the size class rests on."""
    return str(FIGURES[figure])


def figure_text(figure: str, value: Decimal | int) -> str:
    """Return such a figure with its name and unit."""
    values = {"figure": figure_name(figure), "value": number_text(Decimal(value))}
    if figure == "employees":
        return _("%(figure)s %(value)s 人") % values
    return _("%(figure)s %(value)s 万元") % values


def typed(figure: Decimal | int | None) -> str:
    """Return a figure as a person would type it: 5600, not 5600.00; nothing where there is none."""
    return "" if figure is None else f"{Decimal(figure).normalize():f}"


# --- Numbers ----------------------------------------------------------------------------------

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


# --- Figures that hardly fit --------------------------------------------------------------------

Named = Mapping[str, tuple[str, str]]  # by name: what people call a figure, and its unit
ODDITIES: dict[RuleKind, Promise] = {
    RuleKind.APART: gettext_lazy("%(first)s是%(second)s的 %(amount)s 倍，%(ask)s"),
    RuleKind.FAR: gettext_lazy("%(first)s与%(second)s相差 %(amount)s %(unit)s，请核对。"),
    RuleKind.EACH: gettext_lazy("%(first)s，%(second)s，平均每%(per)s %(amount)s %(unit)s，%(ask)s"),
    RuleKind.SCARCE: gettext_lazy("%(first)s，%(second)s，平均每%(per)s仅 %(amount)s %(unit)s，%(ask)s"),
    RuleKind.BELOW: gettext_lazy("%(first)s小于%(second)s，请核对。"),
    RuleKind.UNDER: gettext_lazy("%(first)s，不到 %(amount)s %(unit)s，请核对。"),
    RuleKind.ABOVE: gettext_lazy("%(first)s，超过 %(amount)s %(unit)s，%(ask)s"),
    RuleKind.OVER: gettext_lazy("不能大于 %(amount)s %(unit)s。"),
}
# Without the figures, for papers that leave them out.
ODDITIES_IN_SHORT: dict[RuleKind, Promise] = {
    RuleKind.APART: gettext_lazy("%(first)s与%(second)s相差 %(limit)s 倍以上"),
    RuleKind.FAR: gettext_lazy("%(first)s与%(second)s相差较大"),
    RuleKind.EACH: gettext_lazy("%(first)s与%(second)s相比偏大"),
    RuleKind.SCARCE: gettext_lazy("%(first)s与%(second)s相比偏小"),
    RuleKind.BELOW: gettext_lazy("%(first)s小于%(second)s"),
    RuleKind.UNDER: gettext_lazy("%(first)s不到 %(limit)s %(unit)s"),
    RuleKind.ABOVE: gettext_lazy("%(first)s超过 %(limit)s %(unit)s"),
    RuleKind.OVER: gettext_lazy("%(first)s大于 %(limit)s %(unit)s"),
}


def oddity_text(oddity: Oddity, named: Named) -> str:
    """Return what hardly fits as a question, with the figures."""
    said = [f"{named[name][0]} {number_text(value)} {named[name][1]}" for name, value in oddity.values]
    return _odd(ODDITIES, oddity, named, said)


def oddity_in_short(oddity: Oddity, named: Named) -> str:
    """Return what hardly fits without the figures."""
    return _odd(ODDITIES_IN_SHORT, oddity, named, [named[name][0] for name in oddity.names])


def _odd(sentences: Mapping[RuleKind, Promise], oddity: Oddity, named: Named, said: list[str]) -> str:
    unit = named[oddity.names[0]][1]
    money = unit in (MONEY.unit, MONEY.english)
    return str(sentences[oddity.kind]) % {
        "first": said[0],
        "second": _("加").join(said[1:]),
        "amount": number_text(oddity.amount),
        "limit": number_text(oddity.limit),
        "unit": unit,
        "ask": _("单位是%(unit)s吗？") % {"unit": unit} if money else _("请核对。"),
        "per": named[oddity.names[-1]][1],
    }


def profile_names(before: str = "") -> dict[str, tuple[str, str]]:
    """Return how the figures of the profile are called, with their units; `before`: put before each name."""
    units = {"employees": _("人"), "revenue": _("万元"), "assets": _("万元")}
    return {name: (f"{before}{figure_name(name)}", unit) for name, unit in units.items()}


def say_sign_in_slowed(seconds: int) -> str:
    """Say how long somebody has to wait after many wrong passwords, and what works meanwhile."""
    return _(
        "这个账号或您的网络刚才多次输错密码，请 %(wait)s后再试。"
        "在登录过的设备或网络上随时可以登录；忘记密码时可以重置密码。"
    ) % {"wait": _wait_text(seconds)}


def say_codes_slowed(seconds: int) -> str:
    """Say how long somebody has to wait after many wrong codes."""
    return _("刚才多次填错，请 %(wait)s后再试。") % {"wait": _wait_text(seconds)}


def _wait_text(seconds: int) -> str:
    if seconds > 60:
        minutes = -(-seconds // 60)
        return ngettext("%(count)d 分钟", "%(count)d 分钟", minutes) % {"count": minutes}
    return ngettext("%(count)d 秒", "%(count)d 秒", seconds) % {"count": seconds}
