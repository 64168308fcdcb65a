"""Fields for numbers as people write them, for the admin: what is typed is read as everywhere else."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django import forms

from editing.domain.decimals import plain
from enterprises.domain.numbers import EXACT, NumberKind
from enterprises.forms.fields import read_typed


class PlainDecimalField(forms.DecimalField):
    """A decimal that is shown without trailing zeros. `unit`: what may be typed beside it."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, *, unit: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.kind = replace(EXACT, unit=unit)

    def to_python(self, value: Any) -> Any:
        return super().to_python(read_typed(value, self.kind) if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        return plain(value) if isinstance(value, Decimal) else value


class WholeNumberField(forms.IntegerField):
    """A whole number. `unit`: what may be typed beside it."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def __init__(self, *, unit: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.kind = NumberKind(unit=unit, whole=True, places=None, most=None)

    def to_python(self, value: Any) -> Any:
        number = read_typed(value, self.kind) if isinstance(value, str) else value
        return super().to_python(int(number) if isinstance(number, Decimal) else number)


# What the admin makes of a column of whole numbers: its own widget keeps what is no plain number from us.
WHOLE: dict[str, Any] = {"form_class": WholeNumberField, "widget": WholeNumberField.widget}


def percent(**kwargs: Any) -> PlainDecimalField:
    """Return a field for a percentage from 0 to 100, with as many digits as the database holds."""
    limits = {"max_digits": 12, "decimal_places": 6, "min_value": 0, "max_value": 100}
    return PlainDecimalField(unit="%", **{**limits, **kwargs})
