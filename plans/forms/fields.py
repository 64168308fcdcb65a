"""Fields that the forms about plans share: a day, and an exact number."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from enterprises.domain.numbers import MONEY, MONTHS, NumberKind
from enterprises.forms.fields import NumberField
from plans.wording.forms import DAY_OUT_OF_RANGE, NOT_A_DAY, NUMBER_MISSING

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
        wrong = NOT_A_DAY
        kwargs.setdefault("error_messages", {"required": wrong, "invalid": wrong})
        super().__init__(input_formats=["%Y-%m-%d"], **kwargs)

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            raise ValidationError(DAY_OUT_OF_RANGE, code="century")
        return day


class AmountField(NumberField):
    """A number of a kind, with a word for who leaves it empty though there is none."""

    def __init__(self, *, kind: NumberKind, **kwargs: Any) -> None:
        super().__init__(kind=kind, **kwargs)
        self.error_messages["required"] = NUMBER_MISSING
