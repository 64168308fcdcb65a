"""Words for a firm's size, the figures it rests on, its division and sector, shared by all pages."""

from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from enterprises.domain import divisions
from enterprises.domain.size import SizeClass

SIZES: dict[SizeClass, Promise] = {
    SizeClass.LARGE: gettext_lazy("大型"),
    SizeClass.MEDIUM: gettext_lazy("中型"),
    SizeClass.SMALL: gettext_lazy("小型"),
    SizeClass.MICRO: gettext_lazy("微型"),
    SizeClass.UNKNOWN: gettext_lazy("无法判定"),
}
FIGURES: dict[str, Promise] = {
    "employees": gettext_lazy("从业人员"),
    "revenue": gettext_lazy("营业收入"),
    "assets": gettext_lazy("资产总额"),
}


def size_name(size: str) -> str:
    """Return the name of a size class."""
    return str(SIZES[SizeClass(size)])


def division_name(code: str) -> str:
    """Return the name of a division. Raises KeyError."""
    return divisions.division(code).name.plain(get_language() or "")


def sector_name(code: str) -> str:
    """Return the name of a sector, for one that is no longer there its code."""
    name = divisions.sectors().get(code)
    return name.plain(get_language() or "") if name else code


def figure_name(figure: str) -> str:
    """Return the name of a figure that the size class rests on."""
    return str(FIGURES[figure])


def figure_text(figure: str, value: Decimal | int) -> str:
    """Return such a figure with its name and unit."""
    values = {"figure": figure_name(figure), "value": typed(value)}
    if figure == "employees":
        return _("%(figure)s %(value)s 人") % values
    return _("%(figure)s %(value)s 万元") % values


def typed(figure: Decimal | int | None) -> str:
    """Return a figure as a person would type it: 5600, not 5600.00; nothing where there is none."""
    return "" if figure is None else f"{Decimal(figure).normalize():f}"
