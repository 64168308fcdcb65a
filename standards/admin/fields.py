"""How columns of parts become fields of forms: short texts on one line, numbers plain, choices of buttons."""

from typing import Any

from django import forms
from django.contrib.admin.options import BaseModelAdmin
from django.db import models
from django.http import HttpRequest

from editing.domain.texts import LONGEST
from editing.forms.fields import WHOLE, PlainDecimalField
from standards.forms.parts import SHORT

PERCENT = ("weight", "range_low", "range_high")


class PartFields(BaseModelAdmin):
    """What the page of a part and the rows on it have in common."""

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Any:
        match db_field:
            case models.ForeignKey():  # without links to add or change it: that has its own place in the tree
                return db_field.formfield(**kwargs)
            case models.TextField():
                kwargs |= {"widget": _text_widget(db_field.name), "max_length": LONGEST}
            case models.DecimalField():
                limits = {"max_value": 100, "unit": "%"} if db_field.name in PERCENT else {}
                kwargs |= {"form_class": PlainDecimalField, "min_value": 0, **limits}
            case models.IntegerField() if not db_field.choices:
                kwargs |= WHOLE
        return super().formfield_for_dbfield(db_field, request, **kwargs)


def _text_widget(name: str) -> forms.Widget:
    lang = {"lang": "en"} if name.endswith("_en") else {}
    if name in SHORT:
        return forms.TextInput(attrs=lang)
    return forms.Textarea(attrs={"rows": 3, **lang})
