"""Fields that the forms about plans share: a day, and an exact number."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessment.forms.items import FigureField
from editing.domain.decimals import plain

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise  # known to the stubs alone

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
LONGEST_QUERY = 8000  # characters of a page's parameters
MOST_MONEY = Decimal(999_999)  # 万元; what the columns hold
MOST_MONTHS = Decimal(240)


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


class AmountField(FigureField):
    """A number as people type it, exact, up to `most`; None where it may be left empty."""

    def __init__(
        self,
        *,
        label: "_StrPromise",
        most: Decimal | None = None,
        whole: bool = False,
        required: bool = True,
        help_text: "_StrPromise | str" = "",
    ) -> None:
        super().__init__(whole=whole)
        self.label, self.most, self.required, self.help_text = label, most, required, help_text
        self.error_messages["required"] = gettext_lazy("请填写一个数，没有时填 0。")
        self.widget.attrs |= {"inputmode": "numeric" if whole else "decimal", "autocomplete": "off"}

    def clean(self, value: object) -> Decimal | None:
        number = super().clean(value)
        if number is None and self.required:  # spaces alone
            raise ValidationError(self.error_messages["required"], code="required")
        if number is not None and self.most is not None and number > self.most:
            text = _("不能大于 %(most)s。") % {"most": plain(self.most)}
            raise ValidationError(text, code="too_large")
        return number
