"""A figure before and after the change."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from enterprises.domain.numbers import NumberKind
from enterprises.forms.fields import OneLineField
from enterprises.wording.numbers import typed
from plans.forms.fields import AmountField
from plans.models import EffectFigure
from plans.services import EffectValues
from plans.wording.forms import EFFECT_NAME_MISSING, EFFECT_SOURCE_MISSING


class EffectForm(forms.Form):
    name = OneLineField(
        label=gettext_lazy("指标"),
        max_length=60,
        help_text=gettext_lazy("例如：订单准时交付率、单位产值能耗。"),
        error_messages={"required": EFFECT_NAME_MISSING},
    )
    unit = OneLineField(
        label=gettext_lazy("单位"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("例如：%、天、件/人。"),
    )
    before = AmountField(kind=NumberKind(), label=gettext_lazy("改造前"))
    after = AmountField(kind=NumberKind(), label=gettext_lazy("改造后"))
    basis = OneLineField(
        label=gettext_lazy("数据来源"),
        max_length=200,
        help_text=gettext_lazy("从哪里、按哪段时间统计，例如：生产报表，2026 年 1–3 月。"),
        error_messages={"required": EFFECT_SOURCE_MISSING},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = str(self["unit"].value() or "").strip()
        for name in ("before", "after"):  # the unit that the firm gives the figure may stand beside it
            field: Any = self.fields[name]
            field.kind = NumberKind(unit=unit)

    @classmethod
    def of(cls, effect: EffectFigure) -> "EffectForm":
        """Return the form filled with what is stored."""
        texts = {name: getattr(effect, name) for name in ("name", "unit", "basis")}
        return cls(initial=texts | {name: typed(getattr(effect, name)) for name in ("before", "after")})

    def values(self) -> EffectValues:
        """Return what was entered, once it is valid."""
        return EffectValues(**self.cleaned_data)
