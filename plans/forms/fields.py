"""Fields that plans need: a day, and an exact amount."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessment.numbers import NotANumber, parse

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)


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


class FigureField(forms.CharField):
    """A number as people type it, exact, with at most four decimals; None where it is left empty."""

    def __init__(self, *, limit: int | None = None, **kwargs: Any) -> None:
        self.limit = limit
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("error_messages", {"required": gettext_lazy("请填写数字。")})
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        try:
            number = parse(typed, whole=False)
        except NotANumber as error:
            raise ValidationError(str(error), code="number") from None
        if number is not None and self.limit is not None and number >= self.limit:
            raise ValidationError(_("数字太大，请检查单位。"), code="number")
        return number


class CostField(FigureField):
    """An amount in 万元; None where it is not known."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(limit=10**6, **kwargs)
