"""Sentences about figures that hardly fit."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enterprises.domain.numbers import MONEY
from enterprises.domain.plausibility import Oddity, RuleKind
from enterprises.wording.firms import figure_name
from enterprises.wording.numbers import number_text

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
