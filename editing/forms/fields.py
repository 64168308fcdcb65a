"""Fields for numbers as people write them."""

from decimal import Decimal
from typing import Any

from django import forms

from editing.domain.decimals import plain


class PlainDecimalField(forms.DecimalField):
    """A decimal that is shown without trailing zeros."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def prepare_value(self, value: Any) -> Any:
        return plain(value) if isinstance(value, Decimal) else value


def percent(**kwargs: Any) -> PlainDecimalField:
    """Return a field for a percentage from 0 to 100, with as many digits as the database holds."""
    return PlainDecimalField(
        **{"max_digits": 12, "decimal_places": 6, "min_value": 0, "max_value": 100, **kwargs}
    )
