"""Fields that read what people type: full-width digits, thousands separators, a unit at the end."""

import re
import unicodedata
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enterprises.domain import identity

PLAIN_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
GROUPED_NUMBER = re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
LARGEST_AMOUNT = Decimal(10) ** 9  # 万元: ten trillion yuan, more than any firm has
LARGEST_HEADCOUNT = 10_000_000


def _number(typed: str, *units: str) -> str:
    """Return the bare digits, whatever the width, grouping and unit."""
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", typed))
    for unit in units:
        text = text.removesuffix(unit)
    if GROUPED_NUMBER.fullmatch(text):
        text = text.replace(",", "")
    return text


class MobileField(forms.CharField):
    """A mobile number of mainland China, returned as 11 digits."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("手机号"))
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        if (number := identity.mobile(typed)) is None:
            raise ValidationError(_("请填写 11 位手机号，如 13800138000。"), code="mobile")
        return number


class IdentityField(forms.CharField):
    """邮箱或手机号, returned as (e-mail address, None) or (None, mobile number)."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("邮箱或手机号"))
        kwargs.setdefault("max_length", 254)
        kwargs.setdefault("error_messages", {"required": gettext_lazy("请填写邮箱或手机号。")})
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        typed = identity.tidy(super().clean(value))
        if not typed:
            return None, None
        if number := identity.mobile(typed):
            return None, number
        try:
            validate_email(typed)
        except ValidationError:
            raise ValidationError(_("请填写邮箱，或 11 位手机号。"), code="identity") from None
        return typed.lower(), None


class HeadcountField(forms.CharField):
    """A number of people, or None where it is not known."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        text = _number(typed, "人")
        if not re.fullmatch(r"[0-9]+", text):
            raise ValidationError(_("请填写整数，单位为人，如 120。"), code="headcount")
        if len(text) > 9 or int(text) > LARGEST_HEADCOUNT:
            raise ValidationError(_("人数过大，请核对。"), code="headcount")
        return int(text)


class AmountField(forms.CharField):
    """An amount in 万元 with at most two decimals, or None where it is not known."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        text = _number(typed, "万元", "万")
        if text.endswith("元"):
            raise ValidationError(_("这里的单位是万元。1 万元填 1，560 万元填 560。"), code="amount")
        if not PLAIN_NUMBER.fullmatch(text):
            raise ValidationError(_("请填写数字，单位为万元，如 5600。"), code="amount")
        amount = Decimal(text)
        if amount.as_tuple().exponent < -2:  # type: ignore[operator]  # PLAIN_NUMBER lets no NaN in
            raise ValidationError(_("最多保留两位小数（即精确到百元）。"), code="amount")
        if amount > LARGEST_AMOUNT:
            raise ValidationError(_("数额过大。请核对单位是否为万元。"), code="amount")
        return amount
