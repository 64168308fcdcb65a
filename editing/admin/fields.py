"""How columns of drafts become fields of forms: texts in as many lines as they need, numbers plain."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib.admin.options import BaseModelAdmin
from django.db import models
from django.http import HttpRequest

from editing.domain.texts import LONGEST
from editing.forms.fields import WHOLE, PlainDecimalField
from enterprises.forms.fields import OneLineField


class DraftFields(BaseModelAdmin):
    """What a page shares with the rows on it.

    `percent`: the columns that go up to 100; `units`: by column, what may be typed beside the number.
    """

    percent: tuple[str, ...] = ()
    units: Mapping[str, str] = {}

    def text_widget(self, name: str, attrs: dict[str, Any]) -> forms.Widget:
        """Return the widget of a column of text."""
        return forms.Textarea(attrs={"rows": 3, **attrs})

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Any:
        unit = self.units.get(db_field.name, "")
        match db_field:
            case models.ForeignKey():  # without links to add or change it: that has its own page
                return db_field.formfield(**kwargs)
            case models.TextField():
                lang = {"lang": "en"} if db_field.name.endswith("_en") else {}
                widget = self.text_widget(db_field.name, lang)
                kwargs |= {"widget": widget, "max_length": LONGEST}
                kwargs |= {"form_class": OneLineField} if isinstance(widget, forms.TextInput) else {}
            case models.DecimalField():
                kwargs |= {"form_class": PlainDecimalField, "min_value": 0, "unit": unit}
                kwargs |= {"max_value": 100, "unit": "%"} if db_field.name in self.percent else {}
            case models.CharField() if type(db_field) is models.CharField and not db_field.choices:
                kwargs.setdefault("form_class", OneLineField)
            case models.IntegerField() if not db_field.choices:
                kwargs |= {**WHOLE, "unit": unit}
        return super().formfield_for_dbfield(db_field, request, **kwargs)
