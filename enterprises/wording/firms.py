"""Words for what a firm is: its size, division, sector and code, shared by all pages."""

from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from enterprises.domain import credit_code, divisions
from enterprises.domain.sectors import SectorMap
from enterprises.domain.size import SizeClass
from enterprises.domain.standing import Ownership, Tag
from enterprises.wording.numbers import number_text

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
