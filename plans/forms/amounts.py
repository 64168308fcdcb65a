"""Fields that the forms about plans share."""

from decimal import Decimal
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessment.domain.decimals import plain
from assessment.forms import FigureField

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise  # known to the stubs alone

LONGEST_QUERY = 8000  # characters of a page's parameters


class AmountField(FigureField):
    """A number from 0 to `most`; None where it may be left empty."""

    def __init__(self, *, label: "_StrPromise", most: Decimal, whole: bool, needed: bool = False) -> None:
        super().__init__(whole=whole)
        self.label, self.most, self.required = label, most, needed
        self.error_messages["required"] = gettext_lazy("请填写一个数，没有时填 0。")
        self.widget.attrs |= {"inputmode": "numeric" if whole else "decimal", "autocomplete": "off"}

    def clean(self, value: object) -> Decimal | None:
        number = super().clean(value)
        if number is None and self.required:  # spaces alone
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if number is not None and number > self.most:
            text = _("不能大于 %(most)s。") % {"most": plain(self.most)}
            raise forms.ValidationError(text, code="too_large")
        return number
