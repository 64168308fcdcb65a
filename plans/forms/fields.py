"""Fields that the forms about plans share: a day, and an exact number."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enterprises.domain.numbers import MONEY, MONTHS, NumberKind
from enterprises.forms.fields import NumberField

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
LONGEST_QUERY = 8000  # characters of a page's parameters
COST = replace(MONEY, most=Decimal(999_999))  # what the columns hold
DURATION = replace(MONTHS, most=Decimal(240))


class DayField(forms.DateField):
    """A day of this century."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "autocomplete": "off"})
        )
        wrong = gettext_lazy("请填写日期，如 2026-03-02。")
        kwargs.setdefault("error_messages", {"required": wrong, "invalid": wrong})
        super().__init__(input_formats=["%Y-%m-%d"], **kwargs)

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            raise ValidationError(_("请填写 2000 年至 2099 年之间的日期。"), code="century")
        return day


class AmountField(NumberField):
    """A number of a kind, with a word for who leaves it empty though there is none."""

    def __init__(self, *, kind: NumberKind, **kwargs: Any) -> None:
        super().__init__(kind=kind, **kwargs)
        self.error_messages["required"] = gettext_lazy("请填写一个数，没有时填 0。")
